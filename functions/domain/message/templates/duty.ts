import { CODE_MINUTES } from '../../answers/link.ts';
import type { MessageOf } from '../messages.ts';
import { important, list, paragraph } from '../render/blocks.ts';
import { answer, box, go, ringSender, term } from './parts.ts';
import { taskWords } from './tasks.ts';
import type { Templates } from './types.ts';

type Change = NonNullable<MessageOf<'address_changed'>['params']['what']> | 'address';
type Said = readonly [what: string, next: string];

const askAgency = 'Ring the agency on a number that you knew before, and ask whether that is right.';

/** What the convening team reads of a change in the directory, and what whoever got the mail until now. */
const directoryChanges: Readonly<Record<Change, { team: Said; former: Said }>> = {
  address: {
    team: [
      'The e-mail address of somebody in the directory was changed or withdrawn. Nothing goes to a new one until a second person has verified it.',
      'Ring the agency on a number that you knew before, and verify the new address or withdraw it.',
    ],
    former: [
      'The address to which this mail was sent is no longer to be used for you, or for the desk whose mail you read: another was entered, or this one was withdrawn.',
      'Until a second person has verified the new address, nothing goes there.',
    ],
  },
  post: {
    team: ['Somebody else answers for a desk of an agency in the directory, and gets its mail.', askAgency],
    former: [
      'Somebody else answers for a desk of your agency that was yours, and gets its mail.',
      'Hand on what is open there.',
    ],
  },
  delegate: {
    team: ['Somebody stands in for a representative of an agency in the directory.', askAgency],
    former: [
      'Somebody else in your agency has said that you are away, and who gets your mail meanwhile.',
      'Your manager can change it.',
    ],
  },
  named_contact: {
    team: ['Who in an agency may be written to was changed in the directory.', askAgency],
    former: [
      'Somebody else is now whom your agency is written to through, where only named people are.',
      'Hand on what is open there.',
    ],
  },
};

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
  address_changed: ({ verifiedAt, what }, model) => {
    const [said, next] = directoryChanges[what ?? 'address'][verifiedAt === undefined ? 'team' : 'former'];
    return [
      paragraph(said),
      important(`If that is not right, or was not you, ${ringSender(model)} at once.`),
      list(next),
      ...box(model, undefined),
      go(model, 'open', 'Sign in to see it'),
    ];
  },
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
