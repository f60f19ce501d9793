import { setTimeout } from 'node:timers/promises';

/** Something did not happen in time. */
class NeverHappenedError extends Error {
  override readonly name = 'NeverHappenedError';
}

/**
 * Ask again and again until the answer is neither undefined nor false. The emulator runs in real time and tells
 * nobody when it is ready. Throws NeverHappenedError.
 */
export async function until<T>(
  what: string,
  seconds: number,
  ask: () => Promise<T | undefined | false>,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new NeverHappenedError(`waited ${seconds} s for ${what}`);
    await setTimeout(300);
  }
}
