import type { Draft } from 'immer';
import { startClock } from '../../../clocks/manage.ts';
import { actorKey, asWorker, type Worker } from '../../../shared/actor.ts';
import type { Recipient } from '../../../shared/recipient.ts';
import type { CaseContext } from '../../command.ts';
import { adultVictims, agencyRecipient, currentAgencies, isExcluded, isHeld, leadAt } from '../../queries.ts';
import type { LeadPeriod } from '../../schema/lead.ts';
import type { CaseState } from '../../state.ts';
import { openTask } from '../../tasks.ts';
import { tellTeam } from '../convening/tell-team.ts';
import { tellMeeting } from '../meeting/meeting-clocks.ts';
import { takePart } from '../referral/agencies.ts';
import { hasOwnLead, leadForVictim, tellerOf } from './lead-for-victim.ts';

/** The two operational guidelines that decide the lead in crisis (S3-47). */
export const guidelines = ['emergency_accommodation', 'after_hours_crisis_response'] as const;

/** Tasks that belong to a person as such and stay when the lead changes. */
const personal = [
  'outcome_note',
  'endorse_confidentiality',
  'replace_representative',
  'name_representative',
  'provide_support',
];

interface Change {
  to: Worker;
  kind: LeadPeriod['kind'];
  reason: string;
  guideline?: string | undefined;
  meetingId?: string | undefined;
  handBackTo?: string | undefined;
}

/**
 * Let somebody lead from now on. A period of the same layer ends at the same instant, so that there is neither
 * gap nor overlap (S3-46): convening lead and lead are one layer, interim after-hours leads lie over it.
 * Nothing but the lead and what the lead has to do changes (S0-34).
 */
export function changeLead(draft: Draft<CaseState>, context: CaseContext, change: Change): LeadPeriod {
  const before = leadAt(draft, context.now);
  const interim = change.kind === 'interim_after_hours';
  for (const period of draft.lead.periods) {
    if (period.to === undefined && (period.kind === 'interim_after_hours') === interim)
      period.to = context.now;
  }
  const { to, ...rest } = change;
  const made: LeadPeriod = {
    leadId: context.newId('lead', change.kind, to.agencyId, to.representativeId),
    agencyId: to.agencyId,
    representativeId: to.representativeId,
    kind: rest.kind,
    from: context.now,
    by: actorKey(context.by),
    reason: rest.reason,
    ...(rest.meetingId === undefined ? {} : { meetingId: rest.meetingId }),
    ...(rest.guideline === undefined ? {} : { guideline: rest.guideline }),
    ...(rest.handBackTo === undefined ? {} : { handBackTo: rest.handBackTo }),
    victimInformed: [],
  };
  draft.lead.periods.push(made);
  takePart(draft, { agencyId: to.agencyId }, context);
  context.event('lead.changed', {
    agency: to.agencyId,
    representative: to.representativeId,
    kind: rest.kind,
    reason: rest.reason,
    guideline: rest.guideline,
    from: before?.agencyId,
    handovers: handovers(draft),
  });
  context.did(`lead.${rest.kind}`);
  if (asWorker(context.by)?.agencyId === to.agencyId) tellTeam(draft, context, to, 'lead');
  followLead(draft, context, before);
  return made;
}

/** How often the victim survivors were handed from one agency to another (S3-49). */
export const handovers = (state: CaseState | Draft<CaseState>): number =>
  state.lead.periods.filter((p, n) => n > 0 && p.agencyId !== state.lead.periods[n - 1]?.agencyId).length;

/** What follows a change of lead: open tasks, the meeting to come, and that each adult victim is told. */
export function followLead(
  draft: Draft<CaseState>,
  context: CaseContext,
  before: LeadPeriod | undefined,
): void {
  const now = leadAt(draft, context.now);
  if (!now) return;
  const to = { agencyId: now.agencyId, representativeId: now.representativeId };
  moveTasks(draft, context, before, to);
  tellMeeting(draft, context, 'caseChanged', { lead: to });
  tellAgencies(draft, context, to);
  askToTellVictims(draft, context, 'new_lead');
}

/**
 * What the lead before had still to do is the new lead's, who hears of it at once and in one mail however much
 * it is (S3-46). The conversation with the victim has a mail of its own.
 */
function moveTasks(
  draft: Draft<CaseState>,
  context: CaseContext,
  before: LeadPeriod | undefined,
  to: Worker,
): void {
  if (!before) return;
  const theirs = draft.tasks.filter(
    (task) => task.status === 'open' && isFor(task.for, before) && !personal.includes(task.code),
  );
  for (const task of theirs) task.for = { ...to };
  const [first] = theirs
    .filter((task) => task.code !== 'victim_liaison')
    .toSorted((a, b) => ((a.dueAt ?? '9') < (b.dueAt ?? '9') ? -1 : 1));
  if (!first) return;
  const { taskId, code, dueAt } = first;
  context.message({
    kind: 'task_assigned',
    cause: `${context.commandId}:tasks-of-the-lead`,
    to: [to],
    params: { taskId, code, ...(dueAt === undefined ? {} : { dueAt }) },
  });
}

const isFor = (to: Pick<Recipient, 'agencyId' | 'representativeId'>, worker: Worker): boolean =>
  to.agencyId === worker.agencyId && to.representativeId === worker.representativeId;

/** Who leads tonight is told tonight: after hours a working day would end when the lead has gone back. */
const nightKey = (draft: Draft<CaseState>) => (draft.urgency === 'standard' ? 'urgent' : draft.urgency);

/** Agencies of the case hear at once that another leads; who it is they see behind sign-in (S3-50). */
function tellAgencies(draft: Draft<CaseState>, context: CaseContext, lead: Worker): void {
  const others = currentAgencies(draft)
    .filter((agency) => agency.participation !== 'not_appropriate')
    .map((agency) => agencyRecipient(draft, agency.agencyId))
    .filter((to) => to.representativeId !== lead.representativeId && !isExcluded(draft, to));
  context.message({ kind: 'lead_changed', to: others, params: {} });
}

/**
 * The lead, and no other, holds a task for each adult victim: tell her by safe contact what was decided and who
 * leads (S0-28, S3-50). The system itself writes to the lead only, never to her. A death or a suspected
 * misidentification stops it.
 * @param why `new_lead`: only whose lead is another now; an own lead (S3-44) goes on. `once`: a lead who holds
 * the task already is not written to again
 */
export function askToTellVictims(
  draft: Draft<CaseState>,
  context: CaseContext,
  why: 'always' | 'new_lead' | 'once' = 'always',
): void {
  if (isHeld(draft, 'death') || isHeld(draft, 'misidentification')) {
    context.event('victim_liaison.held');
    return;
  }
  for (const member of adultVictims(draft).filter((m) => m.deceasedAt === undefined)) {
    const to = tellerOf(draft, member.personId, context.now);
    if (!to || (why === 'new_lead' && hasOwnLead(draft, member))) continue;
    const isAsked = draft.tasks.some(
      (t) =>
        t.status === 'open' &&
        t.code === 'victim_liaison' &&
        t.subject === member.personId &&
        t.for.representativeId === to.representativeId,
    );
    const key = leadAt(draft, context.now)?.kind === 'interim_after_hours' ? nightKey(draft) : undefined;
    startClock(draft, context, 'lead.victim_informed', { subject: member.personId, key });
    const dueAt = draft.clocks.findLast(
      (c) => c.rule === 'lead.victim_informed' && c.subject === member.personId,
    )?.dueAt;
    const task = openTask(draft, context, {
      code: 'victim_liaison',
      for: to,
      subject: member.personId,
      dueAt,
    });
    if (isAsked && why === 'once') continue;
    const isLead = to.agencyId === leadForVictim(draft, member.personId, context.now)?.agencyId;
    context.message({
      kind: isLead ? 'victim_liaison' : 'task_assigned',
      cause: `${context.commandId}:${member.personId}`,
      to: [to],
      params: { taskId: task.taskId, code: task.code, ...(dueAt === undefined ? {} : { dueAt }) },
    });
  }
}
