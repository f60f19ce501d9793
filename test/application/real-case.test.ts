import { describe, expect, it } from 'vitest';
import { verifyAuditChain } from '../../functions/application/audit.ts';
import { checkDelivery } from '../../functions/application/check-delivery.ts';
import { evaluateCase } from '../../functions/application/evaluate-case.ts';
import { loadAgency, loadCase, loadMeeting } from '../../functions/application/load-states.ts';
import { recordDelivery } from '../../functions/application/record-delivery.ts';
import { relayAggregate } from '../../functions/application/relay.ts';
import { sendEmail } from '../../functions/application/send-email.ts';
import { submitCommand } from '../../functions/application/submit-command.ts';
import { createDepartment, type Department } from './support/department.ts';

const victim = 'Quillan Testperson';

async function called(
  urgency = 'standard',
): Promise<{ department: Department; caseId: string; victimId: string; note: string }> {
  const department = await createDepartment();
  const { submit, id } = department;
  const identity = { names: [{ kind: 'legal', text: victim }], emails: ['kestrel@home.example.test'] };
  const victimId = await submit({ type: 'person', name: 'createPerson', input: { identity } });
  const otherId = await submit({ type: 'person', name: 'createPerson', input: { identityUnknown: true } });
  const police = { agencyId: id('police'), representativeId: 'rep-police1' };
  const fss = { agencyId: id('fss'), representativeId: 'rep-fss1' };
  const note = 'She is afraid: Quillan has been followed.';
  const caseId = await submit({
    type: 'case',
    name: 'callMeeting',
    by: { kind: 'worker', ...police },
    key: 'call-1',
    input: {
      contacts: { triage: fss, convenor: fss, chair: fss },
      members: [
        { personId: victimId, role: 'adult_victim' },
        { personId: otherId, role: 'person_using_violence' },
      ],
      criteria: ['visible_high_risk'],
      sourceCategory: 'police',
      urgency,
      finding: { basis: 'professional_judgement' },
      agencies: [{ ...fss, basis: 'mou' }],
      endorsement: { mode: 'electronic' },
    },
    notes: { rationale: note },
  });
  return { department, caseId, victimId, note };
}

describe('a real case over the protocol', () => {
  it('is called once however often the call is sent, with a live clock and an execution', async () => {
    const { department, caseId } = await called();
    const { app, world } = department;
    expect(Object.keys(department.data.aggregates).filter((key) => key.startsWith('case/'))).toHaveLength(1);
    const input = {
      caseId,
      generation: 1,
      startedAt: world.now(),
      wakes: 0,
      lastVersion: -1,
      definitionHash: 'hash-1',
    };
    const evaluation = await evaluateCase(app, input);
    expect(evaluation).toMatchObject({ next: 'wait', phase: 'consent_attempt' });
    expect(evaluation.waitSeconds).toBeGreaterThan(0);
    await relayAggregate(app, { type: 'case', id: caseId });
    expect(world.running.has(`${caseId}.g1`)).toBe(true);
  });

  it('keeps narratives and names out of its item, its audit chain and its messages', async () => {
    const { department, caseId, note } = await called();
    const { app, data } = department;
    const ref = { type: 'case', id: caseId } as const;
    await relayAggregate(app, ref);
    const { notes: _, aggregates, ...others } = data;
    expect(JSON.stringify([others, aggregates[`case/${caseId}`]])).not.toMatch(/Quillan|afraid/);
    expect(Object.values(data.notes)).toMatchObject([{ note: { text: note } }]);
    expect(await verifyAuditChain(app.audit, ref)).toMatchObject({ ok: true });
  });

  it('shows the recorder where a narrative names somebody', async () => {
    const { department, caseId, victimId } = await called();
    const by = {
      kind: 'worker',
      agencyId: department.id('police'),
      representativeId: 'rep-police1',
    } as const;
    const input = { personId: victimId, method: 'phone', outcome: 'no_contact' };
    const { answer } = await submitCommand(department.app, {
      type: 'case',
      id: caseId,
      name: 'recordConsentAttempt',
      by,
      key: 'attempt-1',
      input,
      notes: { summary: 'Rang Quillan.' },
    });
    if (answer.kind !== 'accepted') expect.fail(JSON.stringify(answer));
    expect(answer.findings).toEqual({ summary: [{ kind: 'name', start: 5, end: 12 }] });
  });

  it('sends what the gate allows, with nobody’s name in it, and hears of a bounce', async () => {
    const { department, caseId } = await called();
    const { app, mails, data, world } = department;
    const ref = { type: 'case', id: caseId } as const;
    await relayAggregate(app, ref);
    const messages = Object.values(data.messages);
    expect(messages.length).toBeGreaterThan(0);
    for (const { message } of messages) {
      const { messageId } = message;
      await sendEmail(app, {
        messageId,
        run: 1,
        token: `t-${messageId}`,
        enteredAt: world.now(),
        retryCount: 0,
      });
    }
    expect(mails.length).toBeGreaterThan(0);
    expect(JSON.stringify(mails)).not.toMatch(/Quillan|afraid|kestrel/);
    const [mail] = mails;
    const messageId = mail?.messageId ?? '';
    await recordDelivery(app, { messageId, type: 'bounced', providerId: 'ses-1', code: 'Permanent.General' });
    expect(await checkDelivery(app, { messageId, run: 1, because: 'woken' })).toEqual({
      next: 'done',
      status: 'bounced',
    });
    const state = await loadCase(app, caseId);
    expect(state?.undelivered).toMatchObject([{ messageId, outcome: 'bounced' }]);
    const agencyId = data.messages[messageId]?.message.to.agencyId ?? '';
    const agency = await loadAgency(app, agencyId);
    expect(agency?.representatives[0]?.address?.health).toBe('bounced');
  });

  it('tells the meeting when it refuses to be heard, and the chair sees it', async () => {
    const { department, caseId } = await called();
    const chair = { agencyId: department.id('fss'), representativeId: 'rep-fss1' };
    const startsAt = '2026-03-10T02:00:00.000Z';
    const input = {
      kind: 'macm_on_demand',
      mode: 'virtual',
      startsAt,
      lengthMinutes: 60,
      chair,
      caseIds: [caseId],
    };
    const id = await department.submit({
      type: 'meeting',
      name: 'scheduleMeeting',
      by: { kind: 'worker', ...chair },
      input,
    });
    await relayAggregate(department.app, { type: 'meeting', id });
    const refused = {
      cases: [{ status: 'refused', reason: 'basis-not-decided' }],
      tasks: [{ code: 'command_refused' }],
    };
    expect(await loadMeeting(department.app, id)).toMatchObject(refused);
  });

  it('is listed by those who have a part in it, and by its id: nobody forges what a meeting is told of it', async () => {
    const { department, caseId } = await called('urgent');
    const { app, id } = department;
    const chair = { agencyId: id('fss'), representativeId: 'rep-fss1' };
    const input = {
      kind: 'macm_on_demand',
      mode: 'virtual',
      startsAt: '2026-03-10T02:00:00.000Z',
      lengthMinutes: 60,
      chair,
    };
    const schedule = async (more: object, agencyId = id('fss')) =>
      (
        await submitCommand(app, {
          type: 'meeting',
          name: 'scheduleMeeting',
          by: { kind: 'worker', agencyId, representativeId: 'rep-fss1' },
          key: JSON.stringify([more, agencyId]),
          input: { ...input, ...more },
        })
      ).answer;
    const forged = { caseId, excluded: [], invitees: [{ agencyId: 'agy-other', required: true }] };
    expect(await schedule({ cases: [forged] })).toMatchObject({ kind: 'refused', field: 'cases' });
    expect(await schedule({ caseIds: [caseId] }, 'agy-stranger')).toMatchObject({
      code: 'agency-not-in-case',
    });
    const name = 'Quillan Testperson';
    expect(JSON.stringify(await schedule({ caseIds: [name] }))).not.toContain(name);
    expect(await schedule({ caseIds: [caseId] })).toMatchObject({ kind: 'accepted' });
  });

  it('is listed in a meeting with what it knows of itself, and a retry is the same meeting', async () => {
    const { department, caseId } = await called('urgent');
    const { app, data, id } = department;
    const chair = { agencyId: id('fss'), representativeId: 'rep-fss1' };
    const startsAt = '2026-03-10T02:00:00.000Z';
    const input = {
      kind: 'macm_on_demand',
      mode: 'virtual',
      startsAt,
      lengthMinutes: 60,
      chair,
      caseIds: [caseId],
    };
    const submission = {
      type: 'meeting',
      name: 'scheduleMeeting',
      by: { kind: 'worker', ...chair },
      key: 'm1',
      input,
    } as const;
    const first = await submitCommand(app, submission);
    expect(first.answer).toMatchObject({ kind: 'accepted' });
    await relayAggregate(app, { type: 'meeting', id: first.id });
    expect(await loadCase(app, caseId)).toMatchObject({ meetings: [{ meetingId: first.id, startsAt }] });
    expect(await submitCommand(app, submission)).toMatchObject({
      id: first.id,
      answer: { kind: 'accepted', version: 1 },
    });
    expect(Object.keys(data.aggregates).filter((key) => key.startsWith('meeting/'))).toHaveLength(1);
    const missing = { ...submission, key: 'm2', input: { ...input, caseIds: ['case-none0'] } };
    expect((await submitCommand(app, missing)).answer).toMatchObject({
      kind: 'refused',
      code: 'no-such-case',
    });
  });
});
