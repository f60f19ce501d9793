/** Bytes of a request's body: a written return may be long. */
export const LARGEST_BODY = 256 * 1024;
/** Objects and lists within each other. No input is as deep. */
const DEEPEST = 32;

/** What is wrong with a body: status, code, words and where. Nothing of the body itself. */
export interface BadBody {
  status: 400 | 413 | 415;
  code: string;
  message: string;
  field?: string;
}
export type BodyRead = { ok: true; body: unknown } | { ok: false; bad: BadBody };

const bad = (status: BadBody['status'], code: string, message: string, field?: string): BodyRead => ({
  ok: false,
  bad: { status, code, message, ...(field === undefined ? {} : { field }) },
});

/** Read a body as JSON in UTF-8. An empty one is no body, whatever it calls itself. */
export function readBody(
  text: string,
  { base64, type, encoding }: { base64: boolean; type: string | undefined; encoding: string | undefined },
): BodyRead {
  const bytes = Buffer.from(text, base64 ? 'base64' : 'utf8');
  if (bytes.length > LARGEST_BODY)
    return bad(413, 'body-too-large', `the body has more than ${LARGEST_BODY / 1024} KB`);
  if (bytes.length === 0) return { ok: true, body: undefined };
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity')
    return bad(415, 'encoding-not-supported', 'send the body without Content-Encoding');
  if (!isJson(type)) return bad(415, 'media-type-not-supported', 'send application/json in UTF-8');
  const decoded = decode(bytes);
  if (decoded === undefined) return bad(400, 'body-not-utf8', 'the body is not UTF-8');
  const parsed = parse(decoded);
  if (!parsed.ok) return bad(400, 'body-not-json', `the body is not JSON${parsed.where}`);
  return faultOf(parsed.value, [], 0) ?? { ok: true, body: parsed.value };
}

const typePattern = /^application\/(?:json|[a-z0-9.-]+\+json)(?:\s*;\s*charset="?([\w-]+)"?)?\s*$/i;
function isJson(type: string | undefined): boolean {
  const found = typePattern.exec(type ?? '');
  return found !== null && (found[1] === undefined || found[1].toLowerCase() === 'utf-8');
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** What the engine says of bad JSON repeats the text; only the place is passed on. */
function parse(text: string): { ok: true; value: unknown } | { ok: false; where: string } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    const place = /line (\d+) column (\d+)/.exec(error instanceof Error ? error.message : '');
    return { ok: false, where: place ? ` (line ${place[1]}, column ${place[2]})` : '' };
  }
}

/** Half characters, which no store keeps, keys that mean something to the engine, and things without end. */
function faultOf(value: unknown, path: readonly (string | number)[], depth: number): BodyRead | undefined {
  if (depth > DEEPEST) return bad(400, 'body-too-deep', `the body is more than ${DEEPEST} levels deep`);
  if (typeof value === 'string')
    return value.isWellFormed()
      ? undefined
      : bad(400, 'text-not-whole', 'a text has half a character', path.join('.'));
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, part] of Object.entries(value)) {
    if (key === '__proto__' || !key.isWellFormed())
      return bad(400, 'field-name-invalid', 'a field has no usable name');
    // A name as fields have it; anything else may be somebody's.
    const known = /^[a-z][A-Za-z]{0,39}$/.test(key) ? key : '…';
    const fault = faultOf(part, [...path, known], depth + 1);
    if (fault) return fault;
  }
  return undefined;
}
