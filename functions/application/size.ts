import type { Intent } from '../domain/shared/intent.ts';
import { type Refusal, refuse } from '../domain/shared/refusal.ts';
import type { DefinitionInTime } from './aggregates.ts';
import { pack } from './packing.ts';
import type { Telemetry } from './ports.ts';
import { type AggregateRecord, refOf } from './record.ts';

/**
 * Bytes of an aggregate's item (design, decision 3); DynamoDB itself takes 409,600. What lies between `full` and
 * that is for what nobody can be asked to do otherwise: time, other aggregates, and the end of the case.
 */
const sizeBudget = { warn: 32_000, alarm: 100_000, refuse: 300_000, full: 350_000 } as const;

/** What a command makes of an item. */
export interface Growth {
  before: AggregateRecord | undefined;
  after: AggregateRecord;
  intents: readonly Intent[];
}

/**
 * Bytes of the item, as JSON of what the table holds: a little more than DynamoDB counts, so that no budget is
 * passed unseen.
 */
export function bytesOf({ data, ...rest }: AggregateRecord): number {
  const state = pack(rest.type, data);
  return lengthOf(rest) + (state instanceof Uint8Array ? state.length : lengthOf(state));
}

const lengthOf = (value: unknown): number =>
  value === undefined ? 0 : new TextEncoder().encode(JSON.stringify(value)).length;

/** Watch the size of what is about to be stored. @returns its bytes */
export function watchSize(telemetry: Telemetry, after: AggregateRecord): number {
  const bytes = bytesOf(after);
  const told = { ...refOf(after), bytes };
  if (bytes >= sizeBudget.full) telemetry.alarm('aggregate-full', told);
  if (bytes >= sizeBudget.alarm) telemetry.alarm('aggregate-very-large', told);
  else if (bytes >= sizeBudget.warn) telemetry.count('aggregate-large', told);
  return bytes;
}

/**
 * Whether a command may still make its item so large. Near the top new fan-out is refused, so that what happens in
 * the case can still be recorded; at the top everything that workers ask for is. A step to another phase is always
 * taken: a case that cannot go on could not be ended either.
 */
export function checkSize(
  telemetry: Telemetry,
  { workflow }: Pick<DefinitionInTime, 'workflow'>,
  { before, after, intents }: Growth,
  byWorker: boolean,
): Refusal | undefined {
  const bytes = watchSize(telemetry, after);
  if (bytes < sizeBudget.refuse) return undefined;
  if (workflow && before && workflow.phase(before.data) !== workflow.phase(after.data)) return undefined;
  if (bytes >= sizeBudget.full && byWorker)
    return refuse(
      'aggregate-too-large',
      `the record holds ${bytes} bytes and takes no more; end it and link another`,
    );
  return fansOut(intents)
    ? refuse('aggregate-too-large', `the record holds ${bytes} bytes; nothing more can be spread from it`)
    : undefined;
}

const fansOut = (intents: readonly Intent[]): boolean => {
  const reached = intents.map((one) =>
    one.intent === 'message' ? one.to.length : one.intent === 'command' ? 1 : 0,
  );
  return reached.reduce((sum, count) => sum + count, 0) > 1;
};
