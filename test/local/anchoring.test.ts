import { describe, expect, it } from 'vitest';
import { movedKey } from '../../functions/adapters/dynamodb/keys.ts';
import { createAnchoring } from '../../local/anchoring.ts';

const START = Date.parse('2026-03-02T01:20:00.000Z');

/** As the stores note that a chain is about to move. */
const note = (hour: string) => {
  const { pk, sk } = movedKey(hour, 'audit/case/case-one1');
  return { TableName: 'cases', Item: { pk: { S: pk }, sk: { S: sk } } };
};

function anchoringAt(fresh: boolean) {
  const time = { now: START };
  const asked: string[] = [];
  const clock = { now: () => time.now } as Parameters<typeof createAnchoring>[0];
  const anchoring = createAnchoring(clock, fresh);
  const chains = anchoring.chains({
    moved: async (hour) => {
      asked.push(hour);
      return ['audit/case/case-one1'];
    },
    cursor: async () => undefined,
    advance: async () => true,
  });
  return { anchoring, chains, asked, time };
}

describe('anchoring while the clock jumps', () => {
  it('is due once an hour that has notes is over, and five minutes more', () => {
    const { anchoring, time } = anchoringAt(true);
    let changed = 0;
    anchoring.onChange(() => {
      changed += 1;
    });
    expect(anchoring.dueAt()).toBeUndefined();
    for (const _ of [1, 2]) anchoring.heard('PutItem', note('2026-03-02T01'));
    anchoring.heard('PutItem', { TableName: 'cases', Item: { pk: { S: 'AGG#case#one' } } });
    anchoring.heard('Query', {});
    expect(changed).toBe(1);
    const due = Date.parse('2026-03-02T02:05:00.000Z');
    expect(anchoring.dueAt()).toBe(due);
    anchoring.done();
    expect(anchoring.dueAt()).toBe(due);
    time.now = due;
    anchoring.done();
    expect(anchoring.dueAt()).toBeUndefined();
  });

  it('asks the table only for hours with notes, and for those before this process', async () => {
    const { anchoring, chains, asked } = anchoringAt(false);
    anchoring.heard('PutItem', note('2026-03-02T03'));
    const hours = ['2026-03-02T00', '2026-03-02T01', '2026-03-02T02', '2026-03-02T03'];
    const found = await Promise.all(hours.map((hour) => chains.moved(hour)));
    expect(found.map(({ length }) => length)).toEqual([1, 1, 0, 1]);
    expect(asked).toEqual(['2026-03-02T00', '2026-03-02T01', '2026-03-02T03']);
    const fresh = anchoringAt(true);
    expect(await fresh.chains.moved('2026-03-02T00')).toEqual([]);
    expect(fresh.asked).toEqual([]);
  });
});
