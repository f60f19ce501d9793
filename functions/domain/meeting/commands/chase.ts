import * as z from 'zod/mini';
import type { MessageKind } from '../../message/kinds.ts';
import { idSchema } from '../../shared/ids.ts';
import { type Recipient, recipientKey } from '../../shared/recipient.ts';
import { askOf } from '../../shared/tasks.ts';
import { defineMeetingCommand, type MeetingContext } from '../command.ts';
import { mail, returnsDueFor } from '../mails.ts';
import {
  activeInvitations,
  findCase,
  invitationRecipient,
  outstandingDeclarations,
  outstandingReplies,
  outstandingReturns,
} from '../queries.ts';
import type { Invitation } from '../schema/invitations.ts';
import type { MeetingState } from '../state.ts';

const input = z.strictObject({ caseId: idSchema, rung: z.string() });

/**
 * Remind each of these people once per rung, whichever of the meeting's cases asks. An agency whose part is
 * required and that was reminded before is also chased through its escalation contact (S2-02).
 */
function remind(
  draft: MeetingState,
  context: MeetingContext,
  what: 'return' | 'reply' | 'declaration',
  { caseId, rung }: z.output<typeof input>,
  silent: readonly Invitation[],
): void {
  const kinds = {
    return: 'return_request',
    reply: 'invitation',
    declaration: 'declaration_request',
  } as const;
  const kind: MessageKind = kinds[what];
  const mark = `${what}:${rung}`;
  const to = new Map<string, Recipient>();
  for (const invitation of silent) {
    if (invitation.chased.includes(mark)) continue;
    const again = invitation.chased.some((earlier) => earlier.startsWith(`${what}:`));
    invitation.chased.push(mark);
    const recipients: Recipient[] = [invitationRecipient(invitation)];
    if (again && invitation.requiredFor.includes(caseId))
      recipients.push({ agencyId: invitation.agencyId, post: 'escalation_contact' });
    for (const recipient of recipients) to.set(recipientKey(recipient), recipient);
  }
  if (to.size === 0) return;
  mail(draft, context, kind, [...to.values()], {
    cause: `${draft.meetingId}:${draft.meetingVersion}:${mark}`,
    params: {
      rung,
      ...deadline(draft, context, what, caseId),
      textVersion: context.policy.declaration.version,
    },
  });
  context.event('meeting.chased', {
    case: caseId,
    what,
    rung,
    agencies: [...to.values()].map((r) => r.agencyId),
  });
  context.did(`chase.${what}.${rung}`);
}

/** The day of the returns, where they are asked for and it is yet to come: nobody is asked to act by a time gone by. */
function deadline(
  draft: MeetingState,
  { now }: MeetingContext,
  what: 'return' | 'reply' | 'declaration',
  caseId: string,
): { dueAt?: string; returnsDueAt?: string } {
  const due = returnsDueFor(draft, [caseId]);
  if (due <= now || what === 'declaration') return {};
  return what === 'return' ? { dueAt: due } : { returnsDueAt: due };
}

/** Whether there is still something to chase: after the meeting there is not. */
const isPending = (draft: MeetingState, caseId: string): boolean =>
  draft.status === 'scheduled' && findCase(draft, caseId)?.status === 'listed';

const invitationsOf = (draft: MeetingState, caseId: string, agencies: readonly string[]): Invitation[] =>
  activeInvitations(draft).filter(
    (i) => i.caseIds.includes(caseId) && agencies.includes(i.agencyId) && i.reply !== 'proxy_named',
  );

/** Remind agencies whose return is outstanding; their silence stays silence (S0-36, S0-41). */
export const chaseReturns = defineMeetingCommand({
  name: 'chaseReturns',
  title: 'Remind agencies of the written return',
  duty: ['S0-36', 'S0-41', 'S2-02'],
  by: 'system',
  input,
  decide(draft, asked, context) {
    if (!isPending(draft, asked.caseId)) return undefined;
    const agencies = outstandingReturns(draft, asked.caseId).map((given) => given.agencyId);
    remind(draft, context, 'return', asked, invitationsOf(draft, asked.caseId, agencies));
    return undefined;
  },
});

/** Remind people who have not answered the invitation (S0-35). */
export const chaseReplies = defineMeetingCommand({
  name: 'chaseReplies',
  title: 'Remind people of the invitation',
  duty: ['S0-35', 'S2-02'],
  by: 'system',
  input,
  decide(draft, asked, context) {
    if (!isPending(draft, asked.caseId)) return undefined;
    remind(draft, context, 'reply', asked, outstandingReplies(draft, asked.caseId));
    return undefined;
  },
});

/**
 * Whether a reminder of the declaration adds something: who answered nothing and was reminded of the invitation
 * has that mail, which asks for both.
 */
const isNews = ({ reply, chased }: Invitation): boolean =>
  reply !== 'no_response' || !chased.some((mark) => mark.startsWith('reply:'));

/** Remind people who have not endorsed confidentiality (S0-18). */
export const chaseDeclarations = defineMeetingCommand({
  name: 'chaseDeclarations',
  title: 'Remind people of the confidentiality declaration',
  duty: ['S0-18', 'S1-24'],
  by: 'system',
  input,
  decide(draft, asked, context) {
    if (!isPending(draft, asked.caseId)) return undefined;
    remind(draft, context, 'declaration', asked, outstandingDeclarations(draft, asked.caseId).filter(isNews));
    return undefined;
  },
});

/** Put before the chair who has not answered, as a task that stays until the meeting (S0-35). */
export const notifyChair = defineMeetingCommand({
  name: 'notifyChair',
  title: 'Tell the chair who has not answered',
  duty: ['S0-18', 'S0-35'],
  by: 'system',
  input: z.strictObject({
    caseId: idSchema,
    what: z.enum(['returns', 'replies', 'declarations']),
  }),
  decide(draft, { caseId, what }, context) {
    if (!isPending(draft, caseId)) return undefined;
    const silent =
      what === 'returns'
        ? outstandingReturns(draft, caseId)
        : what === 'replies'
          ? outstandingReplies(draft, caseId)
          : outstandingDeclarations(draft, caseId);
    if (silent.length === 0) return undefined;
    askOf(draft, draft.meetingId, context, {
      code: `${what}_outstanding`,
      for: draft.chair,
      subject: caseId,
      dueAt: draft.startsAt,
    });
    context.event('meeting.chair_told', {
      case: caseId,
      what,
      agencies: [...new Set(silent.map((s) => s.agencyId))],
    });
    return undefined;
  },
});
