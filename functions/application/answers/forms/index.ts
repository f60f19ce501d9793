import type { AnswerForm } from '../../../domain/answers/purposes.ts';
import { readAccept, readCounter, readHandBack, readProgress } from './action.ts';
import { readEndorse, readRefuse } from './declaration.ts';
import type { FormReader } from './form.ts';
import { readAcceptLead, readDeclineLead } from './lead.ts';
import { readReply } from './reply.ts';
import { readAnswer, readDecline, readNothingKnown, readReturn } from './return.ts';

export const readers: Readonly<Record<AnswerForm, FormReader>> = {
  reply: readReply,
  endorse: readEndorse,
  refuse: readRefuse,
  return: readReturn,
  nothing_known: readNothingKnown,
  decline_to_share: readDecline,
  answer_question: readAnswer,
  accept: readAccept,
  counter: readCounter,
  hand_back: readHandBack,
  progress: readProgress,
  accept_lead: readAcceptLead,
  decline_lead: readDeclineLead,
};
