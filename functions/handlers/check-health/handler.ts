import * as z from 'zod/mini';
import type { Log } from '../../middleware/log.ts';
import { createTask } from '../../middleware/task.ts';

/** The API does not answer as it should; the alarm on this function's errors does the rest. */
export class UnhealthyError extends Error {
  override readonly name = 'UnhealthyError';
}

/** An HTTP GET that answers with the status. Throws if there is no answer. */
export type Ask = (url: string) => Promise<number>;

/**
 * Asks the API from outside, by its public address, for something that needs no token: name, certificate,
 * firewall, gateway and function at once.
 */
export const createHandler = (ask: Ask, url: string, log: Log) =>
  createTask({
    name: 'check-health',
    event: z.unknown(),
    log,
    ids: () => ({}),
    async run() {
      const status = await ask(url).catch(() => 0);
      if (status !== 200) throw new UnhealthyError(`the API answered ${status || 'nothing'}`);
    },
  });
