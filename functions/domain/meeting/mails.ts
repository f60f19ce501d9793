import type { MessageKind } from '../message/kinds.ts';
import type { Fact } from '../shared/event.ts';
import { type Recipient, recipientKey } from '../shared/recipient.ts';
import type { MeetingContext } from './command.ts';
import { activeInvitations, endsAt, invitationRecipient, listedCases } from './queries.ts';
import type { MeetingState } from './state.ts';

const uniqueRecipients = (recipients: readonly Recipient[]): Recipient[] => [
  ...new Map(recipients.map((to) => [recipientKey(to), to])).values(),
];

/** Ask for one mail about this meeting to each recipient, once per person however many cases concern them. */
export function mail(
  state: MeetingState,
  context: MeetingContext,
  kind: MessageKind,
  to: readonly Recipient[],
  more: { params?: Record<string, Fact>; cause?: string } = {},
): void {
  for (const recipient of uniqueRecipients(to)) {
    context.message({
      kind,
      to: [recipient],
      params: {
        meetingId: state.meetingId,
        meetingVersion: state.meetingVersion,
        startsAt: state.startsAt,
        endsAt: endsAt(state),
        mode: state.mode,
        ...more.params,
      },
      ...(more.cause === undefined ? {} : { cause: more.cause }),
    });
  }
}

/** Chair and minute taker. */
export const runners = (state: MeetingState): Recipient[] => [
  state.chair,
  ...(state.minuteTaker === undefined ? [] : [state.minuteTaker]),
];

/** Everybody who was invited and still is, with chair and minute taker. */
export const everybody = (state: MeetingState): Recipient[] =>
  uniqueRecipients([...activeInvitations(state).map(invitationRecipient), ...runners(state)]);

/** The earliest day by which returns of this recipient's cases are asked for. */
export function returnsDueFor(state: MeetingState, caseIds: readonly string[]): string {
  const due = listedCases(state)
    .filter((row) => caseIds.includes(row.caseId))
    .map((row) => row.returnsDueAt)
    .toSorted();
  return due[0] ?? state.startsAt;
}
