import * as z from 'zod/mini';
import type { Worker } from '../../shared/actor.ts';
import { workerSchema } from '../../shared/actor.ts';
import { deriveId } from '../../shared/ids.ts';
import { type Refusal, refuse } from '../../shared/refusal.ts';
import { defineMeetingCommand, type MeetingContext } from '../command.ts';
import { sendInvitations } from '../invite.ts';
import { mail, returnsDueFor } from '../mails.ts';
import {
  activeInvitations,
  findCase,
  invitationOf,
  invitationRecipient,
  isExcludedFrom,
} from '../queries.ts';
import type { Invitation } from '../schema/invitations.ts';
import type { MeetingState } from '../state.ts';
import { answering } from './who.ts';

const reasons = [
  'leave',
  'other_duty',
  'no_involvement',
  'conflict_of_interest',
  'not_reachable',
  'other',
] as const;

/**
 * Answer an invitation: come, send an apology, or name a proxy. An apology opens the request for a written
 * return due before the meeting (S0-41); a proxy is invited in turn. Chair, minute taker and convenor may
 * record an answer given by telephone (`for`).
 */
export const replyToInvitation = defineMeetingCommand({
  name: 'replyToInvitation',
  title: 'Answer an invitation',
  duty: ['S0-35', 'S0-41', 'S1-08'],
  statuses: ['scheduled'],
  by: 'worker',
  input: z.strictObject({
    reply: z.enum(['accept', 'apology', 'proxy']),
    for: z.optional(workerSchema),
    proxy: z.optional(workerSchema),
    reason: z.optional(z.enum(reasons)),
  }),
  decide(draft, input, context) {
    const worker = answering(draft, context, input.for);
    if ('kind' in worker) return worker;
    const invitation = invitationOf(draft, worker);
    if (!invitation)
      return refuse('not-invited', 'nobody of this agency is invited to this meeting', { duty: 'S0-35' });
    if (input.reply === 'proxy' && input.proxy === undefined) {
      return refuse('proxy-missing', 'who comes instead is missing', { missing: ['proxy'] });
    }
    if (input.reply === 'proxy' && input.proxy) {
      const refusal = checkProxy(draft, invitation, worker, input.proxy);
      if (refusal) return refusal;
    }
    invitation.representativeId ??= worker.representativeId;
    invitation.repliedAt = context.now;
    if (input.reason !== undefined) invitation.reason = input.reason;
    context.event('meeting.reply', {
      agency: worker.agencyId,
      representative: worker.representativeId,
      reply: input.reply,
      reason: input.reason,
    });
    context.did(`reply.${input.reply}`);
    if (input.reply === 'accept') accept(draft, context, invitation);
    else if (input.reply === 'apology') apologise(draft, context, invitation);
    else if (input.proxy) nameProxy(draft, context, invitation, input.proxy);
    return undefined;
  },
});

function checkProxy(
  draft: MeetingState,
  mine: Invitation,
  worker: Worker,
  proxy: Worker,
): Refusal | undefined {
  if (proxy.agencyId !== worker.agencyId)
    return refuse('proxy-of-other-agency', 'a proxy is of the same agency', {
      field: 'proxy',
      duty: 'S0-27',
    });
  if (mine.caseIds.some((id) => isExcludedFrom(findCase(draft, id), proxy)))
    return refuse('worker-excluded', 'this worker is excluded from a case of the invitation', {
      field: 'proxy',
    });
  const known = activeInvitations(draft).find(
    (i) => i.agencyId === proxy.agencyId && i.representativeId === proxy.representativeId,
  );
  if (known === undefined) return undefined;
  return known.invitationId === mine.invitationId || known.caseIds.some((id) => mine.caseIds.includes(id))
    ? refuse('proxy-already-invited', 'the proxy is invited already', { field: 'proxy' })
    : undefined;
}

function accept(draft: MeetingState, context: MeetingContext, invitation: Invitation): void {
  withdrawProxies(draft, context, invitation);
  invitation.reply = 'accepted';
  for (const given of draft.returns) {
    if (
      given.status === 'return_outstanding' &&
      given.agencyId === invitation.agencyId &&
      invitation.caseIds.includes(given.caseId)
    ) {
      given.status = 'no_response';
    }
  }
}

function apologise(draft: MeetingState, context: MeetingContext, invitation: Invitation): void {
  withdrawProxies(draft, context, invitation);
  invitation.reply = 'apology';
  const open = draft.returns.filter(
    (given) =>
      given.agencyId === invitation.agencyId &&
      invitation.caseIds.includes(given.caseId) &&
      (given.status === 'no_response' ||
        given.status === 'return_outstanding' ||
        given.status === 'incomplete'),
  );
  for (const given of open) if (given.status === 'no_response') given.status = 'return_outstanding';
  if (open.length === 0) return;
  mail(
    draft,
    context,
    'return_request',
    [
      {
        agencyId: invitation.agencyId,
        ...(invitation.representativeId === undefined
          ? {}
          : { representativeId: invitation.representativeId }),
      },
    ],
    {
      params: {
        dueAt: returnsDueFor(
          draft,
          open.map((given) => given.caseId),
        ),
      },
    },
  );
}

/** Whoever was to come instead is told, so that nobody comes for nothing. */
function withdrawProxies(draft: MeetingState, context: MeetingContext, invitation: Invitation): void {
  for (const other of draft.invitations) {
    const isProxy = other.role === 'proxy' && other.proxyFor === invitation.invitationId;
    if (!isProxy || other.withdrawnAt !== undefined) continue;
    other.withdrawnAt = context.now;
    mail(draft, context, 'meeting_cancelled', [invitationRecipient(other)]);
  }
  delete invitation.proxy;
}

function nameProxy(
  draft: MeetingState,
  context: MeetingContext,
  invitation: Invitation,
  proxy: Worker,
): void {
  withdrawProxies(draft, context, invitation);
  invitation.reply = 'proxy_named';
  invitation.proxy = proxy;
  const made: Invitation = {
    invitationId: deriveId(
      'inv',
      draft.meetingId,
      proxy.agencyId,
      proxy.representativeId,
      draft.invitations.length,
    ),
    ...proxy,
    role: 'proxy',
    proxyFor: invitation.invitationId,
    caseIds: [...invitation.caseIds],
    requiredFor: [...invitation.requiredFor],
    reply: 'no_response',
    chased: [],
  };
  draft.invitations.push(made);
  sendInvitations(draft, context, [made]);
}
