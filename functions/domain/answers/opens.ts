import type { MessageKind } from '../message/kinds.ts';
import type { MessageOf } from '../message/messages.ts';
import type { Opens } from './link.ts';
import type { AnswerPurpose } from './purposes.ts';

/** What a link in a mail would open, and for what. */
export interface Answerable {
  purpose: AnswerPurpose;
  opens: Opens;
}

/** Nothing more is asked of the recipient. */
const isOver = (why: string | undefined): boolean =>
  why === 'cancelled' || why === 'taken' || why === 'answered';

type Asks<Params> = (params: Params, agencyId: string) => Answerable | undefined;

const invited: Asks<{ meetingId: string }> = ({ meetingId }) => ({
  purpose: 'invitation',
  opens: { meetingId },
});

/** A reminder of what the own agency is to do; of another's it is for reading only. */
const reminded: Asks<MessageOf<'reminder'>['params']> = (params, agencyId) => {
  const { caseId, rule, subject, agencyId: actor = agencyId } = params;
  if (actor !== agencyId || caseId === undefined || subject === undefined) return undefined;
  if (rule.startsWith('action.')) return { purpose: 'action', opens: { caseId, actionId: subject } };
  return rule === 'lead.offer' ? { purpose: 'lead_offer', opens: { caseId, offerId: subject } } : undefined;
};

/** Kinds that ask for something that can be answered without an account. A kind that is not here asks nothing. */
const asks: { [Kind in MessageKind]?: Asks<MessageOf<Kind>['params']> } = {
  invitation: invited,
  meeting_changed: invited,
  declaration_request({ meetingId, caseId }) {
    if (meetingId !== undefined) return { purpose: 'declaration', opens: { meetingId } };
    return caseId === undefined ? undefined : { purpose: 'declaration', opens: { caseId } };
  },
  return_request: ({ meetingId, question }) => ({
    purpose: 'return',
    opens: { meetingId, ...(question === undefined ? {} : { questionId: question }) },
  }),
  action_assigned: ({ caseId, actionId, why }) =>
    isOver(why) ? undefined : { purpose: 'action', opens: { caseId, actionId } },
  reminder: reminded,
  escalation: reminded,
  lead_offered: ({ caseId, offerId }) => ({ purpose: 'lead_offer', opens: { caseId, offerId } }),
};

/**
 * What a message asks that its recipient can answer without an account; undefined where there is nothing to
 * answer, or where the answer is somebody else's.
 * @param agencyId the recipient's agency
 */
export function answerableOf<Kind extends MessageKind>(
  message: { [K in Kind]: { kind: K; params: MessageOf<K>['params'] } }[Kind],
  agencyId: string,
): Answerable | undefined {
  return asks[message.kind]?.(message.params, agencyId);
}
