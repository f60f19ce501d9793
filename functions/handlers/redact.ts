/**
 * Keys under which a person, what was said of somebody, or what opens a door would stand. They are never logged,
 * whatever is in them: the last net, should somebody log a whole thing instead of its codes.
 */
const never: readonly string[] = [
  'address',
  'addresses',
  'aliases',
  'authorization',
  'birthdate',
  'body',
  'cookie',
  'description',
  'email',
  'identity',
  'input',
  'label',
  'mobile',
  'name',
  'names',
  'narrative',
  'note',
  'notes',
  'password',
  'person',
  'persons',
  'phone',
  'secret',
  'sought',
  'subject',
  'text',
  'token',
  'tokens',
];

/** What codes, ids, instants, paths of metrics and counts are written with. No address of mail, no quotation. */
const plain = /^[\w.:/+ -]{0,2000}$/;
const REDACTED = '[redacted]';

/** Keys and values for a log, without what must not stand in one. Errors are logged by their names, so none comes here. */
export const redact = (keys: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(keys).map(([key, value]) => [
      key,
      never.includes(key.toLowerCase()) ? REDACTED : redactValue(value),
    ]),
  );

function redactValue(value: unknown): unknown {
  if (typeof value === 'string') return plain.test(value) ? value : REDACTED;
  if (Array.isArray(value)) return value.map(redactValue);
  if (typeof value === 'object' && value !== null) return redact({ ...value });
  return value;
}
