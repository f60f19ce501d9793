import { describe, expect, it } from 'vitest';
import type { App } from '../../../functions/application/app.ts';
import { executeCommand } from '../../../functions/application/execute-command.ts';
import { loadCase, loadPerson } from '../../../functions/application/load-states.ts';
import { relayAggregate } from '../../../functions/application/relay.ts';
import { submitCommand } from '../../../functions/application/submit-command.ts';
import { sweepAggregate } from '../../../functions/application/sweep-aggregate.ts';
import { createDepartment, type Department } from '../support/department.ts';
import { fragile } from '../support/fragile.ts';
import { settle } from '../support/settle.ts';

const desk = { kind: 'worker', agencyId: 'agy-convening', representativeId: 'rep-convening' } as const;

const enter = ({ submit }: Department, text: string, more: object = {}) =>
  submit({
    type: 'person',
    name: 'createPerson',
    input: { identity: { names: [{ kind: 'legal', text }], ...more } },
  });

const call = ({ submit, id }: Department, victimId: string) => {
  const police = { agencyId: id('police'), representativeId: 'rep-police1' };
  const fss = { agencyId: id('fss'), representativeId: 'rep-fss1' };
  return submit({
    type: 'case',
    name: 'callMeeting',
    by: { kind: 'worker', ...police },
    input: {
      contacts: { triage: fss, convenor: fss, chair: fss },
      members: [{ personId: victimId, role: 'adult_victim' }],
      criteria: ['visible_high_risk'],
      sourceCategory: 'police',
      finding: { basis: 'professional_judgement' },
      agencies: [{ ...fss, basis: 'mou' }],
      endorsement: { mode: 'electronic' },
    },
    notes: { rationale: 'Invented.' },
  });
};

const person = async (app: App, personId: string) => {
  const state = await loadPerson(app, personId);
  if (!state) throw new Error('there is no such person');
  return state;
};
const rows = async (app: App, agencyId: string) =>
  (await app.worklist.list(agencyId)).filter(({ code }) => code === 'review_match');

describe('possible matches', () => {
  it('S0-13 come to the convening team, by name, alias, spelling and birth year', async () => {
    const department = await createDepartment();
    const { app } = department;
    const first = await enter(department, 'Kathryn Quillperson', { birthDate: '1987-03-04' });
    await settle(app);
    expect(await rows(app, desk.agencyId)).toEqual([]);
    const second = await enter(department, 'QUILLPERSON, Catherine', { birthDate: '1987' });
    await settle(app);
    expect(await rows(app, desk.agencyId)).toMatchObject([{ for: { agencyId: desk.agencyId } }]);
    expect((await person(app, second)).possibleMatches).toMatchObject([
      { personId: first, basis: ['similar_name', 'same_birth_year'] },
    ]);
    expect((await person(app, first)).possibleMatches).toEqual([]);
  });

  it('go to who convenes the case once the person is in one, and the case is told nothing', async () => {
    const department = await createDepartment();
    const { app, id } = department;
    await enter(department, 'Kathryn Quillperson');
    const second = await enter(department, 'Catherine Quillperson');
    await settle(app);
    const caseId = await call(department, second);
    await settle(app);
    expect(await rows(app, desk.agencyId)).toEqual([]);
    expect(await rows(app, id('fss'))).toHaveLength(1);
    const tasks = (await loadCase(app, caseId))?.tasks.map(({ code }) => code);
    expect(tasks).not.toContain('possible_match');
  });

  it('leave the same versions and answers behind, match or none', async () => {
    const answers = [];
    for (const before of ['Kathryn Quillperson', 'Otto Nobody']) {
      const department = await createDepartment();
      const { app } = department;
      await enter(department, before);
      await settle(app);
      const submission = {
        type: 'person',
        name: 'createPerson',
        by: { kind: 'worker', agencyId: 'agy-referrer', representativeId: 'rep-referrer1' },
        key: 'one-key',
        input: { identity: { names: [{ kind: 'legal', text: 'Catherine Quillperson' }] } },
      } as const;
      const made = await submitCommand(app, submission);
      await settle(app);
      const next = { ...submission, id: made.id, name: 'correctIdentity', key: 'next' };
      const corrected = await submitCommand(app, next);
      await settle(app);
      answers.push(JSON.stringify([made, corrected, await submitCommand(app, submission)]));
    }
    expect(answers[0]).toBe(answers[1]);
  });

  it('are confirmed by who was asked: both records and their cases know, nothing is merged', async () => {
    const department = await createDepartment();
    const { app, submit, id } = department;
    const first = await enter(department, 'Kathryn Quillperson');
    const second = await enter(department, 'Catherine Quillperson');
    await settle(app);
    const confirm = { type: 'person', id: second, name: 'confirmMatch', input: { personId: first } } as const;
    await expect(submit({ ...confirm, key: 'stranger' })).rejects.toThrow('not-for-this-worker');
    const caseId = await call(department, first);
    await settle(app);
    expect(await rows(app, id('fss'))).toEqual([]);
    await submit({ ...confirm, by: desk, key: 'confirm' });
    await settle(app);
    expect((await person(app, second)).matches).toMatchObject([{ personId: first }]);
    expect((await person(app, first)).matches).toMatchObject([{ personId: second }]);
    expect((await loadCase(app, caseId))?.tasks.map(({ code }) => code)).toContain('possible_match');
    expect(await rows(app, desk.agencyId)).toEqual([]);
    await expect(submit({ ...confirm, by: desk, key: 'again' })).rejects.toThrow('match-confirmed');

    const input = { personId: first, reason: 'confirmed_in_error' };
    await submit({ type: 'person', id: second, name: 'dismissMatch', by: desk, input });
    await settle(app);
    expect((await person(app, first)).matches).toEqual([]);
    expect((await person(app, second)).matches).toEqual([]);
  });

  it('that were dismissed are not suggested again, from either side', async () => {
    const department = await createDepartment();
    const { app, submit } = department;
    const first = await enter(department, 'Kathryn Quillperson');
    const second = await enter(department, 'Catherine Quillperson');
    await settle(app);
    const input = { personId: first, reason: 'different_person' };
    await submit({ type: 'person', id: second, name: 'dismissMatch', by: desk, input });
    await settle(app);
    const names = [{ kind: 'legal', text: 'Katherine Quillperson' }];
    for (const personId of [first, second])
      await submit({ type: 'person', id: personId, name: 'correctIdentity', input: { identity: { names } } });
    await settle(app);
    expect(await rows(app, desk.agencyId)).toEqual([]);
    expect((await person(app, second)).possibleMatches).toMatchObject([
      { decision: 'dismissed', reason: 'different_person', by: 'agy-convening/rep-convening' },
    ]);
  });

  it('are found by a corrected name and no more by the one before', async () => {
    const department = await createDepartment();
    const { app, submit } = department;
    const first = await enter(department, 'Otto Nobody');
    await settle(app);
    const names = [{ kind: 'legal', text: 'Kathryn Quillperson' }];
    await submit({ type: 'person', id: first, name: 'correctIdentity', input: { identity: { names } } });
    await settle(app);
    await enter(department, 'Otto Nobody');
    await settle(app);
    expect(await rows(app, desk.agencyId)).toEqual([]);
    await enter(department, 'Catherine Quillperson');
    await settle(app);
    expect(await rows(app, desk.agencyId)).toHaveLength(1);
  });

  it('come through a crash after any call, once', async () => {
    let calls = 0;
    for (let crashAt = 1; ; crashAt += 1) {
      const department = await createDepartment();
      const { app } = department;
      await enter(department, 'Kathryn Quillperson');
      await settle(app);
      const second = await enter(department, 'Catherine Quillperson');
      calls = 0;
      const crash = () => {
        calls += 1;
        return calls === crashAt;
      };
      const { aggregates, matches, worklist, audit } = app;
      const crashing: App = {
        ...app,
        aggregates: fragile(aggregates, crash),
        matches: fragile(matches, crash),
        worklist: fragile(worklist, crash),
        audit: fragile(audit, crash),
      };
      await relayAggregate(crashing, { type: 'person', id: second }).catch(() => undefined);
      await settle(app);
      expect(await rows(app, desk.agencyId)).toHaveLength(1);
      if (calls < crashAt) break;
    }
    expect(calls).toBeGreaterThan(8);
  });

  it('S0-13 are chased by the sweeper while nobody looks at them, and not after', async () => {
    const department = await createDepartment();
    const { app, world, data } = department;
    await enter(department, 'Kathryn Quillperson', { birthDate: '1987-03-04' });
    const second = await enter(department, 'Catherine Quillperson', { birthDate: '1987' });
    await settle(app);
    const ref = { type: 'person', id: second } as const;
    const sweepAfter = async (days: number) => {
      world.pass({ days });
      // The first look registers when the next is due; what is stored has a minute of its own.
      for (let look = 0; look < 3; look += 1) {
        await sweepAggregate(app, ref);
        world.pass({ minutes: 2 });
        await settle(app);
      }
      return Object.values(data.messages).map(({ message }) => [message.kind, message.to.agencyId]);
    };
    const chased = await sweepAfter(4);
    expect(chased.length).toBeGreaterThan(0);
    expect(new Set(chased.map(String))).toEqual(new Set(['reminder,agy-convening']));
    const [match] = (await person(app, second)).possibleMatches ?? [];
    await submitCommand(app, {
      type: 'person',
      id: second,
      name: 'dismissMatch',
      input: { personId: match?.personId, reason: 'different_person' },
      by: desk,
      key: 'dismiss',
    });
    await settle(app);
    expect(await sweepAfter(30)).toHaveLength(chased.length);
  });

  it('are suggested by nobody but the system', async () => {
    const department = await createDepartment();
    const id = await enter(department, 'Otto Nobody');
    const answer = await executeCommand(department.app, {
      ref: { type: 'person', id },
      name: 'suggestMatches',
      input: { candidates: [], team: { agencyId: 'agy-any1', representativeId: 'rep-any1' } },
      by: desk,
      commandId: 'cmd-any',
    });
    expect(answer).toMatchObject({ kind: 'refused', code: 'not-for-this-actor' });
  });
});
