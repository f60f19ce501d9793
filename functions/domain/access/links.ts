import type { ReadClass } from './asked.ts';

/** What a link in a mail is for. It opens one item and takes the answers to it, nothing else. */
export const linkPurposes = ['invitation', 'return', 'declaration', 'action', 'lead_offer', 'task'] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

/** The one thing that a link opens: `item` is the id of the meeting, action, offer or task. */
export interface LinkedTo {
  purpose: LinkPurpose;
  item: string;
}

interface LinkRight {
  reads: readonly ReadClass[];
  /** Commands as `aggregate.name`. */
  commands: readonly string[];
}

/** Content and identity still need all that an account needs: basis, endorsement, no exclusion (guard d). */
export const linkRights: Readonly<Record<LinkPurpose, LinkRight>> = {
  invitation: { reads: ['handling'], commands: ['meeting.replyToInvitation'] },
  return: {
    reads: ['handling', 'content', 'identity', 'narrative'],
    commands: [
      'meeting.submitWrittenReturn',
      'meeting.nothingKnown',
      'meeting.declineToShare',
      'meeting.answerQuestion',
    ],
  },
  declaration: {
    reads: ['handling'],
    commands: ['meeting.endorseConfidentiality', 'meeting.refuseConfidentiality', 'case.endorseForCase'],
  },
  action: {
    reads: ['handling', 'content', 'identity', 'narrative'],
    commands: [
      'case.acceptAction',
      'case.declineAction',
      'case.counterAction',
      'case.startAction',
      'case.giveFeedback',
      'case.handOnAction',
      'case.extendAction',
      'case.closeAction',
      'case.acknowledgeReminder',
    ],
  },
  lead_offer: { reads: ['handling'], commands: ['case.acceptLead', 'case.declineLead'] },
  task: {
    reads: ['handling'],
    commands: [
      'case.completeTask',
      'meeting.completeTask',
      'case.acknowledgeReminder',
      'case.confirmCorrection',
      'case.recordOwnAgencyFeedback',
    ],
  },
};
