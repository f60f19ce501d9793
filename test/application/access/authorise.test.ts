import { describe, expect, it } from 'vitest';
import { authorise } from '../../../functions/application/access/authorise.ts';
import { verifyAccessChain } from '../../../functions/application/access/chain.ts';
import { ConflictError } from '../../../functions/application/errors.ts';
import { aSubject } from '../../domain/access/fixtures.ts';
import { calledCase, caseIn, persons, workers } from '../../domain/case/fixtures.ts';
import { testPolicy } from '../../domain/test-policy.ts';
import { openDepartment } from './department.ts';

describe('authorising a read', () => {
  it('is decided from the records, and recorded with purpose, ground, basis and whose decision', async () => {
    const { read, log } = openDepartment();
    expect(await read('content', workers.police, { item: 'note-one1' })).toMatchObject({
      kind: 'permit',
      ground: 'convening_lead',
      basis: 'invented_mou',
    });
    const [entry] = await log();
    expect(entry).toMatchObject({
      seq: 1,
      event: 'read',
      agencyId: 'agy-police',
      representativeId: 'rep-police1',
      via: 'account',
      what: 'content',
      item: 'note-one1',
      purpose: 'identify_risk',
      basis: 'invented_mou',
    });
    expect(JSON.stringify(entry)).not.toMatch(/Wanda|Placeholder/);
  });

  it('records every refusal, of reads and commands, and no read of what needs no record', async () => {
    const { read, log, app } = openDepartment();
    await read('content', workers.specialist);
    await read('content', workers.hospital);
    await authorise(app, {
      subject: aSubject(workers.hospital),
      asked: { kind: 'command', aggregate: 'case', name: 'closeAction' },
      ref: { type: 'case', id: 'case-0000a' },
    });
    await read('handling');
    expect((await log()).map(({ event, what, refusal }) => ({ event, what, refusal }))).toEqual([
      { event: 'refused', what: 'content', refusal: 'not-endorsed' },
      { event: 'refused', what: 'content', refusal: 'not-found' },
      { event: 'refused', what: 'case.closeAction', refusal: 'not-found' },
    ]);
  });

  it('answers a stranger and a wrong id alike, and keeps nothing of a case that is not there', async () => {
    const { read, data } = openDepartment();
    const stranger = await read('content', workers.hospital);
    const wrong = await read('content', workers.hospital, { ref: { type: 'case', id: 'case-none0' } });
    expect(wrong).toEqual(stranger);
    expect(Object.keys(data.accesses)).toEqual(['case-0000a']);
  });

  it('keeps no item that is no id: a path may say anything', async () => {
    const { read, log } = openDepartment();
    for (const item of ['note-one1', 'plan-0000a/2', 'Wanda Placeholder', 'wanda@example.org'])
      await read('narrative', workers.police, { item });
    expect((await log()).map(({ item }) => item)).toEqual([
      'note-one1',
      'plan-0000a/2',
      undefined,
      undefined,
    ]);
  });

  it('reads nothing when it cannot be recorded', async () => {
    const { app } = openDepartment();
    const full = { ...app, accessLog: { ...app.accessLog, put: async () => false } };
    const request = {
      subject: aSubject(workers.police),
      asked: { kind: 'read', what: 'content' },
      purpose: 'identify_risk',
      ref: { type: 'case', id: 'case-0000a' },
    } as const;
    await expect(authorise(full, request)).rejects.toThrow(ConflictError);
  });

  it('reads a person in a case only, and only one who is in it', async () => {
    const { read } = openDepartment();
    const person = (id: string, caseId?: string) =>
      read('identity', workers.police, { ref: { type: 'person', id }, caseId });
    expect(await person(persons.victim, 'case-0000a')).toMatchObject({ kind: 'permit' });
    expect(await person(persons.victim)).toMatchObject({ code: 'case-missing' });
    expect(await person('per-other1', 'case-0000a')).toMatchObject({ code: 'not-found' });
    expect(await person(persons.victim, 'case-none0')).toMatchObject({ code: 'not-found' });
  });

  it('opens a broken glass for its minutes, on the record as such', async () => {
    const made = calledCase();
    made.run(
      'breakGlass',
      { reason: 'danger_to_life', minutes: 30 },
      { by: workers.hospital, notes: ['rationale'] },
    );
    const { read, log, pass } = openDepartment(made);
    expect(await read('identity', workers.hospital)).toMatchObject({ ground: 'break_glass' });
    expect((await log())[0]).toMatchObject({
      ground: 'break_glass',
      decidedBy: 'agy-hospital/rep-hospital1',
    });
    pass(30);
    expect(await read('identity', workers.hospital)).toMatchObject({ code: 'not-found' });
  });

  it('shuts out somebody excluded at once, a broken glass and all', async () => {
    const made = calledCase();
    made.run(
      'breakGlass',
      { reason: 'danger_to_life', minutes: 30 },
      { by: workers.police, notes: ['rationale'] },
    );
    made.run('declareConflict', { ...workers.police }, { by: workers.triage });
    const { read, log } = openDepartment(made);
    for (const what of ['handling', 'content', 'identity', 'narrative'] as const)
      expect(await read(what, workers.police)).toMatchObject({ code: 'not-found' });
    expect(await log()).toHaveLength(4);
  });

  it('lets a link do what it opens, once it is endorsed, and nothing of another case', async () => {
    const made = calledCase();
    const { read } = openDepartment(made);
    const link = { ...workers.police, via: 'link' as const, roles: [], mfa: false };
    const opens = { purpose: 'action' as const, opens: { caseId: made.caseId, actionId: 'act-one1' } };
    expect(await read('content', link, { linked: opens })).toMatchObject({ kind: 'permit' });
    expect(await read('content', link)).toMatchObject({ code: 'not-found' });
    const other = { ...opens, opens: { caseId: 'case-other1' } };
    expect(await read('content', link, { linked: other })).toMatchObject({ code: 'not-found' });
    expect(await read('disclosures', link, { linked: opens })).toMatchObject({ code: 'not-found' });
    const unendorsed = { ...link, ...workers.specialist };
    expect(await read('identity', unendorsed, { linked: opens })).toMatchObject({ code: 'not-endorsed' });
  });

  it('S3-46 knows who has just taken the lead by the clock of another host, a little ahead', async () => {
    const made = caseIn('meeting_scheduling').later({ minutes: 30 });
    const night = { to: workers.hospital, reason: 'crisis', guideline: 'after_hours_crisis_response' };
    made.run('startInterimLead', night, { by: workers.hospital });
    const { read, data } = openDepartment(made, { clock: { now: () => '2026-03-02T01:00:00.000Z' } });
    expect(await read('disclosures', workers.hospital)).toMatchObject({ code: 'not-permitted' });
    const record = data.aggregates[`case/${made.caseId}`];
    if (record) record.at = made.now;
    expect(await read('disclosures', workers.hospital)).toMatchObject({ ground: 'interim_lead' });
  });

  it('keeps one chain for the case, whatever is read', async () => {
    const { read, log } = openDepartment(caseIn('meeting'));
    for (const what of ['content', 'identity', 'audit', 'disclosures'] as const)
      for (const who of [workers.police, workers.chair, workers.hospital]) await read(what, who);
    const entries = await log();
    expect(entries).toHaveLength(12);
    expect(verifyAccessChain('case-0000a', entries)).toMatchObject({ ok: true, checked: 12 });
  });
});

describe('bulk reading', () => {
  it('raises one alarm an hour and lets the reading go on', async () => {
    const made = calledCase();
    const { read, put, alarms, pass } = openDepartment(made);
    const limit = testPolicy.access.bulkReadCasesPerHour;
    const readCase = (n: number) => {
      const id = `case-${String(n).padStart(6, '0')}`;
      put('case', id, { ...made.case, caseId: id });
      return read('content', workers.police, { ref: { type: 'case', id } });
    };
    for (let n = 1; n <= limit; n += 1) await readCase(n);
    for (let n = 0; n < 5; n += 1) await readCase(1);
    expect(alarms).toEqual([]);
    for (let n = 1; n <= 3; n += 1) expect(await readCase(limit + n)).toMatchObject({ kind: 'permit' });
    expect(alarms).toMatchObject([{ metric: 'bulk-read', ids: { ...workers.police, cases: limit + 1 } }]);
    pass(60);
    for (let n = 1; n <= limit + 1; n += 1) await readCase(n);
    expect(alarms).toHaveLength(2);
  });
});
