import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../../functions/domain/case/state.ts';
import { decideGate } from '../../../functions/domain/message/gate.ts';
import type { MessageKind } from '../../../functions/domain/message/kinds.ts';
import { renderModel, signInLink } from '../../../functions/domain/message/model.ts';
import { renderMessage } from '../../../functions/domain/message/render.ts';
import { actionCode } from '../../../functions/domain/shared/ids.ts';
import { action, calendar, caseId, now, policy } from './fixtures.ts';
import { inWorld, openWorld } from './worlds.ts';

const clock = (
  rule: string,
  more: Partial<CaseState['clocks'][number]> = {},
): CaseState['clocks'][number] => ({
  clockId: 'clk-0000a',
  rule,
  key: 'standard',
  startedAt: '2026-03-02T01:00:00.000Z',
  dueAt: now,
  status: 'breached',
  fired: ['due', 'T0'],
  ...more,
});

/** The text of a mail, on one line, with what the case and the message have beside the fixtures. */
function text(
  kind: MessageKind,
  more: {
    state?: Partial<CaseState>;
    params?: Record<string, string>;
    without?: string;
    silent?: string[];
    endorsed?: boolean;
    at?: string;
  } = {},
): string {
  const { record, facts } = inWorld(kind, {
    ...openWorld,
    endorsed: more.endorsed ?? kind !== 'declaration_request',
  });
  const { [more.without ?? '']: _, ...params } = { ...record.params, ...more.params };
  const cases = new Map([...facts.cases].map(([id, state]) => [id, { ...state, ...more.state }]));
  const decision = decideGate({ ...record, params }, { ...facts, cases });
  if (!decision.allowed) throw new Error(decision.reasons.join());
  const model = renderModel({
    decision,
    cases,
    meetings: facts.meetings,
    senderAgency: 'Invented Coordination Team',
    recipientAgency: 'Invented Housing Agency',
    agencyNames: new Map([['agy-silent', 'Invented Hospital']]),
    silent: () => more.silent ?? [],
    policy,
    calendar,
    link: signInLink('https://sign-in.example'),
    now: more.at ?? now,
  });
  return renderMessage(decision.message, model).text.replace(/\s+/g, ' ');
}

describe('the day to answer by', () => {
  const wednesday = 'Wednesday 4 March 2026, 10:00 am (AWST, Perth time)';

  it('S0-35 S0-18 stands in the first invitation and declaration, by the clock that will chase it', () => {
    expect(text('invitation')).toContain(`Please answer by: ${wednesday}`);
    expect(text('meeting_changed')).toContain(`Please answer by: ${wednesday}`);
    expect(text('declaration_request', { without: 'dueAt' })).toContain(`Please do this by: ${wednesday}`);
  });

  it('is that of the clock which runs, and the meeting itself at the latest', () => {
    const clocks = [clock('participation.chase', { dueAt: '2026-03-05T01:00:00.000Z' })];
    expect(text('invitation', { state: { clocks } })).toContain('answer by: Thursday 5 March 2026, 9:00 am');
    const late = [clock('participation.chase', { dueAt: '2026-04-01T01:00:00.000Z' })];
    expect(text('invitation', { state: { clocks: late } })).toContain('answer by: Monday 9 March 2026');
  });

  it('is left out when it has gone by', () => {
    const clocks = [clock('participation.chase')];
    expect(text('invitation', { state: { clocks } })).not.toContain('answer by');
  });
});

describe('what comes next', () => {
  const overdue = { rule: 'action.due', subject: 'act-0000a', rung: 'T0' };

  it('S0-38 stands in a reminder: whom the ladder tells, and when, and that the reader is one of them', () => {
    const clocks = [clock('action.due', { subject: 'act-0000a' })];
    expect(text('reminder', { state: { clocks }, params: overdue })).toContain(
      'If nothing is recorded: you are reminded again on Wednesday 4 March 2026, 9:',
    );
    const later = [clock('action.due', { subject: 'act-0000a', fired: ['due', 'T0', '+1wd'] })];
    const escalated =
      'If nothing is recorded: the escalation contact of the agency that is to act is told on Thursday 5 March';
    expect(text('reminder', { state: { clocks: later }, params: overdue })).toContain(escalated);
    // Written late: the second reminder has come by then, and nobody is told of a time that is over.
    const at = '2026-03-04T08:00:00.000Z';
    expect(text('reminder', { state: { clocks }, params: overdue, at })).toContain(escalated);
  });

  it('S2-18 does not say "if nothing is recorded" of a day that comes anyhow', () => {
    const clocks = [
      clock('custody.release', { dueAt: '2026-03-20T01:00:00.000Z', status: 'running', fired: ['T-14'] }),
    ];
    expect(
      text('reminder', { state: { clocks }, params: { rule: 'custody.release', rung: 'T-14' } }),
    ).toContain('What comes next: ');
  });

  it('says nothing where no clock runs, or while it is paused', () => {
    const pause = { from: now, until: '2026-03-20T01:00:00.000Z', reason: 'x', by: 'x' };
    const paused = [clock('action.due', { subject: 'act-0000a', status: 'paused', pause })];
    for (const clocks of [[], paused])
      expect(text('reminder', { state: { clocks }, params: overdue })).not.toContain('If nothing');
  });
});

describe('an escalation of an answer before a meeting', () => {
  const params = { rule: 'info.return', rung: 'T0' };
  const without = 'agencyId';

  it('S0-41 names the agencies that have not answered, and what they owe', () => {
    const said = text('escalation', { params, without, silent: ['agy-silent'] });
    expect(said).toContain('No answer from: Invented Hospital');
    expect(said).toContain('they have not sent what they know, or said that they know nothing');
  });

  it('counts them for who may not be given content', () => {
    const said = text('escalation', {
      params,
      without,
      silent: ['agy-silent', 'agy-other'],
      endorsed: false,
    });
    expect(said).toContain('No answer from: 2 agencies, shown after you sign in');
    expect(said).not.toContain('Invented Hospital');
  });
});

describe('an action in a mail', () => {
  const code = actionCode(action().actionId);

  it('S0-38 is told from others by its code, also to who has not endorsed', () => {
    expect(code).toMatch(/^[A-Z0-9]{4}$/);
    const params = { rule: 'action.due', subject: 'act-0000a' };
    for (const endorsed of [true, false]) {
      expect(text('reminder', { params, endorsed })).toContain(`Action ${code}`);
      expect(text('action_assigned', { endorsed })).toContain(`Action ${code}`);
      expect(text('reminder', { params, endorsed })).not.toContain(caseId);
    }
  });

  it('is the owner’s agency’s to see to when it is escalated there', () => {
    const params = { rule: 'action.due', subject: 'act-0000a', rung: '+2wd', agencyId: 'agy-owner' };
    expect(text('escalation', { params })).toContain('Your agency has not done something in time');
  });
});

it('a task says what is asked, where the words tell nothing of anybody', () => {
  expect(text('task_assigned', { params: { code: 'fill_post' } })).toContain('Name who holds a post');
  expect(text('task_assigned', { params: { code: 'attempt_consent' } })).toContain('Shown after you sign in');
});
