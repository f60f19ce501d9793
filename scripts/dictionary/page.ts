import { readFileSync } from 'node:fs';
import type * as z from 'zod/mini';
import { type Key, kindOfKey } from '../../functions/adapters/dynamodb/keys.ts';
import { registry } from '../../functions/application/definitions.ts';
import { type ItemKind, itemKinds, newestSchema } from '../../functions/application/migrations.ts';
import { aggregateTypes } from '../../functions/domain/shared/aggregate.ts';
import { type Described, describe, link } from './describe.ts';
import { itemFacts, stateFacts } from './items.ts';
import { type Known, loadSchemas, type Schemas, unsaid } from './schemas.ts';

const KEYS = 'functions/adapters/dynamodb/keys.ts';
const read = (file: string): string => readFileSync(file, 'utf8');

/** The data dictionary as Markdown. Throws for a kind of item that keys.ts has no row for. */
export async function dataDictionary(): Promise<string> {
  const schemas = await loadSchemas(read, [...itemKinds, ...aggregateTypes]);
  const waiting: { known: Known; schema: z.core.$ZodType }[] = [];
  const codes = new Map<string, { known: Known; values: readonly string[] }>();
  const take = ({ refers, codes: found }: Described): void => {
    for (const one of refers.values()) if (!waiting.some((w) => w.schema === one.schema)) waiting.push(one);
    for (const [name, one] of found) codes.set(name, one);
  };

  const items = itemKinds.flatMap((kind) => {
    const { schema } = itemFacts[kind];
    return schema ? section(kind, schema, schemas, take) : [];
  });
  const states = aggregateTypes.flatMap((type) => {
    const definition = registry[type];
    if (!definition) return [];
    const version = `Schema version ${newestSchema(type)}. ${stateFacts[type]}`;
    return section(`state-${type}`, definition.schema, schemas, take, undefined, `### ${type}`, version);
  });
  const parts: { name: string; lines: string[] }[] = [];
  for (const { known, schema } of waiting)
    parts.push({ name: known.name, lines: section(known.name, schema, schemas, take, known) });

  return `${[
    ...head(),
    ...itemTable(),
    '',
    '## Attributes of items',
    ...items,
    '',
    '## States of aggregates',
    '',
    'The attribute `data` of a record, after it is unsealed and migrated.',
    ...states,
    '',
    '## Parts',
    '',
    'What states and items are made of.',
    ...parts.toSorted(byName).flatMap(({ lines }) => lines),
    '',
    '## Codes',
    '',
    'Lists of codes with a name. A code that a command takes from the policy (kinds of agency, legal bases, reasons) is checked against that list instead: [policies](../functions/domain/policy).',
    ...[...codes.values()]
      .toSorted((a, b) => byName(a.known, b.known))
      .flatMap(({ known, values }) => codeSection(known, values)),
  ].join('\n')}\n`;
}

const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);

const head = (): string[] => [
  '# Data dictionary',
  '',
  'What the table holds. This page is written by `npm run data-dictionary` from the schemas that every read goes through and from their docstrings; an attribute without a meaning says what it is by its name. Instants are ISO in UTC with milliseconds, ids are opaque, codes are words of the field. How an item of an earlier release is read: [ADR 0011](adr/0011-an-upgrade-carries-on-what-is-there.md). Who may read: [access](access.md). How records end: [disposal](runbook.md#disposal-of-records).',
  '',
  'The whole table, its streams and backups are encrypted with the key for data. What is *sealed* is encrypted a second time by the application, with a data key of the person or owner, which the key for people wraps: a dump of the table shows nobody ([test](../test/application/matching/table-dump.test.ts)).',
  '',
];

function itemTable(): string[] {
  const rows = keyRows();
  return [
    '## Items',
    '',
    '| kind | pk | sk | what | about people | kept | read by | schema |',
    '|---|---|---|---|---|---|---|---|',
    ...itemKinds.map((kind) => {
      const row = rows.get(kind);
      if (!row) throw new Error(`${KEYS} has no row for ${kind}`);
      const { personal, kept, readBy, schema } = itemFacts[kind];
      const name = schema ? link(kind) : `\`${kind}\``;
      const cells = [name, code(row.pk), code(row.sk), row.what, personal, kept, readBy, newestSchema(kind)];
      return `| ${cells.join(' | ')} |`;
    }),
    '',
    'Every item has `pk`, `sk` and `schema`. `attentionAt` and `attentionShard` stand on records, messages and orphaned notes that the sweeper must look at, and are the sparse index `attention` (keys only). `expiresAt` (seconds since 1970) is the TTL.',
  ];
}

/** The table in the header of keys.ts, by the kind of item that its keys are of. */
function keyRows(): Map<ItemKind, Key & { what: string }> {
  const rows = [...read(KEYS).matchAll(/^ \* \|(.+)\|(.+)\|(.+)\|(.+)\|$/gm)].map((match) =>
    match.slice(1, 4).map((cell) => cell.trim()),
  );
  const found = new Map<ItemKind, Key & { what: string }>();
  for (const [what = '', pk = '', sk = ''] of rows) {
    if (!/^[A-Z]/.test(pk)) continue;
    found.set(kindOfKey({ pk, sk }), { what, pk, sk });
  }
  return found;
}

function section(
  name: string,
  schema: z.core.$ZodType,
  schemas: Schemas,
  take: (described: Described) => void,
  known = schemas.of(schema) ?? { name, code: name, file: '', said: unsaid },
  heading = `### ${name}`,
  says = '',
): string[] {
  const text = [known.said.text, says].filter((one) => one !== '').join(' ');
  const source = known.file === '' ? '' : ` ([${known.code}](../${known.file}))`;
  const variants = variantsOf(schema).flatMap((variant) => {
    const described = describe(variant, known, schemas);
    take(described);
    return ['', ...attributeTable(described)];
  });
  return ['', heading, '', `${text}${source}`.trim(), ...variants];
}

/** One of several shapes, or the one that it is. */
function variantsOf(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === 'union' ? def.options : [schema];
}

const attributeTable = ({ attributes }: Described): string[] => [
  '| attribute | type | meaning |',
  '|---|---|---|',
  ...attributes.map(
    ({ path, type, optional, meaning }) =>
      `| \`${path}\`${optional ? '?' : ''} | ${type} | ${cell(meaning)} |`,
  ),
];

const codeSection = (known: Known, values: readonly string[]): string[] => [
  '',
  `### ${known.name}`,
  '',
  ...(known.said.text === '' ? [] : [known.said.text, '']),
  `${values.map(code).join(', ')} ([source](../${known.file}))`,
];

const code = (text: string): string => `\`${text}\``;
const cell = (text: string): string => text.replaceAll('|', '\\|');
