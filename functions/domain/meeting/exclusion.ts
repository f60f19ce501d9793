import * as z from 'zod/mini';
import { asWorker, type Worker } from '../shared/actor.ts';
import type { CommandEnvelope } from '../shared/command.ts';
import { type Refusal, refuse } from '../shared/refusal.ts';
import { askOf } from '../shared/tasks.ts';
import type { MeetingContext } from './command.ts';
import { activeInvitations, findCase, invitationRecipient, isExcludedFrom } from './queries.ts';
import type { MeetingCase } from './schema/cases.ts';
import type { MeetingState } from './state.ts';

const aboutCase = z.looseObject({ caseId: z.string() });

/**
 * A worker who is excluded from a case does nothing about it, and nothing on a meeting that has no other case.
 * The answer names the exclusion only.
 */
export function barExcluded(state: MeetingState, { by, input }: CommandEnvelope): Refusal | undefined {
  const worker = asWorker(by);
  if (!worker) return undefined;
  const about = aboutCase.safeParse(input);
  const concerned = about.success
    ? [findCase(state, about.data.caseId)]
    : state.cases.filter((row) => row.status === 'listed' || row.status === 'heard');
  if (concerned.length === 0 || !concerned.every((row) => isExcludedFrom(row, worker))) return undefined;
  return refuse('worker-excluded', 'you are excluded from what this is about; nothing was done');
}

/**
 * A refusal when somebody who would run a meeting, or who lists a case on it, is excluded from that case: who
 * chairs or takes the minutes reads all that the agencies send.
 */
export function excludedRunner(
  rows: readonly Pick<MeetingCase, 'excluded'>[],
  runners: Readonly<Record<string, Worker | undefined>>,
): Refusal | undefined {
  for (const [field, worker] of Object.entries(runners)) {
    if (worker && rows.some((row) => isExcludedFrom(row, worker)))
      return refuse('worker-excluded', 'this worker is excluded from a case of the meeting', { field });
  }
  return undefined;
}

/**
 * Take excluded workers off the invitations to a case. They get no mail about it any more, so who comes for
 * this case alone is told by the chair.
 */
export function uninviteExcluded(draft: MeetingState, context: MeetingContext, caseId: string): void {
  const row = findCase(draft, caseId);
  for (const invitation of activeInvitations(draft)) {
    const to = invitationRecipient(invitation);
    if (!invitation.caseIds.includes(caseId) || !isExcludedFrom(row, to)) continue;
    invitation.caseIds = invitation.caseIds.filter((id) => id !== caseId);
    invitation.requiredFor = invitation.requiredFor.filter((id) => id !== caseId);
    context.event('meeting.uninvited', { case: caseId, agency: to.agencyId, reason: 'excluded' });
    if (invitation.caseIds.length > 0) continue;
    invitation.withdrawnAt = context.now;
    const subject = invitation.invitationId;
    askOf(draft, draft.meetingId, context, { code: 'tell_not_expected', for: draft.chair, subject });
  }
  draft.returns = draft.returns.filter(
    (given) =>
      given.caseId !== caseId ||
      given.answeredAt !== undefined ||
      !isExcludedFrom(row, { agencyId: given.agencyId }),
  );
}
