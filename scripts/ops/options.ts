import { parseArgs } from 'node:util';

/** Words that no command can be made of. The message says what was expected. */
export class OpsUsageError extends Error {
  override readonly name = 'OpsUsageError';
}

const options = {
  endpoint: { type: 'string' },
  data: { type: 'string' },
  config: { type: 'string' },
  table: { type: 'string' },
  'former-table': { type: 'string' },
  'case-machine': { type: 'string' },
  'delivery-machine': { type: 'string' },
  'people-key': { type: 'string' },
  anchors: { type: 'string' },
  now: { type: 'string' },
  at: { type: 'string' },
  confirm: { type: 'string' },
  by: { type: 'string' },
  since: { type: 'string' },
  for: { type: 'string' },
  out: { type: 'string' },
  bucket: { type: 'string' },
  reviewed: { type: 'string' },
  authority: { type: 'string' },
  class: { type: 'string' },
  reason: { type: 'string' },
  scenario: { type: 'string' },
  all: { type: 'boolean' },
  'all-undelivered': { type: 'boolean' },
  redact: { type: 'boolean' },
  approve: { type: 'boolean' },
  abandon: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  'without-anchors': { type: 'boolean' },
  yes: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

export type Flags = ReturnType<typeof parse>['values'];

/** A command as it was given. */
export interface Words {
  command: string | undefined;
  /** What follows it: ids. */
  ids: string[];
  flags: Flags;
}

/** Throws OpsUsageError. */
export function wordsOf(words: readonly string[]): Words {
  const { values, positionals } = parse(words);
  const [command, ...ids] = positionals;
  return { command, ids, flags: values };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], allowPositionals: true, options });
  } catch (error) {
    throw new OpsUsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The id that a command is about. Throws OpsUsageError. */
export function idOf({ ids, command }: Words, what: string, pattern: RegExp): string {
  const [id, ...more] = ids;
  if (id !== undefined && pattern.test(id) && more.length === 0) return id;
  throw new OpsUsageError(
    `${command}: expected the id of one ${what}, such as ${what === 'message' ? 'msg' : 'case'}-ab12cd34`,
  );
}
export const caseIdOf = (words: Words): string => idOf(words, 'case', /^case-[a-z0-9]{4,40}$/);

/** Throws OpsUsageError. */
export function needed(
  flags: Flags,
  name: 'at' | 'by' | 'since' | 'for' | 'out' | 'config' | 'authority' | 'class' | 'reason',
): string {
  const value = flags[name];
  if (value !== undefined) return value;
  throw new OpsUsageError(`--${name} is missing`);
}

/** Who does it, as `agy-…/rep-…`: it is recorded. Throws OpsUsageError. */
export function workerOf(flags: Flags): { agencyId: string; representativeId: string } {
  const [, agencyId, representativeId] = /^(agy-[a-z0-9-]+)\/(rep-[a-z0-9-]+)$/.exec(flags.by ?? '') ?? [];
  if (agencyId !== undefined && representativeId !== undefined) return { agencyId, representativeId };
  throw new OpsUsageError('--by: expected who does it, as agy-ab12cd34/rep-ab12cd34; it is recorded');
}

/** An instant with milliseconds. Throws OpsUsageError. */
export function instantOf(name: string, text: string): string {
  const at = new Date(text);
  if (Number.isNaN(at.getTime()))
    throw new OpsUsageError(`--${name} ${text}: expected a time such as 2026-03-02T01:00:00Z`);
  return at.toISOString();
}
