import * as z from 'zod/mini';

const batchSchema = z.object({
  Records: z.array(z.object({ messageId: z.string(), body: z.string(), eventSource: z.literal('aws:sqs') })),
});

/** Which messages of a batch come again; the others are done. */
export interface BatchAnswer {
  batchItemFailures: { itemIdentifier: string }[];
}

type Run<Context> = (event: unknown, context: Context) => Promise<unknown>;

/**
 * Lets a handler of single events be fed by a queue, where an event that fails comes again and at last lies in a
 * queue of failures, from which it can be sent back. One that fails never takes the others with it. An event that
 * did not come by a queue goes straight through.
 */
export const fromQueue =
  <Context>(run: Run<Context>) =>
  async (event: unknown, context: Context): Promise<unknown> => {
    const batch = batchSchema.safeParse(event);
    if (!batch.success) return run(event, context);
    const failed = await Promise.all(
      batch.data.Records.map(async ({ messageId, body }) =>
        (await succeeds(run, body, context)) ? [] : [messageId],
      ),
    );
    return {
      batchItemFailures: failed.flat().map((itemIdentifier) => ({ itemIdentifier })),
    } satisfies BatchAnswer;
  };

/** The handler has logged why it failed, by its error's name. */
async function succeeds<Context>(run: Run<Context>, body: string, context: Context): Promise<boolean> {
  try {
    await run(parsed(body), context);
    return true;
  } catch {
    return false;
  }
}

/** What is no JSON is left to the handler, which refuses it by name. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
