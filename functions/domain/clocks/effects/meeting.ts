import { isLegalMove } from '../../case/lifecycle.ts';
import { move } from '../../case/move.ts';
import { currentMeeting } from '../../case/queries.ts';
import type { DueEffect, RungEffect } from '../effects.ts';
import { isPastDue } from '../schema.ts';

/** The hour of the meeting has come: from here on its outcome is waited for. */
export const beginMeeting: DueEffect = (draft, _clock, context) => {
  if (isLegalMove(draft.phase, 'clock:meeting.start', 'meeting'))
    move(draft, 'clock:meeting.start', 'meeting', context);
};

/**
 * The meeting knows who has not answered and chases them; silence stays `no response` (S0-41). From the due
 * instant on it also puts before the chair who is silent.
 */
export const chaseReturns: RungEffect = (draft, clock, rung, context) => {
  const meeting = currentMeeting(draft);
  if (!meeting) return;
  const ask = (name: string, input: Record<string, string>) =>
    context.command({
      aggregate: 'meeting',
      id: meeting.meetingId,
      name,
      input: { caseId: draft.caseId, ...input },
    });
  ask('chaseReturns', { rung });
  if (isPastDue(clock)) ask('notifyChair', { what: 'returns' });
  context.did(`chase.returns.${rung.split('#')[0]}`);
};
