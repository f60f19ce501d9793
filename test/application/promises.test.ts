import { describe, expect, it } from 'vitest';
import { caseInTime } from '../../functions/application/case-in-time.ts';
import { evaluateCase } from '../../functions/application/evaluate-case.ts';
import { createPolicyBook } from '../../functions/application/policy-book.ts';
import { attentionAfter } from '../../functions/application/record.ts';
import { sweepAttention } from '../../functions/application/sweep.ts';
import { addElapsed } from '../../functions/domain/calendar/instants.ts';
import { caseIn } from '../domain/case/fixtures.ts';
import { testPolicy } from '../domain/test-policy.ts';
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
    expect(told).toEqual([['signal-delay', 3]]);
  });

  it('is told by each look that a clock asked for: how long after the deadline it came', async () => {
    const { world, app, told, look } = await measured();
    await look(-1);
    const token = { ref: theCase, generation: 1, version: 1, token: 'token-1', tokenAt: '1' };
    expect(await app.aggregates.registerToken(token)).toBe(true);
    const [[, found] = []] = Object.entries(world.data.aggregates);
    const dueAt = world.app.clock.now();
    if (found) found.attentionAt = attentionAfter(dueAt);
    told.splice(0);
    world.pass({ seconds: 2 });
    await look(1);
    expect(told).toEqual([['deadline-delay', 2]]);
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

describe('what is late, and whose', () => {
  it('is told to the log by the agency of each deadline that has passed, and by nobody when all is well', () => {
    const { case: state, now } = caseIn('meeting_preparation');
    const context = createPolicyBook(testPolicy).get(state.policyVersion, state.region);
    expect(caseInTime.late?.(state, now, context)).toEqual([]);
    const late = caseInTime.late?.(state, addElapsed(now, { days: 30 }), context) ?? [];
    expect(late.length).toBeGreaterThan(0);
    expect(new Set(late).size).toBe(late.length);
    for (const agencyId of late) expect(agencyId).toMatch(/^agy-/);
  });
});
