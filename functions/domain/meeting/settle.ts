import type { MeetingContext } from './command.ts';
import { listedCases, outstandingDeclarations, outstandingReplies, outstandingReturns } from './queries.ts';
import type { MeetingState } from './state.ts';

const countsOf = (state: MeetingState, caseId: string) => ({
  replies: outstandingReplies(state, caseId).length,
  returns: outstandingReturns(state, caseId).length,
  declarations: outstandingDeclarations(state, caseId).length,
});

const shape = (counts: Record<string, number>): string =>
  Object.values(counts)
    .map((n) => (n === 0 ? '0' : '+'))
    .join('');

/**
 * Tell each case when the last answer of a kind has come, or one is missing again, so that its chase clocks
 * end or start anew. Silent while counts change without reaching or leaving nought.
 */
export function settleMeeting(
  before: MeetingState | undefined,
  draft: MeetingState,
  context: MeetingContext,
): void {
  if (draft.status !== 'scheduled') return;
  for (const { caseId, returnsDueAt } of listedCases(draft)) {
    const counts = countsOf(draft, caseId);
    const was = before && listedCases(before).some((row) => row.caseId === caseId);
    const earlier = was ? shape(countsOf(before, caseId)) : '+++';
    if (shape(counts) === earlier) continue;
    context.command({
      aggregate: 'case',
      id: caseId,
      name: 'meetingAnswers',
      input: { meetingId: draft.meetingId, meetingVersion: draft.meetingVersion, returnsDueAt, ...counts },
    });
  }
}
