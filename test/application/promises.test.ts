import { describe, expect, it } from 'vitest';
import { evaluateCase } from '../../functions/application/evaluate-case.ts';
import { sweepAttention } from '../../functions/application/sweep.ts';
import { createWorld, theCase } from './support/world.ts';

const START = '2026-03-02T01:00:00.000Z';
const CLOCK = { clock: '2027-01-01T00:00:00.000Z' };

/** A world that keeps what it is told of durations. */
async function measured() {
  const world = createWorld();
  const told: [string, number][] = [];
  const telemetry = {
    ...world.app.telemetry,
    seconds: (name: string, value: number) => void told.push([name, value]),
  };
  const app = { ...world.app, telemetry };
  await world.command({ name: 'open' }, CLOCK);
  const look = (lastVersion: number) =>
    evaluateCase(app, {
      caseId: theCase.id,
      generation: 1,
      startedAt: START,
      wakes: 0,
      lastVersion,
      definitionHash: 'hash-1',
    });
  return { world, app, told, look };
}

describe('how well promises are kept', () => {
  it('is told by each look: how long the change waited for it', async () => {
    const { world, told, look } = await measured();
    world.pass({ seconds: 3 });
    await look(-1);
    expect(told).toEqual([['look-delay', 3]]);
  });

  it('is told by each sweep: how long the oldest thing has waited for somebody, or nothing', async () => {
    const { world, app, told } = await measured();
    await sweepAttention(app);
    expect(told.splice(0)).toEqual([['attention-overdue', 0]]);
    world.pass({ seconds: 90 });
    await sweepAttention(app);
    expect(told).toContainEqual(['attention-overdue', 30]);
  });
});
