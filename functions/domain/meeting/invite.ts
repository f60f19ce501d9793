import { deriveId } from '../shared/ids.ts';
import type { MeetingContext } from './command.ts';
import { mail, returnsDueFor } from './mails.ts';
import { activeInvitations, invitationRecipient } from './queries.ts';
import type { Invitee } from './schema/cases.ts';
import type { Invitation } from './schema/invitations.ts';
import type { MeetingState } from './state.ts';

const isSame = (invitation: Invitation, to: Invitee): boolean =>
  invitation.agencyId === to.agencyId &&
  (to.representativeId === undefined
    ? invitation.representativeId === undefined && invitation.post === (to.post ?? 'mailbox')
    : invitation.representativeId === to.representativeId);

/**
 * Invite somebody to a case: the one invitation of that person is widened, or a new one made, and a return
 * of the agency opened. The caller sends the mails (`sendInvitations`), so that nobody gets two.
 */
export function inviteTo(draft: MeetingState, context: MeetingContext, caseId: string, to: Invitee): void {
  let invitation = activeInvitations(draft).find((i) => isSame(i, to));
  if (!invitation) {
    const number = draft.invitations.length;
    draft.invitations.push({
      invitationId: deriveId(
        'inv',
        draft.meetingId,
        to.agencyId,
        to.representativeId ?? to.post ?? '',
        number,
      ),
      agencyId: to.agencyId,
      ...(to.representativeId === undefined
        ? { post: to.post ?? 'mailbox' }
        : { representativeId: to.representativeId }),
      role: 'representative',
      caseIds: [],
      requiredFor: [],
      reply: 'no_response',
      chased: [],
    });
    invitation = draft.invitations[number];
  }
  if (!invitation) return;
  if (!invitation.caseIds.includes(caseId)) invitation.caseIds.push(caseId);
  if (to.required && !invitation.requiredFor.includes(caseId)) invitation.requiredFor.push(caseId);
  openReturn(draft, context, caseId, to.agencyId);
  context.event('meeting.invited', {
    case: caseId,
    agency: to.agencyId,
    representative: to.representativeId,
    required: to.required,
  });
}

function openReturn(draft: MeetingState, context: MeetingContext, caseId: string, agencyId: string): void {
  if (draft.returns.some((given) => given.caseId === caseId && given.agencyId === agencyId)) return;
  draft.returns.push({
    returnId: deriveId('ret', draft.meetingId, caseId, agencyId),
    caseId,
    agencyId,
    requestedAt: context.now,
    dueAt: returnsDueFor(draft, [caseId]),
    status: 'no_response',
    late: false,
    involvement: [],
    items: [],
    interventions: [],
    noneKnown: { riskAndSafety: false, interventions: false },
    missing: [],
    questions: [],
  });
}

/** Send invitation and declaration to those invited or widened by this command (S0-18: before the meeting). */
export function sendInvitations(
  draft: MeetingState,
  context: MeetingContext,
  invitations: readonly Invitation[],
): void {
  for (const invitation of invitations) {
    const to = [invitationRecipient(invitation)];
    mail(draft, context, 'invitation', to, {
      params: { returnsDueAt: returnsDueFor(draft, invitation.caseIds), doNotContactVictim: true },
    });
    mail(draft, context, 'declaration_request', to, {
      params: { textVersion: context.policy.declaration.version },
    });
  }
}

/** Take a case off all invitations; people left without any case are told, so that nobody comes for nothing. */
export function uninviteFrom(
  draft: MeetingState,
  context: MeetingContext,
  caseId: string,
  reason: string,
  agencyId?: string,
): void {
  for (const invitation of draft.invitations) {
    if (invitation.withdrawnAt !== undefined || !invitation.caseIds.includes(caseId)) continue;
    if (agencyId !== undefined && invitation.agencyId !== agencyId) continue;
    if (invitation.caseIds.length === 1) {
      mail(draft, context, 'meeting_cancelled', [invitationRecipient(invitation)], { params: { reason } });
      invitation.withdrawnAt = context.now;
    }
    invitation.caseIds = invitation.caseIds.filter((id) => id !== caseId);
    invitation.requiredFor = invitation.requiredFor.filter((id) => id !== caseId);
  }
}
