import * as z from 'zod/mini';
import { deriveId, hashText, idSchema } from '../../../domain/shared/ids.ts';
import { refuse } from '../../../domain/shared/refusal.ts';
import type { App } from '../../app.ts';
import { canonicalJson } from '../../canonical.ts';
import type { PagingPart } from '../../projections/list-store.ts';
import type { ApiRequest, RefusedRequest } from '../route.ts';

/** Ids in one item: some 100 KB, far below what an item may be. */
const PAGING_PART = 4_000;
const DEFAULT_LIMIT = 25;
const MOST = 100;

/** What every list takes. */
export const pagingQuery = {
  /** From `nextCursor` of the page before; everything else of the query stays the same. */
  cursor: z.optional(z.string().check(z.maxLength(500))),
  limit: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(MOST))),
};

/** An instant or a day in UTC, written as the rows have it: such texts sort as time does. */
export const instantQuery = z.string().check(z.regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{3})?)?Z)?$/));

/** What every list answers with. */
export const pageOf = <Item extends z.ZodMiniType>(item: Item) =>
  z.object({
    items: z.array(item),
    /** Give it as `cursor` for the next page; missing on the last. */
    nextCursor: z.optional(z.string()),
  });

export interface Page<Row> {
  items: Row[];
  nextCursor?: string;
}

interface List<Row> {
  /** All rows that the caller may see and asked for, in order: read once, for the first page. */
  all(): Promise<readonly Row[]>;
  idOf(row: Row): string;
  /** Of these, those that the caller may see now, in any order: filters do not count any more. */
  some(ids: readonly string[]): Promise<readonly Row[]>;
}

const cursorSchema = z.strictObject({ p: idSchema, at: z.int().check(z.gte(0), z.lte(10_000_000)) });
/** Which paging, and how far: it says nothing of what is listed. */
type Cursor = z.infer<typeof cursorSchema>;

/** Base64url of a JSON value: opaque enough that nobody takes it for something to build. */
export const toBase64 = (value: unknown): string =>
  btoa(JSON.stringify(value)).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');

/** The value, or undefined for a text that was never made by `toBase64`. */
export function fromBase64(text: string): unknown {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return undefined;
  try {
    return JSON.parse(atob(text.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    // Not base64 or not JSON: a cursor that nobody was given.
    return undefined;
  }
}

/** The one answer to a cursor that is not ours, is somebody else's, is of another query, or is too old. */
export const cursorRefused = (): RefusedRequest => ({
  refusal: refuse('cursor-invalid', 'this cursor is not of this list; begin again without one', {
    field: 'cursor',
  }),
  status: 400,
});

/**
 * One page of a list. A paging shows what was there when it began: each row exactly once, as it stands when its
 * page is read, however rows move meanwhile; what has come since is in the next paging. A row that is not to be
 * seen any more is left out. Only the first page needs the whole list, because every row may be the next due; the
 * others read their own rows and one or two items of the paging.
 */
export async function pageThrough<Row>(
  app: Pick<App, 'pagings' | 'clock' | 'random'>,
  request: ApiRequest,
  { all, idOf, some }: List<Row>,
): Promise<Page<Row> | RefusedRequest> {
  const { cursor, limit: asked, ...query } = request.query;
  const limit = typeof asked === 'number' ? asked : DEFAULT_LIMIT;
  const of = ownerOf(request, query);
  if (cursor === undefined) return firstPage(app, of, await all(), idOf, limit);
  const place = typeof cursor === 'string' ? cursorSchema.safeParse(fromBase64(cursor)).data : undefined;
  const ids = place && (await idsFrom(app, of, place, limit));
  if (!place || !ids) return cursorRefused();
  const known = new Map((await some(ids.found)).map((row) => [idOf(row), row]));
  const items = ids.found.flatMap((id) => known.get(id) ?? []);
  return ids.more ? { items, nextCursor: toBase64({ p: place.p, at: place.at + limit }) } : { items };
}

/** Who asks for what: path, filters and order, but for how many at a time. */
const ownerOf = ({ path, params, subject }: ApiRequest, query: unknown): string =>
  hashText(canonicalJson({ path, params, query, by: [subject.agencyId, subject.representativeId] }));

async function firstPage<Row>(
  app: Pick<App, 'pagings' | 'clock' | 'random'>,
  of: string,
  rows: readonly Row[],
  idOf: (row: Row) => string,
  limit: number,
): Promise<Page<Row>> {
  const items = rows.slice(0, limit);
  if (rows.length <= limit) return { items };
  const pagingId = deriveId('pag', of, app.clock.now(), String(app.random()));
  const ids = rows.map(idOf);
  for (let part = 0; part * PAGING_PART < ids.length; part += 1) {
    await app.pagings.keep({
      pagingId,
      part,
      of,
      ids: ids.slice(part * PAGING_PART, (part + 1) * PAGING_PART),
    });
  }
  return { items, nextCursor: toBase64({ p: pagingId, at: limit }) };
}

/** The ids of a page, and whether more come after it; undefined for a paging that is not the caller's. */
async function idsFrom(
  app: Pick<App, 'pagings'>,
  of: string,
  { p, at }: Cursor,
  limit: number,
): Promise<{ found: string[]; more: boolean } | undefined> {
  const first = Math.floor(at / PAGING_PART);
  // One id more than the page tells whether there is another.
  const last = Math.floor((at + limit) / PAGING_PART);
  const parts: PagingPart[] = [];
  for (let part = first; part <= last; part += 1) {
    const there = await app.pagings.load(p, part);
    if (there === undefined) break;
    if (there.of !== of) return undefined;
    parts.push(there);
  }
  if (parts.length === 0) return undefined;
  const ids = parts.flatMap((part) => part.ids).slice(at - first * PAGING_PART);
  return { found: ids.slice(0, limit), more: ids.length > limit };
}
