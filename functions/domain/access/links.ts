import type { AnswerPurpose } from '../answers/purposes.ts';
import type { ReadClass } from './asked.ts';

interface LinkRight {
  reads: readonly ReadClass[];
  /** Commands as `aggregate.name`. */
  commands: readonly string[];
}

const declaring = [
  'meeting.endorseConfidentiality',
  'meeting.refuseConfidentiality',
  'case.endorseForCase',
] as const;
const returning = ['meeting.submitWrittenReturn', 'meeting.nothingKnown', 'meeting.declineToShare'] as const;
const aboutTheFamily = ['handling', 'content', 'identity', 'narrative'] as const;

/**
 * What a link in a mail is good for, by its purpose, and nothing else. Content and identity still need all that
 * an account needs: a duty, a basis, endorsement, no exclusion (guard d).
 */
export const linkRights: Readonly<Record<AnswerPurpose, LinkRight>> = {
  invitation: {
    reads: aboutTheFamily,
    commands: ['meeting.replyToInvitation', ...declaring, ...returning],
  },
  declaration: { reads: aboutTheFamily, commands: declaring },
  return: {
    reads: aboutTheFamily,
    commands: [...declaring, ...returning, 'meeting.answerQuestion'],
  },
  action: {
    reads: aboutTheFamily,
    commands: [
      ...declaring,
      'case.acceptAction',
      'case.counterAction',
      'case.declineAction',
      'case.giveFeedback',
      'case.handOnAction',
      'case.extendAction',
    ],
  },
  // Whom the lead would be for: an agency that knows her, or him, answers otherwise than one that does not.
  lead_offer: { reads: aboutTheFamily, commands: ['case.acceptLead', 'case.declineLead', ...declaring] },
};
