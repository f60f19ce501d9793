import * as z from 'zod/mini';
import { idSchema } from '../../shared/ids.ts';
import { recipientSchema } from '../../shared/recipient.ts';
import { refuse } from '../../shared/refusal.ts';
import { defineMeetingCommand, type MeetingContext } from '../command.ts';
import { excludedRunner, uninviteExcluded } from '../exclusion.ts';
import { inviteTo, sendInvitations, uninviteFrom } from '../invite.ts';
import { carryOver, listCases, returnsDueAt, setSlots } from '../listing.ts';
import { mail } from '../mails.ts';
import { activeInvitations, findCase, listedCases } from '../queries.ts';
import { exclusionSchema, inviteeSchema, listedCaseSchema, riskLevels } from '../schema/cases.ts';
import type { MeetingState } from '../state.ts';
import { callOff } from './change-meeting.ts';
import { onlyRunners } from './who.ts';

/**
 * Put a case on the list of this meeting, also one that another meeting had no room for. A meeting that is no
 * longer to come answers to the case, so that it looks for another (S0-24).
 */
export const addCase = defineMeetingCommand({
  name: 'addCase',
  title: 'Put a case on the list',
  duty: ['S0-23', 'S0-24'],
  by: 'any',
  input: z.strictObject({ case: listedCaseSchema }),
  decide(draft, input, context) {
    const { caseId } = input.case;
    if (draft.status !== 'scheduled' || draft.startsAt <= context.now) {
      if (context.by.kind === 'worker')
        return refuse('meeting-over', 'this meeting is no longer to come', { field: 'case' });
      context.command({
        aggregate: 'case',
        id: caseId,
        name: 'meetingHadNoRoom',
        input: { meetingId: draft.meetingId, meetingVersion: draft.meetingVersion, reason: 'meeting_over' },
      });
      context.event('meeting.case_answered', { case: caseId, as: 'meeting_over' });
      return undefined;
    }
    if (findCase(draft, caseId)?.status === 'listed') {
      return context.by.kind === 'worker'
        ? refuse('case-listed-twice', 'the case is on the list already', { field: 'case' })
        : undefined;
    }
    if (context.by.kind === 'worker') {
      const { chair, minuteTaker } = draft;
      const excluded = excludedRunner([input.case], { by: context.by, chair, minuteTaker });
      if (excluded) return excluded;
    }
    listCases(draft, context, [input.case]);
    return undefined;
  },
});

/** What is left of a meeting that nobody needs is called off, so that nobody comes for nothing. */
function callOffIfEmpty(draft: MeetingState, context: MeetingContext): void {
  if (listedCases(draft).length === 0 && draft.kind !== 'series_meeting')
    callOff(draft, context, 'no_case_left');
}

/** Take a case off the list because it ended or goes elsewhere. After the meeting nothing is left to do. */
export const removeCase = defineMeetingCommand({
  name: 'removeCase',
  title: 'Take a case off the list',
  duty: ['judgement'],
  by: 'system',
  input: z.strictObject({ caseId: idSchema, reason: z.optional(z.string()) }),
  decide(draft, { caseId, reason = 'removed' }, context) {
    const row = findCase(draft, caseId);
    if (draft.status !== 'scheduled' || row?.status !== 'listed') return undefined;
    row.status = 'removed';
    row.reason = reason;
    uninviteFrom(draft, context, caseId, reason);
    setSlots(draft, context.policy, draft.agendas.at(-1)?.order);
    context.event('meeting.case_left', { case: caseId, as: 'removed', reason });
    callOffIfEmpty(draft, context);
    return undefined;
  },
});

/** Defer a case to the named next meeting, or back to be scheduled, with the reason (S0-24). */
export const deferCase = defineMeetingCommand({
  name: 'deferCase',
  title: 'Defer a case',
  duty: ['S0-24'],
  statuses: ['scheduled'],
  by: 'worker',
  input: z.strictObject({
    caseId: idSchema,
    reason: z.enum([
      'time_used_up',
      'information_missing',
      'required_agency_absent',
      'victim_safety',
      'other',
    ]),
    nextMeetingId: z.optional(idSchema),
  }),
  decide(draft, { caseId, reason, nextMeetingId }, context) {
    const refusal = onlyRunners(draft, context);
    if (refusal) return refusal;
    const row = findCase(draft, caseId);
    if (row?.status !== 'listed')
      return refuse('case-not-listed', 'this case is not on the list', { field: 'caseId' });
    if (nextMeetingId !== undefined) draft.nextMeetingId = nextMeetingId;
    carryOver(draft, context, row, [], 'deferred', reason);
    setSlots(draft, context.policy, draft.agendas.at(-1)?.order);
    callOffIfEmpty(draft, context);
    return undefined;
  },
});

/** The case says that its risk, urgency or lead changed: a higher risk moves it up the list (S0-23). */
export const caseChanged = defineMeetingCommand({
  name: 'caseChanged',
  title: 'Take over what changed in a case',
  duty: ['S0-23'],
  by: 'system',
  input: z.strictObject({
    caseId: idSchema,
    riskLevel: z.optional(z.enum(riskLevels)),
    urgency: z.optional(listedCaseSchema.shape.urgency),
    childrenInvolved: z.optional(z.boolean()),
    lead: z.optional(recipientSchema),
    /** All who are excluded now; an earlier list counts no more. */
    excluded: z.optional(z.array(exclusionSchema)),
  }),
  decide(draft, { caseId, ...changes }, context) {
    const row = findCase(draft, caseId);
    if (!row) return undefined;
    if (changes.riskLevel !== undefined) row.riskLevel = changes.riskLevel;
    if (changes.childrenInvolved !== undefined) row.childrenInvolved = changes.childrenInvolved;
    if (changes.lead !== undefined) row.lead = changes.lead;
    if (changes.urgency !== undefined) row.urgency = changes.urgency;
    if (changes.excluded !== undefined) row.excluded = changes.excluded;
    if (draft.status !== 'scheduled' || row.status !== 'listed') return undefined;
    if (changes.excluded !== undefined) uninviteExcluded(draft, context, caseId);
    // Only another urgency is another window: agencies were told the day, and the case's clock counts to it.
    if (changes.urgency !== undefined) row.returnsDueAt = returnsDueAt(context, draft.startsAt, row.urgency);
    if (changes.riskLevel !== undefined || changes.childrenInvolved !== undefined) {
      setSlots(draft, context.policy);
      context.event('meeting.case_reordered', { case: caseId, order: row.order, risk: row.riskLevel });
    }
    return undefined;
  },
});

/** Invite a further agency to a case, or ask it to endorse when the meeting is already over. */
export const inviteAgency = defineMeetingCommand({
  name: 'inviteAgency',
  title: 'Invite a further agency to a case',
  duty: ['S0-35', 'S2-04'],
  by: 'system',
  input: z.strictObject({ caseId: idSchema, invitee: inviteeSchema }),
  decide(draft, { caseId, invitee }, context) {
    if (draft.status !== 'scheduled' || findCase(draft, caseId)?.status !== 'listed') return undefined;
    const known = activeInvitations(draft).some(
      (i) =>
        i.agencyId === invitee.agencyId &&
        i.caseIds.includes(caseId) &&
        (invitee.representativeId === undefined || i.representativeId === invitee.representativeId),
    );
    inviteTo(draft, context, caseId, invitee);
    if (known) return undefined;
    const made = activeInvitations(draft).filter(
      (i) => i.agencyId === invitee.agencyId && i.caseIds.includes(caseId),
    );
    sendInvitations(draft, context, made.slice(-1));
    return undefined;
  },
});

/** An agency leaves a case: its invitation to that case is withdrawn and it is told. */
export const withdrawAgency = defineMeetingCommand({
  name: 'withdrawAgency',
  title: 'Withdraw the invitation of an agency to a case',
  duty: ['S2-02'],
  by: 'system',
  input: z.strictObject({ caseId: idSchema, agencyId: idSchema, reason: z.string() }),
  decide(draft, { caseId, agencyId, reason }, context) {
    if (draft.status !== 'scheduled') return undefined;
    uninviteFrom(draft, context, caseId, reason, agencyId);
    draft.returns = draft.returns.filter(
      (given) => given.caseId !== caseId || given.agencyId !== agencyId || given.answeredAt !== undefined,
    );
    context.event('meeting.uninvited', { case: caseId, agency: agencyId, reason });
    return undefined;
  },
});

/** Ask somebody for the endorsement that a plan copy waits for, also after the meeting (S0-31). */
export const requestEndorsement = defineMeetingCommand({
  name: 'requestEndorsement',
  title: 'Ask somebody to endorse confidentiality',
  duty: ['S0-31'],
  statuses: ['scheduled', 'held'],
  by: 'system',
  input: z.strictObject({
    caseId: idSchema,
    worker: z.strictObject({ agencyId: idSchema, representativeId: idSchema }),
  }),
  decide(draft, { caseId, worker }, context) {
    const asked = draft.invitations.find(
      (i) =>
        i.withdrawnAt === undefined &&
        i.agencyId === worker.agencyId &&
        i.representativeId === worker.representativeId,
    );
    if (asked) {
      if (!asked.caseIds.includes(caseId)) asked.caseIds.push(caseId);
    } else {
      draft.invitations.push({
        invitationId: context.newId('inv', draft.meetingId, worker.agencyId, worker.representativeId),
        ...worker,
        role: 'afterwards',
        caseIds: [caseId],
        requiredFor: [],
        reply: 'no_response',
        chased: [],
      });
    }
    mail(draft, context, 'declaration_request', [worker], {
      params: { textVersion: context.policy.declaration.version, forPlanCopy: true },
    });
    context.event('confidentiality.asked', {
      case: caseId,
      agency: worker.agencyId,
      representative: worker.representativeId,
    });
    return undefined;
  },
});
