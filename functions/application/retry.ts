import { ConflictError } from './errors.ts';
import type { Ports } from './ports.ts';

const TRIES = 8;
const FIRST_MS = 20;
const LONGEST_MS = 2_000;

/** Full jitter: anything up to 20, 40, 80 ... 2,000 ms, so that writers who met once do not meet again. */
export const backoffMs = (failed: number, random: number): number =>
  Math.floor(random * Math.min(LONGEST_MS, FIRST_MS * 2 ** failed));

/**
 * Read, decide and write again while somebody else writes first: `attempt` answers undefined for that.
 * Throws ConflictError after eight tries.
 */
export async function untilWritten<Result>(
  ports: Pick<Ports, 'random' | 'pause'>,
  what: string,
  attempt: () => Promise<Result | undefined>,
): Promise<Result> {
  for (let failed = 0; failed < TRIES; failed += 1) {
    if (failed > 0) await ports.pause(backoffMs(failed - 1, ports.random()));
    const result = await attempt();
    if (result !== undefined) return result;
  }
  throw new ConflictError(`${what}: somebody else wrote first, ${TRIES} times`);
}
