import type { AggregateRef } from '../record.ts';

/** The rows of one aggregate, by the list in which each stands. A list that is left out has no row of it any more. */
export interface ListedRows {
  source: AggregateRef;
  /** The version of the aggregate that the rows were made from: older ones never replace newer. */
  order: number;
  /** Ids, codes and instants only. */
  rows: Readonly<Record<string, unknown>>;
}

/** Named lists of rows, made from aggregates by relay, so that nobody has to look through all of them. */
export interface ListStore {
  /** Put the rows into their lists and take the aggregate out of the lists that it stood in before. */
  put(listed: ListedRows): Promise<void>;
  /** All rows of a list, in no order. Whoever reads parses them. */
  list(name: string): Promise<unknown[]>;
  /** The rows that these have in a list, in no order; none for whoever has left it. */
  some(name: string, of: readonly AggregateRef[]): Promise<unknown[]>;
}

/** What a paging began with: the ids of all that it will show, in order, up to `PAGING_PART` of them an item. */
export interface PagingPart {
  pagingId: string;
  /** From 0. */
  part: number;
  /** Hash of who asked for what: a cursor is of use to nobody else, and for nothing else. */
  of: string;
  ids: string[];
}

/** Pagings that somebody may still go on with, for an hour or so. */
export interface PagingStore {
  keep(part: PagingPart): Promise<void>;
  load(pagingId: string, part: number): Promise<PagingPart | undefined>;
}
