import type { MessageOf } from '../messages.ts';
import type { RenderModel } from '../model.ts';
import { type Block, important, paragraph } from '../render/blocks.ts';
import { box, go, moment, term } from './parts.ts';
import type { Templates } from './types.ts';

const outcomes: Readonly<Record<string, string>> = {
  accepted: 'It has been accepted.',
  declined: 'It has not been accepted. The reason, and how to ask for a review, are shown after you sign in.',
  more_information:
    'More information is needed before it can be decided. The questions are shown after you sign in.',
  review_upheld: 'The decision has been reviewed and stands. The reason is shown after you sign in.',
  review_overturned: 'The decision has been reviewed and changed. What follows is shown after you sign in.',
  call_not_carried_out: 'The meeting that was called is not held. The reason is shown after you sign in.',
  redirected: 'It has been passed to another service. Which one is shown after you sign in.',
  not_escalated: 'It does not go further for now. The reason is shown after you sign in.',
};

/** Why it was called, and to the convening team what somebody outside it has taken upon themselves. */
function calledBy(
  convening: MessageOf<'meeting_called'>['params']['convening'],
  model: RenderModel,
): Block[] {
  const meeting = term(model, 'meeting');
  switch (convening) {
    case undefined:
      return [paragraph(`A ${meeting} has been called. You have a part in arranging it.`)];
    case 'chair':
      return [
        paragraph(`Somebody outside the convening team chairs the ${meeting}. Look whether that is right.`),
      ];
    case 'lead':
      return [
        paragraph(
          `An agency outside the convening team has taken the lead itself. Look whether that is right.`,
        ),
      ];
    case 'outside':
      return [paragraph(`A ${meeting} has been called from outside the convening team.`)];
    case 'self_named':
      return [
        paragraph(`A ${meeting} has been called from outside the convening team.`),
        important(
          'Who called it has named their own agency to convene, chair or decide. Until you accept that, or take it over, nobody there reads more for it than a caller does.',
        ),
      ];
  }
}

export const referralTemplates = {
  referral_received: ({ dueAt }, model) => [
    paragraph('A referral has come in and waits for your decision.'),
    ...box(model, dueAt),
    go(model, 'decide', 'Sign in to read it and decide'),
  ],
  triage_outcome: ({ outcome, dueAt }, model) => [
    paragraph('There is an answer to the referral that your agency made.'),
    // Who asked is always told what was answered; the answer names nobody and no reason.
    paragraph(outcomes[outcome] ?? 'It is shown after you sign in.'),
    ...box(model, dueAt),
    go(model, 'open', 'Sign in to read the answer'),
  ],
  meeting_called: ({ dueAt, convening }, model) => [
    ...calledBy(convening, model),
    ...box(model, dueAt, [['The meeting is on', moment(model, model.meetsAt)]]),
    important(
      `Do not contact the ${term(model, 'adult_victim')} or anybody of the ${term(model, 'family')} about it.`,
    ),
    go(model, 'open', 'Sign in to see what is to be done'),
  ],
  follow_up_called: ({ dueAt }, model) => [
    paragraph(`The ${term(model, 'lead_agency')} has called a further ${term(model, 'meeting')}.`),
    paragraph('Please bring your actions up to date before then: progress, and the effect on safety.'),
    ...box(model, dueAt),
    go(model, 'open', 'Sign in to report on your actions'),
    paragraph('An invitation follows when the time is set.'),
  ],
  consent_status: (_params, model) => [
    paragraph('The record of what was agreed, and on what ground agencies work together, has changed.'),
    paragraph('It can be seen after you sign in and endorse confidentiality. It is never stated in e-mail.'),
    ...box(model, undefined),
    go(model, 'open', 'Sign in to see it'),
  ],
} satisfies Partial<Templates>;
