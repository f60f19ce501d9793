import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { instantSchema } from '../../../calendar/instants.ts';
import { endClocks, startClock } from '../../../clocks/manage.ts';
import { addSpan } from '../../../clocks/spans.ts';
import { codeSchema } from '../../../shared/code.ts';
import { requirePast } from '../../../shared/dates.ts';
import { idSchema } from '../../../shared/ids.ts';
import { noteId } from '../../../shared/notes.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import { convenorRecipient, leadRecipient, openChasedTask } from '../../chased-tasks.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { move } from '../../move.ts';
import { livePhases } from '../../phases.ts';
import { peopleUsingViolence, victims } from '../../queries.ts';
import { leadOrConvenor, requireFunction, requireWorker } from '../../roles.ts';
import type { CaseState } from '../../state.ts';
import { endTasksThat } from '../../tasks.ts';

const input = z.strictObject({
  at: instantSchema,
  reportedToPolice: z.boolean(),
  personUsingViolenceId: z.optional(idSchema),
  victimIds: z.array(idSchema).check(z.minLength(1)),
  severity: z.enum(['standard', 'serious', 'severe']),
});
type Incident = CaseState['risk']['incidents'][number];

/**
 * A new incident against a victim of the case, also one that nobody called the police to. Somebody has to
 * decide what follows. A serious one, or one too many, takes a case with running actions to the call for a
 * follow-up; any one takes a case out of closure (judgement). In the watch the watch goes on beside the task.
 * Whoever learns of violence says so, also a worker who is excluded from the case.
 */
export const reportIncident = defineCaseCommand({
  name: 'reportIncident',
  title: 'Report a new incident',
  duty: ['S0-12', 'S0-13', 'S4-13'],
  phases: livePhases,
  by: 'worker',
  excludedMay: true,
  anybodyMay: true,
  input,
  decide(draft, given, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    const refusal = check(draft, given, context);
    if (refusal) return refusal;
    const incident: Incident = {
      ...given,
      incidentId: context.newId('inc', 'incident'),
      by,
      recordedAt: context.now,
      ...noteId(context, 'incident'),
    };
    draft.risk.incidents.push(incident);
    context.event('incident.reported', {
      incident: incident.incidentId,
      severity: given.severity,
      police: given.reportedToPolice,
      person: given.personUsingViolenceId,
      victims: given.victimIds,
    });
    context.did('incident.reported');
    raiseReview(draft, incident, context);
    const tooMany = countEscalation(draft, context);
    if (
      draft.phase === 'closure' ||
      (draft.phase === 'action_deadlines' && (tooMany || isSerious(incident)))
    ) {
      move(draft, 'reportIncident', 'follow_up_call', context);
    }
    return undefined;
  },
});

const isSerious = (incident: Incident): boolean => incident.severity !== 'standard';

function check(
  draft: Draft<CaseState>,
  given: z.infer<typeof input>,
  context: CaseContext,
): Refusal | undefined {
  const ahead = requirePast(context, given.at, 'at');
  if (ahead) return ahead;
  const known = victims(draft).map((member) => member.personId);
  if (!given.victimIds.every((id) => known.includes(id)))
    return refuse('no-such-victim', 'somebody named is not a victim in the case', { field: 'victimIds' });
  const person = given.personUsingViolenceId;
  if (person !== undefined && !peopleUsingViolence(draft).some((member) => member.personId === person))
    return refuse('no-such-person-using-violence', 'the person named does not have that role in the case', {
      field: 'personUsingViolenceId',
    });
  return undefined;
}

function raiseReview(draft: Draft<CaseState>, incident: Incident, context: CaseContext): void {
  const watching = draft.phase === 'closed_watch';
  const key = isSerious(incident) ? 'urgent' : undefined;
  openChasedTask(draft, context, {
    code: watching ? 'incident.in_watch' : 'incident.review',
    for: watching ? convenorRecipient(draft) : leadRecipient(draft, context.now),
    subject: incident.incidentId,
    reason: incident.severity,
    key,
    tell: true,
  });
  startClock(draft, context, 'incident.review', { subject: incident.incidentId, key });
}

/** Incidents of the policy's window, this one included; reaching the limit is the convenor's task as well. */
function countEscalation(draft: Draft<CaseState>, context: CaseContext): boolean {
  const { escalationIncidents, escalationMonths } = context.policy.limits;
  const since = addSpan(context.now, { amount: -escalationMonths, unit: 'months' }, context.calendar);
  const count = draft.risk.incidents.filter((incident) => incident.at >= since).length;
  if (count < escalationIncidents) return false;
  openChasedTask(draft, context, {
    code: 'incident.escalation',
    for: convenorRecipient(draft),
    reason: `incidents_${count}`,
    key: 'urgent',
    tell: true,
  });
  context.event('incident.escalation_counted', { count, months: escalationMonths });
  context.did('incident.escalation');
  return true;
}

/** A person decides what follows from an incident; until then its review stays open and is chased. */
export const decideIncident = defineCaseCommand({
  name: 'decideIncident',
  title: 'Decide what follows from an incident',
  duty: ['S0-12', 'S4-15'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({
    incidentId: idSchema,
    decision: z.enum(['follow_up', 'plan_amended', 'refer_again', 'reopen', 'no_change']),
    reason: codeSchema,
  }),
  decide(draft, { incidentId, decision, reason }, context) {
    const by = requireFunction(draft, context, [...leadOrConvenor, 'triage']);
    if ('kind' in by) return by;
    const incident = draft.risk.incidents.find((entry) => entry.incidentId === incidentId);
    if (!incident)
      return refuse('no-such-incident', 'the case has no such incident', { field: 'incidentId' });
    if (incident.decided)
      return refuse('incident-decided', 'this incident has been decided', { field: 'incidentId' });
    settleIncident(draft, incidentId, { decision, reason, by: by.representativeId }, context);
    return undefined;
  },
});

/** Store what was decided and end the review of one incident. */
export function settleIncident(
  draft: Draft<CaseState>,
  incidentId: string,
  decided: { decision: string; reason: string; by: string },
  context: CaseContext,
): void {
  const incident = draft.risk.incidents.find((entry) => entry.incidentId === incidentId);
  if (!incident) return;
  incident.decided = { ...decided, at: context.now };
  endClocks(draft, context, { rule: 'incident.review', subject: incidentId }, 'met');
  endTasksThat(
    draft,
    context,
    (task) => task.subject === incidentId && task.code.startsWith('incident.'),
    'done',
    decided.decision,
  );
  context.event('incident.decided', {
    incident: incidentId,
    decision: decided.decision,
    reason: decided.reason,
  });
  context.did(`incident.${decided.decision}`);
}

/** Incidents reported on the case that nobody has decided yet. */
export const undecidedIncidents = (draft: CaseState | Draft<CaseState>): Incident[] =>
  draft.risk.incidents.filter((incident) => incident.decided === undefined && isReviewed(draft, incident));

/** An incident that came with the referral is what the case is about; only later ones are reviewed. */
const isReviewed = (draft: CaseState | Draft<CaseState>, incident: Incident): boolean =>
  draft.tasks.some((task) => task.subject === incident.incidentId && task.code.startsWith('incident.'));
