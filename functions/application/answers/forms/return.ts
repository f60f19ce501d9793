import { findCase } from '../../../domain/meeting/queries.ts';
import { declineBases, purposes } from '../../../domain/meeting/schema/returns.ts';
import type { OpenLink } from '../open-link.ts';
import { chosen, type Fault, type Fields, type FormReader, notesOf, textOf, tooLong } from './form.ts';

/** Whether the agency is involved with a person now; not known is an answer. */
const involvements = ['yes', 'no', 'not_known'] as const;
/** Whether what was tried before worked (S0-42). */
const successes = ['worked', 'partly', 'did_not_work', 'unknown'] as const;
/** How many earlier interventions one page takes. */
export const INTERVENTIONS = [0, 1, 2] as const;

/** The case that a form is about: one of those that the link opens. */
const caseOf = ({ cases }: OpenLink, fields: Fields): string | undefined =>
  cases.find(({ caseId }) => caseId === fields.get('case'))?.caseId;

const unknownCase: Fault[] = [{ field: '', message: 'Please open the link from the mail again' }];
const meetingOf = ({ meeting }: OpenLink) => ({ type: 'meeting', id: meeting?.meetingId ?? '' }) as const;

const personsOf = ({ meeting }: OpenLink, caseId: string): string[] =>
  (meeting && findCase(meeting, caseId)?.persons) ?? [];

function involvementOf(fields: Fields, persons: readonly string[]) {
  return persons.flatMap((personId) => {
    const involved = chosen(fields, `involved.${personId}`, involvements);
    return involved === undefined ? [] : [{ personId, involved }];
  });
}

function interventionsOf(fields: Fields) {
  return INTERVENTIONS.flatMap((n) => {
    const text = textOf(fields, `tried.${n}`);
    const success = chosen(fields, `success.${n}`, successes) ?? 'unknown';
    return text === undefined ? [] : [{ text, success }];
  });
}

/**
 * The written return in its three headings. What is left open is kept as incomplete by the domain, which says
 * what is missing; only what nobody could mean is refused here (S0-42, S1-08, S1-10).
 */
export const readReturn: FormReader = (open, fields) => {
  const caseId = caseOf(open, fields);
  if (caseId === undefined) return unknownCase;
  const persons = personsOf(open, caseId);
  const given = purposes.filter((purpose) => fields.getAll('purposes').includes(purpose));
  const about = persons.filter((personId) => fields.getAll('about').includes(personId));
  const texts = (['fact', 'opinion'] as const).flatMap((nature) => {
    const text = textOf(fields, nature);
    return text === undefined ? [] : [{ nature, text }];
  });
  const tried = interventionsOf(fields);
  const noRisk = fields.get('noRisk') === 'yes';
  const nothingTried = fields.get('nothingTried') === 'yes';
  const faults = [
    ...tooLong(fields, 'fact', 'opinion', ...INTERVENTIONS.map((n) => `tried.${n}`)),
    ...(texts.length > 0 && given.length === 0
      ? [{ field: 'purposes', message: 'Say what the information is for' }]
      : []),
    ...(texts.length > 0 && noRisk
      ? [{ field: 'noRisk', message: 'You have written something: untick the box, or clear the text' }]
      : []),
    ...(tried.length > 0 && nothingTried
      ? [{ field: 'nothingTried', message: 'You have written something: untick the box, or clear the text' }]
      : []),
  ];
  if (faults.length > 0) return faults;
  const input = {
    caseId,
    involvement: involvementOf(fields, persons),
    items: texts.map(({ nature }) => ({ purposes: given, nature, about })),
    interventions: tried.map(({ success }) => ({ code: 'described', success })),
    noneKnown: { riskAndSafety: noRisk, interventions: nothingTried },
  };
  const notes = Object.fromEntries([
    ...texts.map(({ text }, n) => [`items.${n}`, text]),
    ...tried.map(({ text }, n) => [`interventions.${n}`, text]),
  ]);
  return {
    form: 'return',
    caseId,
    command: { ref: meetingOf(open), name: 'submitWrittenReturn', input, notes },
    said: 'Your written return is recorded.',
  };
};

/** To have looked and to know nothing is an answer; silence is not (S0-36). */
export const readNothingKnown: FormReader = (open, fields) => {
  const caseId = caseOf(open, fields);
  if (caseId === undefined) return unknownCase;
  if (fields.get('looked') !== 'yes')
    return [{ field: 'looked', message: 'Tick the box if your agency has looked and knows nothing' }];
  return {
    form: 'nothing_known',
    caseId,
    command: { ref: meetingOf(open), name: 'nothingKnown', input: { caseId }, notes: {} },
    said: 'It is recorded that your agency has looked and knows nothing.',
  };
};

/** Decline with a basis; the reason goes beside it (S1-11). */
export const readDecline: FormReader = (open, fields) => {
  const caseId = caseOf(open, fields);
  if (caseId === undefined) return unknownCase;
  const basis = chosen(fields, 'basis', declineBases);
  if (basis === undefined) return [{ field: 'basis', message: 'Choose the basis on which you decline' }];
  const reason = textOf(fields, 'reason');
  if (basis === 'other' && reason === undefined) return [{ field: 'reason', message: 'Say why' }];
  const faults = tooLong(fields, 'reason');
  if (faults.length > 0) return faults;
  return {
    form: 'decline_to_share',
    caseId,
    command: {
      ref: meetingOf(open),
      name: 'declineToShare',
      input: { caseId, basis },
      notes: notesOf({ reason }),
    },
    said: 'It is recorded that your agency declines to share, and on what basis.',
  };
};

/** Answer what was asked about an earlier return (S0-43). */
export const readAnswer: FormReader = (open, fields) => {
  const caseId = caseOf(open, fields);
  if (caseId === undefined) return unknownCase;
  const answer = textOf(fields, 'answer');
  if (answer === undefined) return [{ field: 'answer', message: 'Write your answer' }];
  const faults = tooLong(fields, 'answer');
  if (faults.length > 0) return faults;
  const { questionId = '' } = open.link.opens;
  return {
    form: 'answer_question',
    caseId,
    command: {
      ref: meetingOf(open),
      name: 'answerQuestion',
      input: { caseId, questionId },
      notes: { answer },
    },
    said: 'Your answer is recorded.',
  };
};
