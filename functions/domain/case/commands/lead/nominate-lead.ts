import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { type Worker, workerSchema } from '../../../shared/actor.ts';
import { codeSchema } from '../../../shared/code.ts';
import { idSchema } from '../../../shared/ids.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import {
  currentAgencies,
  findMember,
  isExcluded,
  nominatedLeadAt,
  sameWorker,
  victims,
} from '../../queries.ts';
import { requireFunction } from '../../roles.ts';
import type { CaseState } from '../../state.ts';
import { askToTellVictims, changeLead } from './change-lead.ts';

/** The meeting of this cycle at which the case was heard. */
export const heldMeeting = (state: CaseState | Draft<CaseState>) =>
  state.meetings.findLast((m) => m.cycle === state.cycle && m.status === 'held');

const there = ['attending', 'represented_by_proxy'];

/**
 * Whether an agency may lead by the profile's rule: present or represented at the meeting (S0-27; a written
 * return alone does not count, judgement), or a specialist family violence service (S3-42).
 * @param specialist what the agency's own record says, filled in by the application
 */
export function checkEligible(
  draft: Draft<CaseState>,
  context: CaseContext,
  to: Worker,
  specialist: boolean | undefined,
): Refusal | undefined {
  if (isExcluded(draft, to))
    return refuse('worker-excluded', 'who is excluded from the case cannot lead it', { field: 'to' });
  if (context.policy.leadRule.eligible === 'specialist_service') {
    const kind = currentAgencies(draft).find((a) => a.agencyId === to.agencyId)?.kind;
    if (specialist ?? kind === 'specialist_fdv') return undefined;
    return refuse('not-a-specialist-service', 'the lead is a specialist family violence service', {
      field: 'to',
      duty: 'S3-42',
    });
  }
  return undefined;
}

/**
 * Nominate the lead agency of the case discussed (S0-26). Changing it alters nothing else (S0-34). With
 * `forVictim` an own lead for one victim survivor, where the profile allows it, with its reason (S3-44).
 */
export const nominateLead = defineCaseCommand({
  name: 'nominateLead',
  title: 'Nominate the lead agency',
  duty: ['S0-26', 'S0-27', 'S0-34', 'S3-42', 'S3-44'],
  phases: ['meeting'],
  by: 'worker',
  input: z.strictObject({
    to: workerSchema,
    reason: z.optional(codeSchema),
    forVictim: z.optional(idSchema),
    specialistService: z.optional(z.boolean()),
  }),
  decide(draft, { to, reason, forVictim, specialistService }, context) {
    const by = requireFunction(draft, context, ['lead', 'convenor', 'chair'], { duty: 'S0-26' });
    if ('kind' in by) return by;
    const meeting = heldMeeting(draft);
    if (!meeting)
      return refuse('meeting-not-held', 'who attends the meeting has not been recorded', {
        missing: ['attendance'],
        duty: 'S0-27',
      });
    const refusal = checkEligible(draft, context, to, specialistService);
    if (refusal) return refusal;
    const isThere = meeting.attendance.some((a) => a.agencyId === to.agencyId && there.includes(a.status));
    if (context.policy.leadRule.eligible === 'present_or_represented' && !isThere)
      return refuse(
        'agency-not-represented',
        'the agency is neither present nor represented at the meeting',
        {
          field: 'to',
          duty: 'S0-27',
        },
      );
    if (forVictim !== undefined) return setOwnLead(draft, context, forVictim, to, reason);
    const current = nominatedLeadAt(draft, context.now);
    if (current && sameWorker(current, to)) {
      context.event('lead.confirmed', { agency: to.agencyId, meeting: meeting.meetingId });
      return undefined;
    }
    changeLead(draft, context, {
      to,
      kind: 'lead',
      reason: reason ?? 'nominated_at_meeting',
      meetingId: meeting.meetingId,
    });
    return undefined;
  },
});

function setOwnLead(
  draft: Draft<CaseState>,
  context: CaseContext,
  personId: string,
  to: Worker,
  reason: string | undefined,
): Refusal | undefined {
  if (!context.policy.leadRule.perVictimAllowed)
    return refuse('one-lead-for-all', 'the profile has one lead for all victims of a family group', {
      field: 'forVictim',
      duty: 'S3-44',
    });
  if (reason === undefined)
    return refuse('reason-missing', 'an own lead for one victim survivor needs a reason', {
      missing: ['reason'],
      duty: 'S3-44',
    });
  const member = findMember(draft, personId);
  if (!member || !victims(draft).some((m) => m.personId === personId))
    return refuse('not-a-victim', 'this person is not a victim in the case', { field: 'forVictim' });
  if (!currentAgencies(draft).some((a) => a.agencyId === to.agencyId))
    return refuse('agency-not-in-case', 'this agency does not take part in the case', { field: 'to' });
  const known = draft.members.find((m) => m.personId === personId && m.removedAt === undefined);
  if (known) known.ownLead = { agencyId: to.agencyId, reason };
  context.event('lead.own', { person: personId, agency: to.agencyId, reason });
  if (nominatedLeadAt(draft, context.now)) askToTellVictims(draft, context, 'once');
  return undefined;
}
