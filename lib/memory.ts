/**
 * Memory of each function in MB, and with it its share of a processor (1,769 MB are one). Chosen by `npm run bench --
 * memory`, which measures what each takes and holds these figures to it (docs/cost.md has the table): the smallest
 * size at which it has room for half as much again as it was seen to hold, and begins and answers soon enough for the
 * people, or the machine, that waits for it.
 */
export const memoryOf = {
  'anchor-audit': 256,
  'authorize-request': 256,
  'await-signal': 256,
  'check-delivery': 256,
  'check-health': 256,
  'evaluate-case': 256,
  'record-delivery': 256,
  'relay-changes': 256,
  'restart-failed': 256,
  'send-email': 512,
  'serve-answers': 512,
  'serve-api': 512,
  'sweep-attention': 512,
} as const;

/** A function that nobody has measured: it needs a line here, and events in scripts/bench-memory-events.ts. */
class UnmeasuredFunctionError extends Error {
  override readonly name = 'UnmeasuredFunctionError';
}

/** Throws UnmeasuredFunctionError. */
export function memoryFor(name: string): number {
  const found = Object.entries(memoryOf).find(([one]) => one === name)?.[1];
  if (found === undefined) throw new UnmeasuredFunctionError(`lib/memory.ts does not know ${name}`);
  return found;
}
