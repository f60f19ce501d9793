import { createHeap } from '../heap.ts';
import type { Item } from './engine.ts';

/** The earliest time at which any item wants the sweeper, known without a query. */
export interface Attention {
  /** Takes note of what an item is now; `undefined` when it is gone. */
  observe(table: string, key: Item, item: Item | undefined): void;
  /** Forget a table that was deleted. */
  forget(table: string): void;
  /** Milliseconds since 1970, or nothing. */
  next: () => number | undefined;
  onChange: (listener: () => void) => void;
}

interface Wanted {
  id: string;
  time: number;
}

/**
 * Keeps the lowest value of `attribute`: an ISO instant, or a number of seconds or milliseconds since 1970.
 * Old entries stay in the heap until they come to the top, where the map tells that they are no longer true.
 */
export function createAttention(attribute: string, onError: (error: unknown) => void): Attention {
  const heap = createHeap<Wanted>((a, b) => a.time - b.time);
  const current = new Map<string, number>();
  const listeners: (() => void)[] = [];

  function next(): number | undefined {
    for (let top = heap.peek(); top !== undefined; top = heap.peek()) {
      if (current.get(top.id) === top.time) return top.time;
      heap.pop();
    }
    return undefined;
  }

  function set(id: string, time: number | undefined): void {
    if (current.get(id) === time) return;
    if (time === undefined) current.delete(id);
    else {
      current.set(id, time);
      heap.push({ id, time });
    }
  }

  /** A value that is no time would never come; it may be a visitor's, so it is told and does no harm. */
  function wanted(value: Record<string, unknown> | undefined): number | undefined {
    const time = timeOf(value);
    if (!Number.isNaN(time)) return time;
    onError(
      new Error(`${attribute} of an item is neither an ISO instant nor a number: no sweep will come for it.`),
    );
    return undefined;
  }

  function changed(): void {
    for (const listener of listeners) listener();
  }

  return {
    observe(table, key, item) {
      set(`${table} ${JSON.stringify(key)}`, item && wanted(item[attribute]));
      changed();
    },
    forget(table) {
      for (const id of [...current.keys()]) if (id.startsWith(`${table} `)) current.delete(id);
      changed();
    },
    next,
    onChange: (listener) => void listeners.push(listener),
  };
}

/** Seconds since 1970 stay below this until the year 5138; milliseconds passed it in 1973. */
const LARGEST_SECONDS = 1e11;

/** NaN if it is no time. */
function timeOf(value: Record<string, unknown> | undefined): number | undefined {
  if (value === undefined) return undefined;
  const time = value['N'] === undefined ? Date.parse(String(value['S'])) : Number(value['N']);
  return value['N'] !== undefined && time < LARGEST_SECONDS ? time * 1000 : time;
}
