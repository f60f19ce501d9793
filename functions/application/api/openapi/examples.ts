import { isJson, type Json, listOf, partOf } from './json.ts';

/** Invented ids by the fields that hold them; whatever else is an id gets the last. */
const ids: readonly (readonly [field: RegExp, id: string])[] = [
  [/agency|agencies/i, 'agy-inventedrefuge'],
  [/represent/i, 'rep-inventedworker'],
  [/person|victim|child|towards|about|subject|whose|whom/i, 'per-inventedperson'],
  [/case/i, 'case-inventedcase'],
  [/meeting/i, 'mtg-inventedmeeting'],
  [/action/i, 'act-inventedaction'],
  [/plan/i, 'plan-inventedplan'],
  [/./, 'xyz-inventedthing'],
];
const byPattern: Readonly<Record<string, string>> = {
  '^[a-z0-9]+(?:_[a-z0-9]+)*$': 'other',
  '^[A-Za-z0-9-]{1,40}$': 'FORM-0042',
  '^[a-z]+-\\d+(?:\\+[0-9a-f]{8})?$': 'wa-1',
  '^[A-Z]{2}(-[A-Z]{2,4})?$': 'AU-WA',
  '^[A-Za-z0-9][A-Za-z0-9./-]{0,39}$': 'INC-2026-0042',
  '^\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d(:\\d\\d(\\.\\d{3})?)?Z)?$': '2026-03-09T01:00Z',
};
/** What one of several fields must be given for. */
const byWhole: Readonly<Record<string, unknown>> = { sought: { phones: ['0491 570 156'] } };
/** No pattern says what these are: they are checked by hand. */
const byField: readonly (readonly [field: RegExp, text: string])[] = [
  [/(^at|At|From|Until|By)$|^(from|to|until|notBefore)$/, '2026-03-02T01:00:00.000Z'],
  [/(On|Date|birth)$|^(date|day)$/i, '2026-03-09'],
  [/email|address$/i, 'worker@refuge.example.test'],
  [/phone/i, '0491 570 156'],
  [/domains?/, 'refuge.example.test'],
  [/name|text/i, 'Example Placeholder'],
];

/** Something that fits a schema, with plainly invented values: fields that must be there, and no more. */
export function exampleOf(schema: Json, field = ''): unknown {
  if (field in byWhole) return byWhole[field];
  if ('const' in schema) return schema['const'];
  if ('default' in schema) return schema['default'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  const [variant] = [...listOf(schema, 'oneOf'), ...listOf(schema, 'anyOf')];
  if (variant) return exampleOf(variant, field);
  switch (schema['type']) {
    case 'object':
      return exampleObject(schema);
    case 'array':
      return Number(schema['minItems'] ?? 0) > 0 ? [exampleOf(partOf(schema, 'items'), field)] : [];
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return numberOf(schema);
    case 'string':
      return textOf(schema, field);
    default:
      return {};
  }
}

const exampleObject = (schema: Json): Json => {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const fields = Object.entries(partOf(schema, 'properties')).filter(([name]) => required.includes(name));
  return Object.fromEntries(
    fields.map(([name, part]) => [name, isJson(part) ? exampleOf(part, name) : null]),
  );
};

function numberOf(schema: Json): number {
  const least = Number(schema['minimum'] ?? schema['exclusiveMinimum'] ?? 0);
  return Math.max(1, 'exclusiveMinimum' in schema ? least + 1 : least);
}

function textOf(schema: Json, field: string): string {
  const pattern = schema['pattern'];
  if (pattern === '^[a-z]{1,4}-[a-z0-9]{4,40}$') return idFor(field);
  if (typeof pattern === 'string') return byPattern[pattern] ?? '';
  return byField.find(([name]) => name.test(field))?.[1] ?? 'Plainly invented';
}

/** An invented id for a field or path parameter. */
export const idFor = (field: string): string => ids.find(([name]) => name.test(field))?.[1] ?? '';
