import { CODE_MINUTES } from '../../answers/link.ts';
import { important, list, paragraph } from '../render/blocks.ts';
import { answer, box, go, ringSender, term } from './parts.ts';
import { taskWords } from './tasks.ts';
import type { Templates } from './types.ts';

export const dutyTemplates = {
  lead_offered: ({ dueAt }, model) => [
    paragraph(`Your agency is asked to become the ${term(model, 'lead_agency')}.`),
    ...box(model, dueAt),
    answer(model, 'reply', 'Accept or decline', 'Sign in to accept or decline'),
    paragraph(
      'Until you accept, the one that leads now stays accountable. If you do not answer, the offer lapses.',
    ),
  ],
  lead_changed: (_params, model) => [
    paragraph(
      `The ${term(model, 'lead_agency')} for this ${term(model, 'family')} has been named. It may be another one than before.`,
    ),
    list(
      'Sign in to see who it is and how to reach it, also at night.',
      'What your own agency does, and what it has undertaken to do, stays as it is.',
    ),
    ...box(model, undefined),
    go(model, 'open', 'Sign in to see who leads now'),
  ],
  victim_liaison: ({ dueAt }, model) => [
    paragraph(
      `As ${term(model, 'lead_agency')} you are to tell the ${term(model, 'adult_victim')} what is to be told, when it is safe.`,
    ),
    important('Read how and when contact is safe before you do anything. It is shown after you sign in.'),
    list(
      'Record who told what, when and how, or why it was not told.',
      'Nothing is ever sent by this system to anybody but workers.',
    ),
    ...box(model, dueAt),
    go(model, 'open', 'Sign in to see how contact is safe'),
  ],
  correction_notice: ({ dueAt }, model) => [
    paragraph(
      'Something that your agency was told has been corrected: who has which role was recorded wrongly.',
    ),
    list(
      'Read the correction after you sign in.',
      'Correct your own records, and tell those to whom your agency passed it on.',
      'Then confirm that this is done.',
    ),
    ...box(model, dueAt),
    go(model, 'confirm', 'Sign in to read it and confirm'),
  ],
  outcome_note: ({ dueAt }, model) => [
    paragraph(`A ${term(model, 'meeting')} to which your agency was asked has been held.`),
    paragraph(
      'Please tell your own agency of the outcome, as far as it may have it, and record that you did.',
    ),
    ...box(model, dueAt),
    go(model, 'write', 'Sign in to see the outcome and record it'),
  ],
  closure_notice: (_params, model) => [
    paragraph(`The ${term(model, 'response')} for this ${term(model, 'family')} has ended.`),
    list(
      'Duties of your own agency go on as before.',
      'If something new happens, report it at once: the work is taken up again.',
    ),
    ...box(model, undefined),
    go(model, 'open', 'Sign in to see how it ended'),
  ],
  watch_lapse: ({ dueAt }, model) => [
    paragraph('The time of watching after the end of the work comes to its end. Nothing lapses by itself.'),
    paragraph('Please look at what has happened since, and decide whether the watch ends or goes on.'),
    ...box(model, dueAt),
    go(model, 'decide', 'Sign in to decide'),
  ],
  link_code: (_params, model) => [
    paragraph('Somebody has opened a link that was sent to you, and asks for this code:'),
    important(model.code ?? ''),
    list(
      `It is good once, for ${CODE_MINUTES} minutes. Type it into the page that asked for it, and nowhere else.`,
      'Tell it to nobody. Nobody will ever ring and ask you for it.',
      `If it was not you, somebody else may be reading your mail: ${ringSender(model)} at once.`,
    ),
  ],
  address_changed: ({ verifiedAt }, model) => [
    paragraph(
      verifiedAt === undefined
        ? 'The e-mail address of somebody in the directory was changed or withdrawn. Nothing goes to a new one until a second person has verified it.'
        : 'The address to which this mail was sent is no longer to be used for you, or for the desk whose mail you read: another was entered, or this one was withdrawn.',
    ),
    important(`If that is not right, or was not you, ${ringSender(model)} at once.`),
    verifiedAt === undefined
      ? list('Ring the agency on a number that you knew before, and verify the new address or withdraw it.')
      : list('Until a second person has verified the new address, nothing goes there.'),
    ...box(model, undefined),
    go(model, 'open', 'Sign in to see it'),
  ],
  break_glass: ({ dueAt }, model) => [
    paragraph(
      'Somebody has opened a record in an emergency, without the endorsement or the part in the work that it takes otherwise.',
    ),
    list(
      'Sign in to see who it was, when and why.',
      'If it was not right, say so at once: the access then ends.',
      'Whatever you find, record it.',
    ),
    ...box(model, dueAt),
    go(model, 'decide', 'Sign in to review it'),
  ],
  task_assigned: ({ dueAt }, model) => [
    paragraph('There is a task for you.'),
    ...box(model, dueAt, [['Task', taskWords(model.taskCode) ?? 'Shown after you sign in']]),
    go(model, 'open', 'Sign in to see it'),
  ],
} satisfies Partial<Templates>;
