import { expect, it } from 'vitest';
import type { App } from '../../functions/application/app.ts';
import type { AggregateStore } from '../../functions/application/ports.ts';
import { createApiWorld, type Said } from '../application/api/world.ts';
import { issued } from '../domain/case/plan/planned-case.ts';

/** In memory: 200 writers of an item on dynalite are in test/adapters/contract/aggregates.ts. */
const WRITERS = 200;
/** Of those who lost a race so many try again at once; the others wait, as back-off spreads them. */
const AT_ONCE = 4;

/**
 * Back-off without time: whoever lost a race waits until fewer than `AT_ONCE` of those who waited are at it again,
 * the shortest wait first.
 */
function spread(aggregates: AggregateStore): Pick<App, 'aggregates' | 'pause'> {
  const waiting: { ms: number; go: () => void }[] = [];
  let trying = 0;
  const next = (): void => {
    if (trying >= AT_ONCE || waiting.length === 0) return;
    const first = waiting.reduce((a, b) => (b.ms < a.ms ? b : a));
    waiting.splice(waiting.indexOf(first), 1);
    trying += 1;
    first.go();
  };
  return {
    pause: (ms) =>
      new Promise((go) => {
        waiting.push({ ms, go });
        next();
      }),
    aggregates: {
      ...aggregates,
      async save(change) {
        const written = await aggregates.save(change);
        trying = Math.max(0, trying - 1);
        next();
        return written;
      },
    },
  };
}

it('200 writers of two agencies on two actions of one case: each is written once, however often it is sent', async () => {
  const api = await createApiWorld();
  let draws = 0;
  api.app.random = () => (draws++ * 0.618_033_988_75) % 1;
  Object.assign(api.app, spread(api.app.aggregates));
  const { made } = issued();
  api.seed(made);
  const { actions } = made.case;
  expect(new Set(actions.map(({ owner }) => owner.agencyId)).size).toBe(2);

  // Every twentieth function dies when its command is written and its answer is not kept.
  let kept = 0;
  const { ledger } = api.app;
  api.app.ledger = {
    ...ledger,
    async keep(...answer) {
      kept += 1;
      if (kept % 20 === 0) throw new Error('the function died');
      return ledger.keep(...answer);
    },
  };
  const again = new Map<number, number>();
  const write = async (n: number): Promise<Said> => {
    const action = actions[n % 2];
    if (!action) throw new Error('the plan has two actions');
    const said = await api.post(`/cases/${made.caseId}/actions/${action.actionId}/feedback`, {
      as: action.owner,
      key: `writer-${n}`,
      body: { progress: 'in_progress', effect: 'too_early', final: false },
    });
    if (said.status === 200) return said;
    expect([500, 503], said.text).toContain(said.status);
    again.set(said.status, (again.get(said.status) ?? 0) + 1);
    if (said.status === 503) expect(said.headers['retry-after']).toBe('1');
    return write(n);
  };
  const said = await Promise.all(Array.from({ length: WRITERS }, (_, n) => write(n)));
  expect(new Set(said.map(({ body }) => body['version'])).size).toBe(WRITERS);
  expect(new Set(again.keys())).toEqual(new Set([500, 503]));
  expect(api.data.aggregates[`case/${made.caseId}`]?.version).toBe(1 + WRITERS);
  const given = api.caseState(made.caseId).actions.map(({ feedback }) => feedback);
  expect(given.map(({ length }) => length)).toEqual([WRITERS / 2, WRITERS / 2]);
  expect(new Set(given.flat().map(({ feedbackId }) => feedbackId)).size).toBe(WRITERS);
});
