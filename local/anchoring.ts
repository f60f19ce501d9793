import { movedPartition } from '../functions/adapters/dynamodb/keys.ts';
import { hourOf } from '../functions/application/anchors/anchor.ts';
import type { ChainMoves } from '../functions/application/anchors/ports.ts';
import { toInstant } from '../functions/domain/calendar/index.ts';
import type { LocalClock } from './clock.ts';
import type { Json } from './gateway/aws-error.ts';

const HOUR = 3_600_000;
/** An hour is anchored when it is over, and five minutes more (functions/application/anchors/anchor-audit.ts). */
const RIPE_MS = HOUR + 300_000;
const PREFIX = movedPartition('');

/** Which hours are to be anchored, heard from the notes of moves as they are written. */
export interface Anchoring {
  /** Hears each call of DynamoDB. */
  heard(operation: string, request: Json): void;
  /** When the first hour that has notes is ripe (ms); nothing while none has. */
  dueAt(): number | undefined;
  onChange(listener: () => void): void;
  /** Everything that is ripe has been anchored. */
  done(): void;
  /** The same moves, without asking the table for hours in which this process knows of none. */
  chains(chains: ChainMoves): ChainMoves;
}

/**
 * The schedule of anchoring for a clock that jumps: months have thousands of hours in which nothing moves.
 * @param isFresh nothing was there before this process
 */
export function createAnchoring(clock: LocalClock, isFresh: boolean): Anchoring {
  const begun = isFresh ? '' : hourOf(toInstant(clock.now()));
  const noted = new Set<string>();
  const waiting = new Set<string>();
  const listeners: (() => void)[] = [];
  return {
    heard(operation, request) {
      const hour = operation === 'PutItem' ? hourIn(request) : undefined;
      if (hour === undefined || noted.has(hour)) return;
      noted.add(hour);
      waiting.add(hour);
      for (const listener of listeners) listener();
    },
    dueAt() {
      const [first] = waiting;
      return first === undefined ? undefined : Date.parse(`${first}:00:00.000Z`) + RIPE_MS;
    },
    onChange: (listener) => void listeners.push(listener),
    done() {
      const ripe = hourOf(toInstant(clock.now() - RIPE_MS));
      for (const hour of waiting) if (hour <= ripe) waiting.delete(hour);
    },
    chains: (chains) => ({
      ...chains,
      moved: async (hour) => (hour > begun && !noted.has(hour) ? [] : chains.moved(hour)),
    }),
  };
}

function hourIn({ Item }: Json): string | undefined {
  const item = Item as { pk?: { S?: string } } | undefined;
  const pk = item?.pk?.S;
  return pk?.startsWith(PREFIX) ? pk.slice(PREFIX.length) : undefined;
}
