import { html, type Markup } from '../../answers/pages/html.ts';
import type { PhaseList } from '../phase-list.ts';
import { asOf, caseHref, executionText, phaseHref, section } from './parts.ts';
import { pager, table } from './table.ts';
import { deadline, moment, type Zone } from './times.ts';
import { phaseText } from './words.ts';

/** The open cases of a phase, or of all, each with its execution: what is due first comes first. */
export function phasePage({ at, phase, total, page, pages, cases }: PhaseList, zone: Zone): Markup {
  const title = phase === undefined ? 'All open cases' : phaseText(phase);
  const list =
    cases.length === 0
      ? html`<div class="note"><p>No case is ${phase === undefined ? 'open' : 'in this phase'}.</p></div>`
      : table(
          `${total} in all, what is due first comes first`,
          [
            { title: 'Case' },
            { title: 'Phase' },
            { title: 'Since' },
            { title: 'Next deadline' },
            { title: 'Execution' },
          ],
          cases.map((one) => cells(one, at, zone)),
        );
  const href = (to: number) => phaseHref(phase, to);
  return html`<h1>${title}</h1>
${asOf(at, zone)}${section('cases', 'Executions', html`${list}${pager({ page, pages, href }, 'Pages of cases')}`)}`;
}

function cells(
  { caseId, displayCode, phase, phaseSince, due, execution }: PhaseList['cases'][number],
  now: string,
  zone: Zone,
): Markup[] {
  return [
    html`<a class="code" href="${caseHref(caseId)}">${displayCode}</a>`,
    html`${phaseText(phase)}`,
    phaseSince === undefined ? html`its record cannot be read` : moment(phaseSince, zone),
    due === undefined ? html`none` : html`${due.title}<br>${deadline(due.at, now, zone)}`,
    execution === undefined ? html`none` : executionText(execution),
  ];
}
