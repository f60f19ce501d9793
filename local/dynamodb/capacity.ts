import { isDeepStrictEqual } from 'node:util';
import { isObject, type Json } from '../gateway/aws-error.ts';
import { type Item, writeUnits } from './engine.ts';
import type { TableShape } from './tables.ts';

/**
 * Calls that read or wrote items since the start, and units that they consumed, by table. Reads are in units of
 * 4 KB, half for eventually consistent ones.
 */
export type Units = Record<string, Consumed>;
interface Consumed {
  calls: number;
  read: number;
  write: number;
}

export interface Meter {
  addWrite(table: string, units: number): void;
  /** One call that writes, however many items. */
  addWritingCall(table: string): void;
  /** Adds what an answer with `ReturnConsumedCapacity: TOTAL` says. */
  addRead(answer: Json): void;
  units: () => Units;
}

/** Makes a meter at zero. */
export function createMeter(): Meter {
  const units = new Map<string, Consumed>();
  const of = (table: string) => {
    const entry = units.get(table) ?? { calls: 0, read: 0, write: 0 };
    units.set(table, entry);
    return entry;
  };
  return {
    addWrite(table, count) {
      of(table).write += count;
    },
    addWritingCall(table) {
      of(table).calls += 1;
    },
    addRead(answer) {
      for (const consumed of [answer['ConsumedCapacity']].flat().filter(isObject)) {
        const entry = of(String(consumed['TableName']));
        entry.calls += 1;
        entry.read += Number(consumed['CapacityUnits']);
      }
    },
    units: () => structuredClone(Object.fromEntries(units)),
  };
}

/**
 * Units of one write: the larger of the item before and after, in started KB, and the same again for each index
 * whose copy changes; a changed index key costs a delete and a put.
 * Source: the DynamoDB developer guide on capacity of writes and of global secondary indexes.
 */
export function unitsOfWrite(shape: TableShape, before: Item | undefined, after: Item | undefined): number {
  const base = Math.max(writeUnits(before), writeUnits(after));
  return shape.indexes.reduce((sum, index) => sum + unitsOfIndex(index, before, after), base);
}

function unitsOfIndex(index: TableShape['indexes'][number], before?: Item, after?: Item): number {
  const copy = (item: Item | undefined) =>
    item !== undefined && index.keys.every((key) => item[key] !== undefined)
      ? index.project(item)
      : undefined;
  const [old, fresh] = [copy(before), copy(after)];
  if (isDeepStrictEqual(old, fresh)) return 0;
  if (old === undefined || fresh === undefined) return writeUnits(old ?? fresh);
  const moved = index.keys.some((key) => !isDeepStrictEqual(old[key], fresh[key]));
  return moved ? writeUnits(old) + writeUnits(fresh) : Math.max(writeUnits(old), writeUnits(fresh));
}
