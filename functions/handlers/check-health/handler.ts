import * as z from 'zod/mini';
import type { Log } from '../../middleware/log.ts';
import { createTask } from '../../middleware/task.ts';

/** Something does not answer as it should; the alarm on this function's errors does the rest. */
class UnhealthyError extends Error {
  override readonly name = 'UnhealthyError';
}

/** An HTTP GET, with a token if there is one, that answers with the status. Throws if there is no answer. */
export type Ask = (url: string, token?: string) => Promise<number>;

/** The public addresses, each with a slash at its end. */
export interface Addresses {
  api: string;
  answers: string;
}

/**
 * Asks from outside, by the public addresses, so that name, certificate, firewall, gateway and function are all in
 * it: whether the table answers and the machinery keeps its promise; whether a token that is none is looked at and
 * refused, which takes the authorizer; and whether the pages behind links say of a link that is none that it is.
 */
export const createHandler = (ask: Ask, { api, answers }: Addresses, log: Log) => {
  const checks = [
    { what: 'health', url: `${api}health`, expected: 200 },
    { what: 'sign-in', url: `${api}me`, token: 'canary', expected: 401 },
    { what: 'answers', url: `${answers}answer/canary`, expected: 404 },
  ];
  return createTask({
    name: 'check-health',
    event: z.unknown(),
    log,
    ids: () => ({}),
    async run() {
      const found = await Promise.all(
        checks.map(async ({ what, url, token, expected }) => {
          const status = await ask(url, token).catch(() => 0);
          return status === expected ? [] : [`${what} answered ${status || 'nothing'}`];
        }),
      );
      const wrong = found.flat();
      for (const fault of wrong) log.error('check-health.wrong', { fault });
      if (wrong.length > 0) throw new UnhealthyError(wrong.join(', '));
    },
  });
};
