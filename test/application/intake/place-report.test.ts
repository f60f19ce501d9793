import { describe, expect, it } from 'vitest';
import type { App } from '../../../functions/application/app.ts';
import { receiveReport, reportIdOf } from '../../../functions/application/intake/receive-report.ts';
import { loadCase, loadPerson } from '../../../functions/application/load-states.ts';
import { relayAggregate } from '../../../functions/application/relay.ts';
import { type Report, reportSchema } from '../../../functions/domain/intake/report.ts';
import { intakeSchema } from '../../../functions/domain/intake/state.ts';
import { isRefusal } from '../../../functions/domain/shared/refusal.ts';
import { createDepartment, type Department } from '../support/department.ts';
import { fragile } from '../support/fragile.ts';
import { settle } from '../support/settle.ts';

const feed = { agencyId: 'agy-policefeed', representativeId: 'rep-policefeed' };
const desk = { kind: 'worker', agencyId: 'agy-convening', representativeId: 'rep-convening' } as const;

const named = (text: string, birthDate = '1987-03-04') => ({
  names: [{ kind: 'legal' as const, text }],
  birthDate,
});
const her = { role: 'adult_victim', identity: named('Kathryn Quillperson') } as const;
const him = { role: 'person_using_violence', identity: named('Otto Mockperson', '1980-01-02') } as const;
const child = { role: 'child_victim', identity: named('Testa Quillperson', '2019-05-06') } as const;

const incident = (more: object = {}): Report =>
  reportSchema.parse({
    kind: 'police_incident',
    reference: 'IR-40213',
    occurredAt: '2026-03-01T10:00:00.000Z',
    severity: 'serious',
    persons: [her, him],
    ...more,
  });
const release = (more: object = {}): Report =>
  reportSchema.parse({
    kind: 'prison_release',
    reference: 'RN-7',
    releaseOn: '2026-03-20',
    persons: [him],
    ...more,
  });

let keys = 0;
const send = async (app: App, report: Report, narrative?: string) => {
  keys += 1;
  const answer = await receiveReport(app, { report, narrative, by: feed, key: `key-${keys}` });
  await settle(app);
  return answer;
};
const stored = async (app: App, reference = 'IR-40213') => {
  const record = await app.aggregates.load({ type: 'report', id: reportIdOf(feed.agencyId, reference) });
  return intakeSchema.parse(record?.data);
};
const casesIn = ({ data }: Department) =>
  Object.keys(data.aggregates).flatMap((key) => (key.startsWith('case/') ? [key.slice(5)] : []));
const personsIn = ({ data }: Department) =>
  Object.keys(data.aggregates).filter((key) => key.startsWith('person/'));
const deskTasks = async (app: App) => (await app.worklist.list(desk.agencyId)).map(({ code }) => code);

async function withCase(): Promise<{ department: Department; caseId: string }> {
  const department = await createDepartment();
  await send(department.app, incident({ reference: 'IR-1' }));
  const [caseId = ''] = casesIn(department);
  return { department, caseId };
}

describe('a report from another system', () => {
  it('S2-05 opens a referral with the incident, its people and its narrative', async () => {
    const department = await createDepartment();
    const { app, data } = department;
    const answer = await send(app, incident(), 'Neighbours heard Kathryn shout.');
    expect(answer).toEqual({ receipt: reportIdOf(feed.agencyId, 'IR-40213') });
    const [caseId = ''] = casesIn(department);
    const state = await loadCase(app, caseId);
    expect(state).toMatchObject({
      phase: 'referral',
      urgency: 'urgent',
      contacts: { triage: { agencyId: desk.agencyId } },
      referral: { incident: { at: '2026-03-01T10:00:00.000Z', reportedToPolice: true } },
    });
    expect(state?.members.map(({ role }) => role)).toEqual(['adult_victim', 'person_using_violence']);
    expect(state?.clocks.map(({ rule }) => rule)).toContain('triage.decision');
    const texts = Object.values(data.notes).map(({ note }) => note.text);
    expect(texts).toEqual(['Neighbours heard Kathryn shout.', 'Neighbours heard Kathryn shout.']);
    expect(await stored(app)).toMatchObject({ status: 'placed', asked: [] });
    const { notes: _, ...others } = data;
    expect(JSON.stringify({ ...others, aggregates: [] })).not.toMatch(/Quillperson|quilperson|Neighbours/);
  });

  it('S0-12 brings an incident to the open case of the same family, once, however often it is sent', async () => {
    const { department, caseId } = await withCase();
    const { app } = department;
    const report = incident({ reference: 'IR-2', occurredAt: '2026-03-01T20:00:00.000Z' });
    const receipts = [await send(app, report, 'Again.'), await send(app, report, 'Again.')];
    expect(receipts[0]).toEqual(receipts[1]);
    expect(casesIn(department)).toEqual([caseId]);
    expect(personsIn(department)).toHaveLength(2);
    const state = await loadCase(app, caseId);
    expect(state?.risk.incidents).toHaveLength(1);
    expect(state?.risk.incidents[0]).toMatchObject({
      victimIds: [state?.members[0]?.personId],
      personUsingViolenceId: state?.members[1]?.personId,
      severity: 'serious',
    });
  });

  it('S0-12 brings it there also with somebody new, and asks for them to be added', async () => {
    const { department, caseId } = await withCase();
    const { app } = department;
    await send(app, incident({ reference: 'IR-2', persons: [her, him, child] }));
    expect((await loadCase(app, caseId))?.risk.incidents).toHaveLength(1);
    expect(await stored(app, 'IR-2')).toMatchObject({ asked: ['persons_to_add'] });
    expect(await deskTasks(app)).toContain('review_report');
  });

  it('S2-18 clocks the release of somebody in a case, and once more when the day changes', async () => {
    const { department, caseId } = await withCase();
    const { app } = department;
    await send(app, release());
    const clock = async () =>
      (await loadCase(app, caseId))?.clocks.filter(
        ({ rule, status }) => rule === 'custody.release' && status === 'running',
      );
    expect(await clock()).toMatchObject([{ dueAt: '2026-03-20T01:00:00.000Z' }]);
    await send(app, release({ reference: 'RN-8', releaseOn: '2026-03-25' }));
    expect(await clock()).toMatchObject([{ dueAt: '2026-03-25T01:00:00.000Z' }]);
    await send(app, release({ reference: 'RN-9', releaseOn: '2026-03-02' }));
    const himId = (await loadCase(app, caseId))?.members[1]?.personId ?? '';
    expect((await loadPerson(app, himId))?.custody).toMatchObject({ in: false });
    expect(await clock()).toEqual([]);
  });

  it.each<[string, Report, string]>([
    [
      'somebody who is like a record, not beyond doubt',
      incident({ persons: [{ ...her, identity: named('Catherine Quillperson') }] }),
      'who_is_meant',
    ],
    [
      'roles the other way round',
      incident({ persons: [{ ...her, identity: him.identity }] }),
      'role_differs',
    ],
    ['nobody at risk', incident({ persons: [him] }), 'nobody_at_risk_named'],
    ['an incident below the line', incident({ persons: [child], severity: 'standard' }), 'below_referral'],
    [
      'a release of somebody unknown',
      release({ persons: [{ ...him, identity: named('A Bmock') }] }),
      'released_not_in_a_case',
    ],
    ['a release of nobody', release({ persons: [her] }), 'nobody_released_named'],
  ])('asks the convening team about %s, and changes nothing', async (_, report, reason) => {
    const { department, caseId } = await withCase();
    const { app } = department;
    const before = [await loadCase(app, caseId), personsIn(department)];
    await send(app, { ...report, reference: 'X-9' });
    expect([await loadCase(app, caseId), personsIn(department)]).toEqual(before);
    expect(await stored(app, 'X-9')).toMatchObject({ status: 'placed', steps: [], asked: [reason] });
    expect(await deskTasks(app)).toContain('review_report');
    await department.submit({
      type: 'report',
      id: reportIdOf(feed.agencyId, 'X-9'),
      name: 'settleReport',
      by: desk,
      input: { outcome: 'nothing_to_do' },
    });
    await settle(app);
    expect(await deskTasks(app)).not.toContain('review_report');
  });

  it('gives the same receipt whoever it is about', async () => {
    const { department } = await withCase();
    const known = await send(department.app, incident());
    const unknown = await send((await createDepartment()).app, incident());
    expect(JSON.stringify(known)).toBe(JSON.stringify(unknown));
  });

  it('keeps another content under the same reference as a correction that a person looks at', async () => {
    const { department, caseId } = await withCase();
    const { app } = department;
    const corrected = incident({ reference: 'IR-1', severity: 'severe' });
    expect(await send(app, corrected)).toEqual({ receipt: reportIdOf(feed.agencyId, 'IR-1') });
    expect(await stored(app, 'IR-1')).toMatchObject({ content: [{}, {}], asked: ['corrected'] });
    expect(casesIn(department)).toEqual([caseId]);
    const other = await send(app, release({ reference: 'IR-1' }));
    expect(other).toMatchObject({ kind: 'refused', code: 'reference-reused' });
  });

  it('is refused by field and stored nowhere when it cannot be', async () => {
    const { app, data } = await createDepartment();
    await settle(app);
    const before = JSON.stringify(data);
    const answer = await send(app, incident({ occurredAt: '2026-04-01T00:00:00.000Z' }));
    expect(isRefusal(answer) && answer).toMatchObject({ field: 'occurredAt' });
    expect(JSON.stringify(data)).toBe(before);
  });

  it('comes through a crash after any call, once', async () => {
    let calls = 0;
    for (let crashAt = 1; ; crashAt += 1) {
      const department = await createDepartment();
      const { app } = department;
      calls = 0;
      const crash = () => {
        calls += 1;
        return calls === crashAt;
      };
      const ports = ['aggregates', 'matches', 'worklist', 'audit', 'notes'] as const;
      const crashing = {
        ...app,
        ...Object.fromEntries(ports.map((name) => [name, fragile(app[name], crash)])),
      };
      const sent = { report: incident(), narrative: 'Once.', by: feed, key: 'one' };
      await receiveReport(crashing, sent).catch(() => receiveReport(app, sent));
      const ref = { type: 'report', id: reportIdOf(feed.agencyId, 'IR-40213') } as const;
      await relayAggregate(crashing, ref).catch(() => undefined);
      await settle(app);
      expect(casesIn(department)).toHaveLength(1);
      expect(personsIn(department)).toHaveLength(2);
      expect(await stored(app)).toMatchObject({ status: 'placed', asked: [] });
      if (calls < crashAt) break;
    }
    expect(calls).toBeGreaterThan(15);
  });
});
