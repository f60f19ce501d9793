import type { Policy } from '../../../domain/policy/schema.ts';
import type { Fault } from '../forms/form.ts';
import { mustProve, mustProveFirst, type PageModel } from '../read-page.ts';
import { actionSections } from './action-section.ts';
import { byName, colleagueChoices } from './colleagues.ts';
import { codeSection, concernedSection } from './declaration-section.ts';
import { form, idOf, select } from './fields.ts';
import { html, type Markup } from './html.ts';
import { layout } from './layout.ts';
import { leadSection } from './lead-section.ts';
import { meetingFacts, replySection } from './meeting-sections.ts';
import { formId, type PageState, viewOf } from './page-state.ts';
import { returnSections } from './return-section.ts';
import { toRing } from './ringing.ts';
import { leftOver } from './typed-back.ts';

/** After the last thing that a link was for. */
export const donePage = (policy: Policy, state: PageState, ring: PageModel['ring']): string =>
  layout({
    policy,
    ring,
    body: html`${doneNotice(state)}<p>Nothing more is to be done here. If it was a mistake, ${toRing(ring)} at once.</p>`,
  });

/** The page of a good link. */
export function answerPage(model: PageModel, state: PageState): string {
  const { open, ring } = model;
  const faults = state.posted?.faults ?? [];
  const drawn = sections(model, state);
  const body = html`${faults.length > 0 ? faultSummary(state, faults) : undefined}${doneNotice(state)}${leftOver(state, drawn)}${drawn}`;
  return layout({ policy: open.context.policy, body, ring, wrong: faults.length > 0 });
}

function sections(model: PageModel, state: PageState): Markup {
  const { open } = model;
  if (!open.worker)
    return html`${meetingFacts(model)}${pickSection(model, state)}${mustProve(open) ? codeSection(open, state) : undefined}`;
  if (mustProveFirst(open)) return codeSection(open, state);
  return html`${meetingFacts(model)}${replySection(model, state)}${leadSection(model, state)}${concernedSection(model, state)}${returnSections(model, state)}${actionSections(model, state)}`;
}

/**
 * A mailbox is read by several: who it is gets a link of their own, at their own address. A mail can have been
 * forwarded, so that names stand here only after the code that goes to the mailbox.
 */
function pickSection({ open }: PageModel, state: PageState): Markup {
  const view = viewOf(state, 'pick');
  const people = colleagueChoices(open);
  const hint = byName(open);
  return html`<section aria-labelledby="pick-title"><h2 id="pick-title">Who answers for your agency?</h2>
<p>This link came to a mailbox that several people read, so nothing more is shown here. Choose who answers: that person gets a link of their own, at their own address.</p>
${people.length > 0 ? form(view, 'Send the link', [select(view, { name: 'who', label: 'Who answers', ...hint }, people)]) : html`<p>${hint.hint}</p>`}</section>`;
}

/** What is wrong, each with a link to its field. */
function faultSummary({ posted }: PageState, faults: readonly Fault[]): Markup {
  const id = posted === undefined ? '' : formId(posted.form, posted.caseId);
  return html`<div class="fault" role="alert" aria-labelledby="faults" tabindex="-1" autofocus><h2 id="faults">There is a problem</h2>
<p>Nothing was recorded. What you typed is still there.</p><ul>${faults.map(
    ({ field, message }) =>
      html`<li>${field === '' ? message : html`<a href="#${idOf({ id }, field)}">${message}</a>`}</li>`,
  )}</ul></div>`;
}

function doneNotice({ done }: PageState): Markup | undefined {
  if (!done) return undefined;
  return html`<div class="done" role="status"><h2>Recorded</h2><p>${done.said}</p>${done.more.map(
    (line) => html`<p>${line}</p>`,
  )}</div>`;
}
