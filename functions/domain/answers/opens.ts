import type { Message } from '../message/messages.ts';
import type { Opens } from './link.ts';
import type { AnswerPurpose } from './purposes.ts';

/** What a link in a mail would open, and for what. */
export interface Answerable {
  purpose: AnswerPurpose;
  opens: Opens;
}

/** Nothing more is asked of the recipient. */
const isOver = (why: string | undefined): boolean => why === 'cancelled' || why === 'taken';

/**
 * What a message asks that its recipient can answer without an account; undefined where there is nothing to
 * answer, or where the answer is somebody else's.
 * @param agencyId the recipient's agency: a reminder of another's action is for reading only
 */
export function answerableOf(message: Message, agencyId: string): Answerable | undefined {
  switch (message.kind) {
    case 'invitation':
    case 'meeting_changed':
      return { purpose: 'invitation', opens: { meetingId: message.params.meetingId } };
    case 'declaration_request': {
      const { meetingId, caseId } = message.params;
      if (meetingId === undefined && caseId === undefined) return undefined;
      return { purpose: 'declaration', opens: meetingId === undefined ? { caseId } : { meetingId } };
    }
    case 'return_request': {
      const { meetingId, question } = message.params;
      const asked = question === undefined ? {} : { questionId: question };
      return { purpose: 'return', opens: { meetingId, ...asked } };
    }
    case 'action_assigned': {
      const { caseId, actionId, why } = message.params;
      return isOver(why) ? undefined : { purpose: 'action', opens: { caseId, actionId } };
    }
    case 'reminder':
    case 'escalation': {
      const { caseId, rule, subject, agencyId: actor } = message.params;
      const own = actor === undefined || actor === agencyId;
      if (!own || caseId === undefined || subject === undefined) return undefined;
      if (rule.startsWith('action.')) return { purpose: 'action', opens: { caseId, actionId: subject } };
      return rule === 'lead.offer'
        ? { purpose: 'lead_offer', opens: { caseId, offerId: subject } }
        : undefined;
    }
    case 'lead_offered': {
      const { caseId, offerId } = message.params;
      return { purpose: 'lead_offer', opens: { caseId, offerId } };
    }
    default:
      return undefined;
  }
}
