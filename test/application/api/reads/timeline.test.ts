import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { relayAggregate } from '../../../../functions/application/relay.ts';
import { submitCommand } from '../../../../functions/application/submit-command.ts';
import { asActor, persons, workers } from '../../../domain/case/fixtures.ts';
import { createReadsWorld, type ReadsWorld } from './world.ts';

const { specialist, police, chair } = workers;
const pageSchema = z.object({
  items: z.array(z.looseObject({ seq: z.number(), event: z.string(), agencyId: z.string().optional() })),
  nextCursor: z.string().optional(),
});

let world: ReadsWorld;
let keys = 0;

const submit = async (name: string, input: Record<string, unknown>, by = specialist) => {
  keys += 1;
  const { answer } = await submitCommand(world.app, {
    type: 'case',
    id: world.caseId,
    name,
    input,
    by: asActor(by),
    key: `key-${keys}`,
  });
  expect(answer).toMatchObject({ kind: 'accepted' });
};
const relay = () => relayAggregate(world.app, { type: 'case', id: world.caseId });
const pageOf = async (as = specialist, query: Record<string, string> = {}) => {
  const said = await world.read(`/cases/${world.caseId}/timeline`, as, { query });
  expect(said.status, said.text).toBe(200);
  return pageSchema.parse(said.body);
};

beforeEach(async () => {
  world = await createReadsWorld();
});

describe('the timeline', () => {
  it('shows what happened in order, what waits for relay included, with the agency and no more', async () => {
    await submit('identifyRisk', { code: 'separation', personId: persons.victim });
    await relay();
    await submit('recordNeed', { personId: persons.victim, code: 'housing' });
    const { items } = await pageOf();
    const risk = items.findIndex(({ event }) => event === 'risk.identified');
    const need = items.findIndex(({ event }) => event === 'need.recorded');
    expect(risk).toBeGreaterThanOrEqual(0);
    expect(need).toBeGreaterThan(risk);
    expect(items[risk]).toMatchObject({ title: 'Risk identified', agencyId: specialist.agencyId });
    expect(JSON.stringify(items)).not.toMatch(/separation|housing|rep-|facts/);
  });

  it('pages without losing or repeating an entry while others come', async () => {
    for (const code of ['strangulation', 'separation', 'alcohol']) {
      await submit('identifyRisk', { code, personId: persons.victim });
      if (code === 'separation') await relay();
    }
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await pageOf(specialist, { limit: '1', ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map(({ seq }) => seq));
      if (seen.length === 1) await submit('recordNeed', { personId: persons.victim, code: 'housing' });
      if (seen.length === 2) await relay();
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    const whole = (await pageOf()).items.map(({ seq }) => seq);
    expect(seen).toEqual(whole);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('tells of exclusions only those who run the case', async () => {
    await submit('declareConflict', { ...workers.childProtection, because: 'conflict_of_interest' }, chair);
    const events = async (as = specialist) => (await pageOf(as)).items.map(({ event }) => event);
    expect(await events(specialist)).toContain('worker.excluded');
    expect(await events(police)).not.toContain('worker.excluded');
  });

  it('refuses a cursor that it never gave', async () => {
    for (const cursor of ['AAAA', 'e30', Buffer.from('{"after":-1}').toString('base64url')]) {
      const said = await world.read(`/cases/${world.caseId}/timeline`, specialist, { query: { cursor } });
      expect(said.status).toBe(400);
    }
  });
});

describe('the tasks of a case', () => {
  it('say what they are to those who run it and to whom they are for', async () => {
    world.caseState(world.caseId).tasks.push({
      taskId: 'tsk-one1',
      code: 'check_conflict',
      for: workers.convenor,
      openedAt: world.made.now,
      status: 'open',
    });
    const taskOf = async (as: typeof specialist) => {
      const said = await world.read(`/cases/${world.caseId}/tasks`, as);
      return (said.body['items'] as { taskId: string }[]).find(({ taskId }) => taskId === 'tsk-one1');
    };
    expect(await taskOf(workers.convenor)).toMatchObject({ code: 'check_conflict', title: 'Check conflict' });
    expect(await taskOf(police)).toMatchObject({ title: 'A task', for: workers.convenor });
    expect(JSON.stringify(await taskOf(police))).not.toContain('conflict');
  });
});
