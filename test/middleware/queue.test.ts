import { describe, expect, it } from 'vitest';
import { fromQueue } from '../../functions/middleware/queue.ts';

const context = Object.create(null);
const message = (messageId: string, body: string) => ({ messageId, body, eventSource: 'aws:sqs' });

/** A handler that fails for `bad`, and remembers what it was given. */
function handler() {
  const seen: unknown[] = [];
  const run = fromQueue(async (event: unknown) => {
    seen.push(event);
    if (JSON.stringify(event).includes('bad')) throw new Error('bad');
    return 'done';
  });
  return { seen, run };
}

describe('a handler that is fed by a queue', () => {
  it('gets each event by itself, and only those that failed come again', async () => {
    const { seen, run } = handler();
    const Records = [message('one', '{"n":1}'), message('two', '{"n":"bad"}'), message('three', '{"n":3}')];
    expect(await run({ Records }, context)).toEqual({ batchItemFailures: [{ itemIdentifier: 'two' }] });
    expect(seen).toEqual([{ n: 1 }, { n: 'bad' }, { n: 3 }]);
  });

  it('gets what is no JSON as it is, to refuse it by name', async () => {
    const { seen, run } = handler();
    await run({ Records: [message('one', 'bad {')] }, context);
    expect(seen).toEqual(['bad {']);
  });

  it('gets an event that came by no queue as ever, and fails with it', async () => {
    const { run } = handler();
    expect(await run({ detail: {} }, context)).toBe('done');
    await expect(run({ detail: 'bad' }, context)).rejects.toThrow('bad');
  });
});
