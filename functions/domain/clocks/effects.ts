import type { Draft } from 'immer';
import type { CaseContext } from '../case/command.ts';
import { endInterim } from '../case/commands/lead/interim-lead.ts';
import { expireOffer } from '../case/commands/lead/offer-lead.ts';
import { chaseAnswers } from '../case/commands/meeting/meeting-clocks.ts';
import type { CaseState } from '../case/state.ts';
import { decisionEffects } from './effects/decisions.ts';
import { collectFeedback } from './effects/feedback.ts';
import { beginMeeting, chaseReturns } from './effects/meeting.ts';
import { callFollowUp, endReferral } from './effects/phases.ts';
import type { Clock } from './schema.ts';

/**
 * What happens beside reminders when a clock falls due. It is called once per clock, after the clock was
 * marked as breached; it may end the clock, start others, move the case or ask a person. Ids derive from the
 * clock, so an effect that sends several messages of one kind gives each a cause.
 */
export type DueEffect = (draft: Draft<CaseState>, clock: Draft<Clock>, context: CaseContext) => void;

/** By clock rule. One line a rule; the function stands in the folder of its area. */
export const onDue: Readonly<Record<string, DueEffect>> = {
  ...decisionEffects,
  'triage.review': endReferral,
  'meeting.start': beginMeeting,
  'followup.call': callFollowUp,
  'feedback.collect': collectFeedback,
  'participation.chase': chaseAnswers('participation.chase'),
  'declaration.chase': chaseAnswers('declaration.chase'),
  'lead.offer': expireOffer,
  'lead.interim_end': endInterim,
};

/** What a rung does beside its message and task. `rung` is the code, as `W50` or `weekly#2`. */
export type RungEffect = (
  draft: Draft<CaseState>,
  clock: Draft<Clock>,
  rung: string,
  context: CaseContext,
) => void;

export const onRung: Readonly<Record<string, RungEffect>> = {
  'info.return': chaseReturns,
};
