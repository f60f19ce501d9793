import * as z from 'zod/mini';
import { workerSchema } from '../../shared/actor.ts';
import { idSchema } from '../../shared/ids.ts';
import { refuse } from '../../shared/refusal.ts';
import { defineMeetingCommand } from '../command.ts';
import { mail } from '../mails.ts';
import { activeInvitations, findCase, invitationRecipient } from '../queries.ts';
import { declineBases } from '../schema/returns.ts';
import { replaceAnswer } from './replace-answer.ts';
import { answer, returnFor } from './submit-return.ts';
import { actingWorker, onlyRunners, runsMeeting } from './who.ts';

const subject = { caseId: idSchema, for: z.optional(workerSchema) };

/** Answer that the agency looked and knows nothing: another thing than no answer (S0-36). */
export const nothingKnown = defineMeetingCommand({
  name: 'nothingKnown',
  title: 'Answer that nothing is known',
  duty: ['S0-36', 'S0-42'],
  statuses: ['scheduled', 'held'],
  by: 'worker',
  input: z.strictObject(subject),
  decide(draft, input, context) {
    const found = returnFor(draft, context, input.caseId, input.for);
    if ('kind' in found) return found;
    const refusal = replaceAnswer(draft, context, found);
    if (refusal) return refusal;
    found.given.missing = [];
    answer(draft, context, found, 'nothing_known');
    return undefined;
  },
});

/** Decline to share with a basis; `other` needs the note `reason`. Nobody knows by silence. */
export const declineToShare = defineMeetingCommand({
  name: 'declineToShare',
  title: 'Decline to share, with the basis',
  duty: ['S0-36', 'S1-11'],
  statuses: ['scheduled', 'held'],
  by: 'worker',
  input: z.strictObject({ ...subject, basis: z.enum(declineBases) }),
  decide(draft, input, context) {
    const found = returnFor(draft, context, input.caseId, input.for);
    if ('kind' in found) return found;
    const note = context.notes['reason'];
    if (input.basis === 'other' && !note)
      return refuse('reason-missing', 'declining on another basis needs its reason', { missing: ['reason'] });
    const refusal = replaceAnswer(draft, context, found);
    if (refusal) return refusal;
    found.given.missing = [];
    found.given.declined = { basis: input.basis, ...(note ? { noteId: note.noteId } : {}) };
    answer(draft, context, found, 'declined_with_basis');
    return undefined;
  },
});

/** Record that an agency gave its information by word at the meeting. */
export const recordSpokenReturn = defineMeetingCommand({
  name: 'recordSpokenReturn',
  title: 'Record what an agency told at the meeting',
  duty: ['S0-36', 'S0-35'],
  statuses: ['held'],
  by: 'worker',
  input: z.strictObject({ caseId: idSchema, for: workerSchema }),
  decide(draft, input, context) {
    const refusal = onlyRunners(draft, context);
    if (refusal) return refusal;
    const here = draft.present.some(
      ({ worker }) =>
        worker.agencyId === input.for.agencyId && worker.representativeId === input.for.representativeId,
    );
    if (!here)
      return refuse('not-present', 'who was not present cannot have told it there', { field: 'for' });
    const found = returnFor(draft, context, input.caseId, input.for);
    if ('kind' in found) return found;
    found.given.missing = [];
    answer(draft, context, found, 'provided_in_person');
    return undefined;
  },
});

/** Ask an agency for more about its return (S0-43, S1-09): the lead of the case, or who runs the meeting. */
export const askMoreOfReturn = defineMeetingCommand({
  name: 'askMoreOfReturn',
  title: 'Ask an agency for more information',
  duty: ['S0-43', 'S1-09'],
  statuses: ['scheduled', 'held'],
  by: 'worker',
  input: z.strictObject({ caseId: idSchema, agencyId: idSchema }),
  decide(draft, { caseId, agencyId }, context) {
    const me = actingWorker(context);
    const row = findCase(draft, caseId);
    const given = draft.returns.find((r) => r.caseId === caseId && r.agencyId === agencyId);
    if (!row || !given)
      return refuse('return-not-requested', 'this agency is not asked about this case', { duty: 'S0-43' });
    if (row.lead.agencyId !== me.agencyId && !runsMeeting(draft, me))
      return refuse('not-the-lead', 'the lead agency asks for more', { duty: 'S0-43' });
    const note = context.notes['question'];
    if (!note) return refuse('question-missing', 'the question is missing', { missing: ['question'] });
    const questionId = context.newId('qst', caseId, agencyId);
    given.questions.push({ questionId, by: me, at: context.now, noteId: note.noteId });
    const to =
      given.by ?? activeInvitations(draft).find((i) => i.agencyId === agencyId && i.caseIds.includes(caseId));
    if (to)
      mail(draft, context, 'return_request', ['invitationId' in to ? invitationRecipient(to) : to], {
        params: { question: questionId, dueAt: given.dueAt },
      });
    context.event('return.question_asked', { case: caseId, agency: agencyId, question: questionId });
    return undefined;
  },
});

/** Answer a question about the return; the answer stands on the case's papers (S0-43). */
export const answerQuestion = defineMeetingCommand({
  name: 'answerQuestion',
  title: 'Answer a question about the return',
  duty: ['S0-43'],
  statuses: ['scheduled', 'held'],
  by: 'worker',
  input: z.strictObject({ ...subject, questionId: idSchema }),
  decide(draft, input, context) {
    const found = returnFor(draft, context, input.caseId, input.for);
    if ('kind' in found) return found;
    const question = found.given.questions.find((q) => q.questionId === input.questionId);
    if (!question) return refuse('no-such-question', 'this question was not asked', { field: 'questionId' });
    const note = context.notes['answer'];
    if (!note) return refuse('answer-missing', 'the answer is missing', { missing: ['answer'] });
    question.answeredAt = context.now;
    question.answerNoteId = note.noteId;
    context.event('return.question_answered', { case: input.caseId, question: input.questionId });
    return undefined;
  },
});
