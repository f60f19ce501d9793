import type { Intent } from '../domain/shared/intent.ts';
import { type Refusal, refuse } from '../domain/shared/refusal.ts';
import type { Telemetry } from './ports.ts';
import type { AggregateRef } from './record.ts';

/** Bytes of an aggregate's item (design, decision 3); DynamoDB itself takes 400 KB. */
export const sizeBudget = { warn: 32_000, alarm: 100_000, refuse: 300_000 } as const;

/**
 * Watch the size of what is about to be stored. At the top of the budget new fan-out is refused, so that what
 * already happens in the case can still be recorded.
 */
export function checkSize(
  telemetry: Telemetry,
  ref: AggregateRef,
  item: unknown,
  intents: readonly Intent[],
): Refusal | undefined {
  const bytes = new TextEncoder().encode(JSON.stringify(item)).length;
  if (bytes < sizeBudget.warn) return undefined;
  if (bytes < sizeBudget.alarm) telemetry.count('aggregate-large', { ...ref, bytes });
  else telemetry.alarm('aggregate-very-large', { ...ref, bytes });
  if (bytes < sizeBudget.refuse || !fansOut(intents)) return undefined;
  return refuse('aggregate-too-large', `the record holds ${bytes} bytes; nothing more can be spread from it`);
}

const fansOut = (intents: readonly Intent[]): boolean => {
  const reached = intents.map((one) =>
    one.intent === 'message' ? one.to.length : one.intent === 'command' ? 1 : 0,
  );
  return reached.reduce((sum, count) => sum + count, 0) > 1;
};
