import * as z from 'zod/mini';
import { idSchema } from '../../domain/shared/ids.ts';
import { type AccessEntry, accessEntrySchema } from '../access/access-log.ts';
import type { App } from '../app.ts';
import { GENESIS } from '../audit.ts';
import { parseCsv, toCsv } from './csv.ts';

/** Entries of one export: some 3 MB, half of what an answer may be. */
export const EXPORT_MOST = 5_000;
const FORMAT = 'access-log/1';

const placeSchema = z.strictObject({ seq: z.number(), hash: z.string() });
/** Strict, so that nothing stands beside what the hashes cover. */
const entrySchema = z.strictObject(accessEntrySchema.shape);

export const exportSchema = z.strictObject({
  format: z.literal(FORMAT),
  caseId: idSchema,
  exportedAt: z.string(),
  /** The entry before the first, or number 0 when the chain begins here. */
  after: placeSchema,
  /** The end of the chain when it was exported; more files follow while the last entry is not it. */
  head: placeSchema,
  entries: z.array(entrySchema),
});
/** The access log of a case, or a part of it, with everything that its hashes cover. */
export type AccessExport = z.infer<typeof exportSchema>;

/** Export the log of a case from after a number on, as much as goes into one answer. */
export async function exportAccessLog(
  app: Pick<App, 'accessLog' | 'clock'>,
  caseId: string,
  after = 0,
): Promise<AccessExport> {
  // First, so that what is written meanwhile belongs to the next export.
  const [last] = await app.accessLog.latest(caseId);
  const head = { seq: last?.seq ?? 0, hash: last?.hash ?? GENESIS };
  const [before] = after > 0 ? await app.accessLog.latest(caseId, after + 1) : [];
  const entries: AccessEntry[] = [];
  for (
    let page = await app.accessLog.page(caseId, after);
    page.length > 0 && entries.length < EXPORT_MOST;
    page = await app.accessLog.page(caseId, entries.at(-1)?.seq ?? after)
  )
    entries.push(...page);
  return {
    format: FORMAT,
    caseId,
    exportedAt: app.clock.now(),
    after: { seq: before?.seq ?? 0, hash: before?.hash ?? GENESIS },
    head,
    entries: entries.filter(({ seq }) => seq <= head.seq).slice(0, EXPORT_MOST),
  };
}

/** Columns of the CSV, in order: all that an entry has, so that its hash can be made again from a line. */
const columns = [
  'caseId',
  ...([
    'seq',
    'at',
    'event',
    'agencyId',
    'representativeId',
    'post',
    'via',
    'what',
    'aggregate',
    'id',
    'item',
    'content',
    'purpose',
    'ground',
    'basis',
    'decidedBy',
    'refusal',
    'messageId',
    'prevHash',
    'hash',
  ] satisfies readonly (keyof AccessEntry)[]),
];

/** An export as CSV (RFC 4180): a line an entry. The head goes beside it, in a header of the answer. */
export const exportCsv = ({ caseId, entries }: Pick<AccessExport, 'caseId' | 'entries'>): string =>
  toCsv([
    columns,
    ...entries.map((entry) => {
      const values: Record<string, string | number | undefined> = { ...entry, caseId };
      return columns.map((name) => String(values[name] ?? ''));
    }),
  ]);

/** Entries read back from a file, with what the file says of its place in the chain. */
export interface ReadExport {
  caseId: string;
  entries: AccessEntry[];
  after?: { seq: number; hash: string };
  head?: { seq: number; hash: string };
}

/** Read an export back, JSON or CSV; undefined when it is neither. */
export const readExport = (text: string): ReadExport | undefined =>
  text.trimStart().startsWith('{') ? fromJson(text) : fromCsv(text);

function fromJson(text: string): ReadExport | undefined {
  try {
    return exportSchema.safeParse(JSON.parse(text)).data;
  } catch {
    // Cut off or never JSON: no export.
    return undefined;
  }
}

function fromCsv(text: string): ReadExport | undefined {
  const [head = [], ...rows] = parseCsv(text) ?? [];
  if (head.join() !== columns.join()) return undefined;
  const parsed = rows.map((row) => {
    const values = columns.flatMap((name, index): [string, string | number][] => {
      const value = row[index] ?? '';
      return value === '' ? [] : [[name, name === 'seq' ? Number(value) : value]];
    });
    const { caseId, ...entry } = Object.fromEntries(values);
    return { caseId, entry: entrySchema.safeParse(entry).data, isWhole: row.length === columns.length };
  });
  const caseId = parsed[0]?.caseId;
  const entries = parsed.flatMap(({ entry, isWhole }) => (entry && isWhole ? [entry] : []));
  const isOne = parsed.every((one) => one.caseId === caseId);
  return typeof caseId === 'string' && isOne && entries.length === parsed.length
    ? { caseId, entries }
    : undefined;
}
