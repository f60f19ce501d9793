import { findCase } from '../../../domain/meeting/queries.ts';
import type { declineBases } from '../../../domain/meeting/schema/returns.ts';
import { INTERVENTIONS } from '../forms/return.ts';
import type { PageModel, Person, ShownCase } from '../read-page.ts';
import { choices, form, select, textArea, tick } from './fields.ts';
import { html, type Markup } from './html.ts';
import { DECIDED, isDecided, type PageState, viewOf } from './page-state.ts';

const involved = [
  ['yes', 'Yes, now'],
  ['no', 'No'],
  ['not_known', 'Not known to us'],
] as const;
const worked = [
  ['worked', 'It worked'],
  ['partly', 'It worked in part'],
  ['did_not_work', 'It did not work'],
  ['unknown', 'Not known'],
] as const;
const purposes = [
  ['identify_risk', 'To see the risk'],
  ['manage_mitigate', 'To manage or lessen the risk'],
  ['hold_to_account', 'To hold the person using violence to account'],
] as const;
const bases: readonly (readonly [(typeof declineBases)[number], string])[] = [
  ['excluded_information', 'The law excludes this information'],
  ['court_order', 'A court order'],
  ['legal_privilege', 'Legal privilege'],
  ['would_endanger_a_person', 'It would endanger somebody'],
  ['would_prejudice_an_investigation', 'It would prejudice an investigation'],
  ['not_authorised', 'I am not authorised, and nobody who is can be reached'],
  ['other', 'Another basis'],
];
const stands: Readonly<Record<string, string>> = {
  no_response: 'Nothing has come from your agency yet.',
  return_outstanding: 'Your agency sent an apology; what it knows is still asked for.',
  incomplete: 'Your return is kept, but parts of it are missing.',
  provided_written: 'Your written return is recorded.',
  provided_in_person: 'Your agency told it at the meeting.',
  nothing_known: 'It is recorded that your agency knows nothing.',
  declined_with_basis: 'It is recorded that your agency declines to share.',
};

/** What the agency knows of each case: in three headings, or that it knows nothing, or that it may not say. */
export function returnSections({ open, shown, question }: PageModel, state: PageState): Markup[] {
  const { meeting, link, agency } = open;
  if (!meeting || (link.purpose !== 'invitation' && link.purpose !== 'return')) return [];
  return (shown ?? [])
    .filter(({ withheld }) => withheld === undefined)
    .flatMap((one, n) => {
      const given = meeting.returns.find(
        (row) => row.caseId === one.caseId && row.agencyId === agency.agencyId,
      );
      if (!given) return [];
      const asked = given.questions.some(({ questionId }) => questionId === link.opens.questionId);
      if (asked) return [questionSection(one, question, state, n)];
      if (link.opens.questionId !== undefined) return [];
      const persons = findCase(meeting, one.caseId)?.persons ?? [];
      const people = one.people.filter(({ personId }) => persons.includes(personId));
      if (isDecided(open, 'return', one.caseId)) return [decidedSection(one, stands[given.status] ?? '')];
      return [returnSection(one, people, stands[given.status] ?? '', state, n)];
    });
}

function returnSection(
  { caseId, code }: ShownCase,
  people: readonly Person[],
  stand: string,
  state: PageState,
  n: number,
): Markup {
  const view = viewOf(state, 'return', caseId);
  const nothing = viewOf(state, 'nothing_known', caseId);
  const decline = viewOf(state, 'decline_to_share', caseId);
  const named = people.map((p) => [p.personId, `${p.label}: ${p.names[0] ?? 'name not known'}`] as const);
  return html`<section aria-labelledby="return${n}-title"><h2 id="return${n}-title">What your agency knows, code ${code}</h2>
<p>${stand}</p>${form(view, 'Send the return', [
    html`<h3>1. Current involvement</h3>`,
    ...people.map((p) =>
      choices(
        view,
        {
          name: `involved.${p.personId}`,
          label: `Is your agency involved with ${p.names[0] ?? 'this person'} (${p.label})?`,
        },
        involved,
      ),
    ),
    html`<h3>2. Risk and safety</h3>`,
    textArea(view, { name: 'fact', label: 'Facts', hint: 'What your agency has seen or has on record' }),
    textArea(view, { name: 'opinion', label: 'Opinion', hint: 'What you make of it, as a professional' }),
    choices(view, { name: 'about', label: 'Whom this is about' }, named, 'checkbox'),
    choices(view, { name: 'purposes', label: 'What the information is for' }, purposes, 'checkbox'),
    tick(view, { name: 'noRisk', label: 'We have looked, and there is nothing about risk and safety' }),
    html`<h3>3. Past planning and interventions</h3>`,
    ...INTERVENTIONS.flatMap((i) => [
      textArea(view, { name: `tried.${i}`, label: `What was tried (${i + 1})` }, 2),
      select(view, { name: `success.${i}`, label: `Did it work? (${i + 1})` }, worked, 'Not said'),
    ]),
    tick(view, { name: 'nothingTried', label: 'We have looked, and nothing was tried that we know of' }),
  ])}
<details${nothing.faults.length > 0 ? html` open` : undefined}><summary>We know nothing</summary>${form(
    nothing,
    'Send that nothing is known',
    [tick(nothing, { name: 'looked', label: 'My agency has looked, and knows nothing of these people' })],
    true,
  )}</details>
<details${decline.faults.length > 0 ? html` open` : undefined}><summary>We may not share it</summary>${form(
    decline,
    'Send that we decline',
    [
      select(decline, { name: 'basis', label: 'On what basis' }, bases),
      textArea(decline, { name: 'reason', label: 'Why', hint: 'Needed with another basis' }, 3),
    ],
    true,
  )}</details></section>`;
}

const decidedSection = ({ caseId, code }: ShownCase, stand: string): Markup =>
  html`<section aria-labelledby="return-${caseId}-title"><h2 id="return-${caseId}-title">What your agency knows, code ${code}</h2>
<p>${stand}</p><p>${DECIDED}</p></section>`;

function questionSection(
  { caseId, code }: ShownCase,
  question: string | undefined,
  state: PageState,
  n: number,
): Markup {
  const view = viewOf(state, 'answer_question', caseId);
  return html`<section aria-labelledby="answer${n}-title"><h2 id="answer${n}-title">A question, code ${code}</h2>
<p class="narrative">${question ?? 'The question cannot be shown to you here. Please ring.'}</p>${form(
    view,
    'Send the answer',
    [textArea(view, { name: 'answer', label: 'Your answer' })],
  )}</section>`;
}
