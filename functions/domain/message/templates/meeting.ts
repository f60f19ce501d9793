import type { RenderModel } from '../model.ts';
import { type Block, important, list, paragraph } from '../render/blocks.ts';
import { answer, box, go, moment, term } from './parts.ts';
import type { Templates } from './types.ts';

const modes: Readonly<Record<string, string>> = {
  in_person: 'In person; the place is shown after you sign in',
  virtual: 'By video; the details are shown after you sign in',
  hybrid: 'In person or by video; the details are shown after you sign in',
};

const when = (model: RenderModel, startsAt: string | undefined) =>
  ['The meeting is on', moment(model, startsAt)] as const;

/** Asked before: else the same mail comes day after day and nobody sees why. */
const again = (rung: string | undefined): Block[] =>
  rung === undefined ? [] : [important('You were asked before, and there is no answer yet.')];

const leaveHerAlone = (model: RenderModel): Block =>
  important(
    `Do not contact the ${term(model, 'adult_victim')}, or anybody else of the ${term(model, 'family')}, about this meeting. ` +
      `The ${term(model, 'lead_agency')} speaks with the ${term(model, 'adult_victim')} when it is safe.`,
  );

export const meetingTemplates = {
  invitation: ({ startsAt, mode, returnsDueAt, rung }, model) => [
    ...again(rung),
    paragraph(`Your agency is asked to take part in a ${term(model, 'meeting')}. Please say who comes.`),
    ...box(model, undefined, [
      ['Please answer by', moment(model, model.answerBy)],
      when(model, startsAt),
      ['How', modes[mode ?? '']],
      ['If nobody comes, in writing by', moment(model, returnsDueAt)],
    ]),
    answer(model, 'reply', 'Answer the invitation', 'Sign in to answer'),
    leaveHerAlone(model),
    list(
      'Accept, send your apology, or name somebody who comes in your place.',
      'If nobody can come, send what your agency knows in writing. "Nothing known" is an answer too; silence is not.',
      'Who it is about is shown after you endorse confidentiality.',
    ),
  ],
  meeting_changed: ({ startsAt }, model) => [
    paragraph(`The time of a ${term(model, 'meeting')} has changed. The earlier time no longer holds.`),
    ...box(model, undefined, [['Please answer by', moment(model, model.answerBy)], when(model, startsAt)]),
    answer(model, 'reply', 'Say whether you can come', 'Sign in to say whether you can come'),
    leaveHerAlone(model),
  ],
  meeting_cancelled: ({ startsAt }, model) => [
    paragraph(`You are not expected at a ${term(model, 'meeting')} that you were told of.`),
    ...box(model, undefined, [['It would have been', moment(model, startsAt ?? model.meetsAt)]]),
    paragraph('Actions that your agency holds stay as they are.'),
    leaveHerAlone(model),
    go(model, 'open', 'Sign in to see what follows'),
  ],
  declaration_request: ({ dueAt, rung }, model) => [
    ...again(rung),
    paragraph('Please read and endorse the confidentiality declaration.'),
    ...box(model, dueAt ?? model.answerBy, [['Needed before the meeting on', moment(model, model.meetsAt)]]),
    answer(model, 'sign', 'Read and endorse it', 'Sign in to read and endorse it'),
    paragraph('Until you have, nothing about the people concerned can be shown or sent to you.'),
  ],
  return_request: ({ dueAt, question, rung }, model) => [
    ...again(rung),
    paragraph(
      question === undefined
        ? 'Please send in writing what your agency knows, before the meeting.'
        : 'There is a question about the information that your agency sent. Please answer it before the meeting.',
    ),
    ...box(model, dueAt, [
      ...(dueAt === undefined ? [['Please do this', 'Now: the day for it has passed'] as const] : []),
      when(model, model.meetsAt),
    ]),
    answer(model, 'write', 'Answer in writing', 'Sign in to answer'),
    ...(question === undefined
      ? [
          list(
            'Whether your agency is involved now with each person.',
            'What it knows that matters to risk and safety.',
            'What has been tried before, and how well it worked.',
          ),
          paragraph(
            'If your agency knows nothing, please say so. If it may not share, please say on what basis.',
          ),
        ]
      : []),
    leaveHerAlone(model),
  ],
  agenda: (_params, model) => [
    paragraph(`The agenda of a ${term(model, 'meeting')} is ready.`),
    ...box(model, undefined, [when(model, model.meetsAt)]),
    leaveHerAlone(model),
    go(model, 'open', 'Sign in to read it'),
  ],
} satisfies Partial<Templates>;
