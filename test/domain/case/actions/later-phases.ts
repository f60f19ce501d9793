import { produce } from 'immer';
import { calendarFor } from '../../../../functions/domain/calendar/calendar.ts';
import type { CaseContext } from '../../../../functions/domain/case/command.ts';
import { move } from '../../../../functions/domain/case/move.ts';
import type { Phase } from '../../../../functions/domain/case/phases.ts';
import { caseSchema } from '../../../../functions/domain/case/state.ts';
import { system, type Worker } from '../../../../functions/domain/shared/actor.ts';
import { createCollector } from '../../../../functions/domain/shared/command.ts';
import { type CaseUnderTest, caseIn, persons, workers } from '../fixtures.ts';

/** An action as a worker adds it; police own it unless the test says otherwise. */
export const asked = (overrides: Record<string, unknown> = {}) => ({
  owner: workers.police,
  stream: 'person_using_violence',
  part: 'risk_management',
  code: 'engage_person_using_violence',
  towards: [],
  priority: 'standard',
  ...overrides,
});

/** Add an action by the real command. @returns its id */
export function addAction(
  c: CaseUnderTest,
  overrides: Record<string, unknown> = {},
  by: Worker = workers.specialist,
): string {
  c.run('addInterimAction', asked(overrides), { by });
  return c.case.actions.at(-1)?.actionId ?? '';
}

/** The action of an id. */
export function action(c: CaseUnderTest, actionId: string) {
  const found = c.case.actions.find((a) => a.actionId === actionId);
  if (!found) throw new Error('the case has no such action');
  return found;
}

const contextOf = (c: CaseUnderTest): CaseContext => ({
  ...createCollector({ now: c.now, by: system('test'), commandId: 'cmd-by-hand', notes: {} }),
  policy: c.policy,
  calendar: calendarFor('AU-WA'),
});

/**
 * A case that was heard and has a plan of its actions, built by hand up to there and by real moves from there:
 * one action of the police, unless `priorities` names others.
 */
export function plannedCase(priorities: readonly string[] = ['standard']): {
  c: CaseUnderTest;
  ids: string[];
} {
  const c = caseIn('meeting_scheduling');
  const ids = priorities.map((priority) => addAction(c, { priority }));
  c.state = produce(c.case, (draft) => {
    const at = c.now;
    draft.phase = 'meeting';
    for (const clock of draft.clocks) {
      if (clock.rule !== 'meeting.convene') continue;
      clock.status = 'met';
      clock.endedAt = at;
    }
    draft.meetings.push({
      meetingId: 'mtg-0001',
      cycle: 1,
      kind: 'macm',
      startsAt: at,
      meetingVersion: 1,
      status: 'held',
      attendance: [],
      heldAt: at,
    });
    draft.lead.periods.push({
      leadId: 'ld-0001',
      ...workers.specialist,
      kind: 'lead',
      from: at,
      meetingId: 'mtg-0001',
      by: 'test',
      reason: 'nominated',
      victimInformed: [],
    });
    draft.plans.push({
      planId: 'pln-0001',
      kind: 'safety_plan',
      version: 1,
      cycle: 1,
      meetingId: 'mtg-0001',
      recordedBy: workers.chair,
      recordedAt: at,
      late: false,
      actionIds: ids,
      wishes: { status: 'not_recorded', reasonNone: 'no_contact' },
      reasons: {},
      issuedAt: at,
      addenda: [],
    });
    for (const made of draft.actions) made.planId = 'pln-0001';
    move(draft, 'issuePlan', 'action_deadlines', contextOf(c));
  });
  caseSchema.parse(c.state);
  return { c, ids };
}

const findings = {
  reason: 'safety_achieved_risk_mitigated',
  safetyAchieved: true,
  risksMitigated: true,
  aims: {
    significant_risk_determined: 'met',
    safety_plan_implemented: 'met',
    justice_response_supported: 'partly',
    repeat_victimisation_reduced: 'met',
    reoffending_reduced: 'not_assessed',
    agency_accountability_improved: 'met',
    staff_supported: 'met',
  },
  victimViews: [],
  evaluationShown: true,
};

/** What `closeCase` takes. */
export const closing = (overrides: Record<string, unknown> = {}) => ({ ...findings, ...overrides });

/** A closing assessment of a victim, by hand: its command is another area's. */
export function assess(c: CaseUnderTest, personId: string, overrides: Record<string, unknown> = {}): void {
  c.state = caseSchema.parse({
    ...c.case,
    risk: {
      ...c.case.risk,
      assessments: [
        ...c.case.risk.assessments,
        {
          assessmentId: `asm-${personId.slice(4)}${c.case.risk.assessments.length}`,
          personId,
          primary: true,
          purpose: 'closing',
          tool: 'invented_tool',
          toolVersion: '1',
          level: 'standard',
          factors: [],
          ownView: { safer: 'yes' },
          contributions: [],
          by: workers.specialist,
          at: c.now,
          ...overrides,
        },
      ],
    },
  });
}

/** A planned case brought on by real commands, its action done. */
export function caseLate(
  phase: Extract<Phase, 'follow_up_call' | 'closure' | 'closed_watch'>,
): CaseUnderTest {
  const { c, ids } = plannedCase();
  const lead = { by: workers.specialist };
  c.later({ days: 3 });
  c.run(
    'closeAction',
    { actionId: ids[0], outcome: 'completed', effect: 'risk_reduced' },
    { by: workers.police },
  );
  if (phase === 'follow_up_call') return c;
  c.run('recordNoFollowUpNeeded', { reason: 'plan_carried_out', evaluationShown: true }, lead);
  if (phase === 'closure') return c;
  for (const member of c.case.members) {
    if (member.role !== 'person_using_violence') assess(c, member.personId);
  }
  c.run('closeCase', closing(), lead);
  return c;
}

/** The lead has told the adult victim that it is over. */
export function tellVictim(
  c: CaseUnderTest,
  told: Record<string, unknown> = { told: true, how: 'phone' },
): void {
  c.run('victimInformed', { personId: persons.victim, ...told }, { by: workers.specialist });
}
