import { isLegalMove } from '../../case/lifecycle.ts';
import { move } from '../../case/move.ts';
import { currentMeeting } from '../../case/queries.ts';
import type { DueEffect, RungEffect } from '../effects.ts';

/** The hour of the meeting has come: from here on its outcome is waited for. */
export const beginMeeting: DueEffect = (draft, _clock, context) => {
  if (isLegalMove(draft.phase, 'clock:meeting.start', 'meeting'))
    move(draft, 'clock:meeting.start', 'meeting', context);
};

/** The meeting knows who has not answered, and chases them; silence stays `no response` (S0-41). */
export const chaseReturns: RungEffect = (draft, _clock, rung, context) => {
  const meeting = currentMeeting(draft);
  if (!meeting) return;
  context.command({
    aggregate: 'meeting',
    id: meeting.meetingId,
    name: 'chaseReturns',
    input: { caseId: draft.caseId, rung },
  });
  context.did(`chase.returns.${rung.split('#')[0]}`);
};
