import fc from 'fast-check';
import { exampleOf } from '../../../functions/application/api/openapi/examples.ts';
import { isJson, type Json, listOf, partOf } from '../../../functions/application/api/openapi/json.ts';

/** Stands in whatever a caller sends of their own: no answer repeats it. */
export const OWN = 'Ownwordsofthecaller';

/** Texts that break what was not thought of. */
export const texts: readonly string[] = [
  '',
  ' ',
  OWN,
  `${OWN}\r\nSet-Cookie: own=1`,
  `<script>${OWN}</script>`,
  `' OR 1=1 -- ${OWN}`,
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '..',
  '../../etc/passwd',
  '%2e%2e%2f',
  '\u0000',
  '\ud800',
  '\u202e\u200b\ufeff',
  'İ'.repeat(50),
  '😀'.repeat(20_000),
  '0'.repeat(100_000),
  '-1',
  '1e400',
  'NaN',
  'true',
  'null',
  '[object Object]',
  '2026-02-30T25:61:61.000Z',
  '+275760-09-13T00:00:00.000Z',
  '0000-00-00',
  '2026-03-02T01:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  '2026-03-09',
];

/** Values of a body that are of no use. */
export const values: readonly unknown[] = [
  ...texts,
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  [],
  {},
  [[[[[]]]]],
  { [OWN]: OWN },
  { toString: OWN, constructor: { prototype: { polluted: OWN } } },
  Array.from({ length: 500 }, () => OWN),
];

/** Bodies that no JSON value makes. */
export const rawBodies: readonly string[] = [
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '7',
  `{"__proto__":{"polluted":"${OWN}"}}`,
  `{"notes":{"__proto__":"${OWN}"}}`,
  `{"constructor":{"prototype":{"polluted":"${OWN}"}}}`,
  `{"a":1,"a":2}`,
  `\ufeff{}`,
  `{"a":1e999}`,
  `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`,
  `{"a":"\\ud800"}`,
  `{"reason":"${'x'.repeat(300_000)}"}`,
  `<xml>${OWN}</xml>`,
  `a=${OWN}&b=2`,
];

/** Something for a field of a schema: fitting more often than not, so that rules behind the schema are asked too. */
export function fitting(schema: Json, ids: readonly string[], field = ''): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom<unknown>(...schema['enum']);
  const variants = [...listOf(schema, 'oneOf'), ...listOf(schema, 'anyOf')];
  if (variants.length > 0) return fc.oneof(...variants.map((one) => fitting(one, ids, field)));
  switch (schema['type']) {
    case 'object':
      return object(schema, ids);
    case 'array':
      return fc.array(fitting(partOf(schema, 'items'), ids, field), { maxLength: 3 });
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return fc.constantFrom(0, 1, 2, 60, -1, 1_000_000);
    case 'string':
      return text(schema, ids, field);
    default:
      return fc.constant({});
  }
}

function text(schema: Json, ids: readonly string[], field: string): fc.Arbitrary<string> {
  const example = String(exampleOf(schema, field));
  if (/^(at|on|from|to|until|date|day)$|At$|On$|From$|Until$|By$/.test(field) && !('pattern' in schema))
    return fc.constantFrom('2026-03-02T01:00:00.000Z', '2026-03-09', '2026-03-16T01:00:00.000Z', example);
  if (schema['pattern'] === '^[a-z]{1,4}-[a-z0-9]{4,40}$') return fc.constantFrom(...ids, example);
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant(example) },
    { weight: 1, arbitrary: fc.constantFrom('2026-03-02T01:00:00.000Z', '2026-03-09', ...texts.slice(0, 6)) },
  );
}

function object(schema: Json, ids: readonly string[]): fc.Arbitrary<Json> {
  const required = Array.isArray(schema['required']) ? schema['required'].map(String) : [];
  const fields = Object.entries(partOf(schema, 'properties')).map(([name, part]) => {
    const value = name === 'notes' ? notes : fitting(isJson(part) ? part : {}, ids, name);
    const there = required.includes(name) ? fc.constant(true) : fc.boolean();
    return fc.tuple(there, value).map(([is, one]): [string, unknown][] => (is ? [[name, one]] : []));
  });
  return fc.tuple(...fields).map((all) => Object.fromEntries(all.flat()));
}

const notes = fc.dictionary(
  fc.constantFrom('rationale', 'text', 'summary', 'actions.0', OWN, 'constructor'),
  fc.constantFrom('Plainly invented text.', `${OWN} 0491 570 156`),
  { maxKeys: 2 },
);

/** The same with one field made useless, or one that does not belong. */
export const spoiled = (whole: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(whole, fc.nat(), fc.constantFrom(...values), fc.boolean()).map(([body, at, value, adds]) => {
    if (!isJson(body)) return value;
    const names = Object.keys(body);
    const name = adds || names.length === 0 ? OWN : (names[at % names.length] ?? OWN);
    return { ...body, [name]: value };
  });
