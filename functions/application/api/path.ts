const parameter = /\{(\w+)\}/g;

/** Names of a template's parameters, in order: `caseId`, `actionId` of `/cases/{caseId}/actions/{actionId}`. */
export const paramsOf = (template: string): string[] =>
  [...template.matchAll(parameter)].map(([, name = '']) => name);

/** What may stand in a segment: ids and versions. Nothing that leads elsewhere, once decoded. */
const plain = /^[A-Za-z0-9][A-Za-z0-9._~-]{0,99}$/;

/**
 * The segments of a request's path, decoded once; undefined for a path that no route can have: broken percent
 * signs, dots, empty or overlong segments. One slash at the end does not matter.
 */
export function segmentsOf(path: string): string[] | undefined {
  if (!path.startsWith('/') || path.length > 2_000) return undefined;
  const parts = (path.endsWith('/') ? path.slice(1, -1) : path.slice(1)).split('/');
  if (path === '/') return [];
  const decoded = parts.map(decode);
  return decoded.every((part) => part !== undefined && plain.test(part) && !part.includes('..'))
    ? decoded.flatMap((part) => part ?? [])
    : undefined;
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

/** The parameters by which a template fits, or undefined if it does not. */
export function paramsIn(
  template: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  if (template.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of template.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith('{')) params[part.slice(1, -1)] = segment;
    else if (part !== segment) return undefined;
  }
  return params;
}
