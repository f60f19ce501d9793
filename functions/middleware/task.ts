import middy, { type MiddlewareObj, type MiddyfiedHandler } from '@middy/core';
import type * as z from 'zod/mini';
import type { Log } from './log.ts';

/** An event that does not have the shape this function expects: names the path, never the value. */
class InvalidEventError extends Error {
  override readonly name = 'InvalidEventError';
}

export interface TaskOptions<Schema extends z.ZodMiniType, Result> {
  name: string;
  event: Schema;
  log: Log;
  /** Ids to log with each line. */
  ids: (event: z.output<Schema>) => Record<string, string | number>;
  run: (event: z.output<Schema>) => Promise<Result>;
}

/**
 * The stack of every task: parse the event, log its beginning and end by ids, and let errors out by their
 * name, which is what the machine catches.
 */
export function createTask<Schema extends z.ZodMiniType, Result>(
  options: TaskOptions<Schema, Result>,
): MiddyfiedHandler<unknown, Result> {
  return middy<unknown, Result>()
    .use(logged(options))
    .handler((event: unknown) => options.run(parseEvent(options.event, event)));
}

function parseEvent<Schema extends z.ZodMiniType>(schema: Schema, event: unknown): z.output<Schema> {
  const parsed = schema.safeParse(event);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.map(String).join('.') || 'event';
  throw new InvalidEventError(`the event is not as expected at ${path}`);
}

function logged<Schema extends z.ZodMiniType, Result>({
  name,
  event: schema,
  log,
  ids,
}: TaskOptions<Schema, Result>): MiddlewareObj<unknown, Result> {
  const idsOf = (event: unknown) => {
    const parsed = schema.safeParse(event);
    return parsed.success ? ids(parsed.data) : {};
  };
  return {
    before: ({ event }) => log.info(`${name}.started`, idsOf(event)),
    after: ({ event }) => log.info(`${name}.completed`, idsOf(event)),
    onError: ({ event, error }) =>
      log.error(`${name}.failed`, { ...idsOf(event), error: error?.name ?? 'unknown' }),
  };
}
