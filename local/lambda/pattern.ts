import { isObject, type Json } from '../gateway/aws-error.ts';

/** An EventBridge pattern, also used by Lambda's event source filters: nested objects that end in lists. */
export type Pattern = Json;

type Test = (value: unknown) => boolean;

/**
 * Compiles the subset of patterns that this system uses: equality with a string, number, boolean or null,
 * `{ exists: boolean }` and `{ prefix: string }`. Anything else throws, so that no rule is silently deaf.
 * As on AWS, `exists` looks at leaves only: an object or an absent attribute does not exist. So a stream filter
 * must go down to the attribute's type: `{ dynamodb: { NewImage: { pending: { N: [{ exists: true }] } } } }`.
 */
export function compilePattern(pattern: Pattern, path = ''): Test {
  const tests = Object.entries(pattern).map(([key, part]) => {
    const test = compilePart(part, path === '' ? key : `${path}.${key}`);
    return (value: unknown) => test(isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined);
  });
  return (value) => tests.every((test) => test(value));
}

function compilePart(part: unknown, path: string): Test {
  if (isObject(part)) return compilePattern(part, path);
  if (!Array.isArray(part) || part.length === 0) throw new Error(`Pattern at ${path}: expected a list.`);
  refuseImageAttribute(path);
  const matchers: Test[] = part.map((matcher) => compileMatcher(matcher, path));
  return (value) =>
    (Array.isArray(value) ? value : [value]).some((one) => matchers.some((test) => test(one)));
}

function compileMatcher(matcher: unknown, path: string): Test {
  if (!isObject(matcher)) return (value) => value === matcher;
  const [operator, ...more] = Object.entries(matcher);
  if (operator !== undefined && more.length === 0) {
    const [name, argument] = operator;
    if (name === 'exists' && typeof argument === 'boolean') return (value) => isLeaf(value) === argument;
    if (name === 'prefix' && typeof argument === 'string') {
      return (value) => typeof value === 'string' && value.startsWith(argument);
    }
  }
  throw new Error(`Pattern at ${path}: ${JSON.stringify(matcher)} is not supported here.`);
}

function isLeaf(value: unknown): boolean {
  return value !== undefined && !isObject(value);
}

/** A list straight under an attribute of an image can never match on AWS, where its value is `{ N: "1" }`. */
function refuseImageAttribute(path: string): void {
  if (/^dynamodb\.(NewImage|OldImage|Keys)\.[^.]+$/.test(path)) {
    throw new Error(
      `Pattern at ${path}: name the attribute's type too, as in ${path}.S: on AWS this never matches.`,
    );
  }
}
