import { findCase, isAnswered } from '../../../domain/meeting/queries.ts';
import type { declineBases, WrittenReturn } from '../../../domain/meeting/schema/returns.ts';
import { localMoment } from '../../../domain/message/render/local-time.ts';
import { INTERVENTIONS } from '../forms/return.ts';
import type { PageModel, Person, ShownCase } from '../read-page.ts';
import { standingOf } from '../stands.ts';
import { choices, form, hidden, select, textArea, tick } from './fields.ts';
import { html, type Markup } from './html.ts';
import { comesBack, type PageState, viewOf } from './page-state.ts';
import { toRing } from './ringing.ts';

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
const said: Readonly<Record<string, string>> = {
  no_response: 'Nothing has come from your agency yet.',
  return_outstanding: 'Your agency sent an apology; what it knows is still asked for.',
  incomplete: 'Your return is kept, but parts of it are missing.',
  provided_written: 'Your written return is recorded.',
  provided_in_person: 'Your agency told it at the meeting.',
  nothing_known: 'It is recorded that your agency knows nothing.',
  declined_with_basis: 'It is recorded that your agency declines to share.',
};

/** What the agency knows of each case: in three headings, or that it knows nothing, or that it may not say. */
export function returnSections(model: PageModel, state: PageState): Markup[] {
  const { open, shown, question } = model;
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
      return [returnSection(model, given, { one, people, n }, state)];
    });
}

function returnSection(
  { open, ring }: PageModel,
  given: WrittenReturn,
  { one, people, n }: { one: ShownCase; people: readonly Person[]; n: number },
  state: PageState,
): Markup {
  const { caseId, code } = one;
  const { stands = '', mayReplace = true } = standingOf(open, 'return', caseId) ?? {};
  const views = ['return', 'nothing_known', 'decline_to_share'].map((name) => viewOf(state, name, caseId));
  const forms = returnForms(one, people, stands, state);
  const kept =
    (given.earlier ?? []).length === 0 ? '' : ' It took the place of an earlier answer, which is kept.';
  return html`<section aria-labelledby="return${n}-title"><h2 id="return${n}-title">What your agency knows, code ${code}</h2>
<p>${(said[given.status] ?? '') + kept}</p>${
    isAnswered(given)
      ? undefined
      : html`<p>It is asked for by ${localMoment(given.dueAt, open.context.calendar)}.</p>`
  }${
    !isAnswered(given)
      ? forms
      : mayReplace
        ? html`<details${views.some(comesBack) ? html` open` : undefined}><summary>Correct this answer</summary><p>What you send takes the place of the answer that stands. Both are kept, and who convenes is told. Send the whole again.</p>${forms}</details>`
        : html`<p>The meeting has begun: to correct it, ${toRing(ring)}.</p>`
  }</section>`;
}

function returnForms(
  { caseId }: ShownCase,
  people: readonly Person[],
  stands: string,
  state: PageState,
): Markup {
  const view = viewOf(state, 'return', caseId);
  const nothing = viewOf(state, 'nothing_known', caseId);
  const decline = viewOf(state, 'decline_to_share', caseId);
  const named = people.map((p) => [p.personId, `${p.label}: ${p.names[0] ?? 'name not known'}`] as const);
  const seen = hidden('stands', stands);
  return html`${form(view, 'Send the return', [
    seen,
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
    [
      seen,
      tick(nothing, { name: 'looked', label: 'My agency has looked, and knows nothing of these people' }),
    ],
    true,
  )}</details>
<details${decline.faults.length > 0 ? html` open` : undefined}><summary>We may not share it</summary>${form(
    decline,
    'Send that we decline',
    [
      seen,
      select(decline, { name: 'basis', label: 'On what basis' }, bases),
      textArea(decline, { name: 'reason', label: 'Why', hint: 'Needed with another basis' }, 3),
    ],
    true,
  )}</details>`;
}

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
