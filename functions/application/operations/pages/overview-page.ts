import { phases } from '../../../domain/case/phases.ts';
import { displayCode } from '../../../domain/shared/ids.ts';
import { html, type Markup } from '../../answers/pages/html.ts';
import type { Overview } from '../overview.ts';
import { asOf, caseHref, lateness, phaseHref, reasonText, ringText, section, whatText } from './parts.ts';
import { badge, count, table } from './table.ts';
import { lengthText, moment, type Zone } from './times.ts';
import { phaseText } from './words.ts';

const fine = (text: string): Markup => html`<div class="note ok"><p>${text}</p></div>`;

/** Everything at a glance, the worst first: what stands still, what is late and whom to ring, mail, cases by phase. */
export function overviewPage(overview: Overview, zone: Zone): Markup {
  return html`<h1>Operations</h1>
${asOf(overview.at, zone)}${section('stuck', 'Stuck', stuck(overview, zone))}${section(
  'overdue',
  'Overdue, and whom to ring',
  overdue(overview, zone),
)}${section('mail', 'Mail', mail(overview, zone))}${section('phases', 'Cases by phase', tally(overview))}`;
}

type Stuck = Overview['stuck'][number];
const isMail = ({ what }: Stuck): boolean => what === 'message';

function stuck({ stuck: all, complete, at }: Overview, zone: Zone): Markup {
  const found = all.filter((one) => !isMail(one));
  const more = complete
    ? html``
    : html`<div class="note stop"><p>There is more than one call can look at. <code>npm run ops -- stuck</code> looks at everything.</p></div>`;
  return html`${more}${
    found.length === 0
      ? fine('The system carries on everything that was looked at.')
      : table(
          `${count(found.length, 'thing')} that the system does not carry on, the longest first`,
          [{ title: 'What' }, { title: 'Why' }, { title: 'Since' }],
          found.map((one) => stuckRow(one, at, zone)),
        )
  }`;
}

function stuckRow({ what, id, reasons, since }: Stuck, now: string, zone: Zone): Markup[] {
  const name =
    what === 'case'
      ? html`<a class="code" href="${caseHref(id)}">${displayCode(id)}</a>`
      : html`${what} <span class="code">${id}</span>`;
  return [
    name,
    html`${badge(reasons.includes('dead_letters') ? 'Given up' : 'Stuck', 'stop')} ${reasonText(reasons)}`,
    html`${moment(since, zone)} <span class="length small late">${lengthText(since, now)}</span>`,
  ];
}

function overdue({ overdue: cases, overdueCases, at }: Overview, zone: Zone): Markup {
  if (overdueCases === 0) return fine('Nothing is overdue.');
  const rows = cases.flatMap(({ caseId, displayCode: code, phase, late }) => {
    const link = html`<a class="code" href="${caseHref(caseId)}">${code}</a>`;
    if (late.length === 0)
      return [[link, html`${phaseText(phase)}`, html`what is late cannot be read`, html``, html``]];
    return late.map((one) => [
      link,
      html`${phaseText(phase)}`,
      whatText(one),
      lateness(one.dueAt, at, zone),
      ringText(one.ring),
    ]);
  });
  const cut = overdueCases > cases.length ? `; the ${cases.length} longest overdue are shown` : '';
  return table(
    `${count(overdueCases, 'case')} overdue, the longest first${cut}`,
    [{ title: 'Case' }, { title: 'Phase' }, { title: 'What' }, { title: 'Due' }, { title: 'Whom to ring' }],
    rows,
  );
}

function mail({ mail: found, stuck: all, at }: Overview, zone: Zone): Markup {
  const { onTheWay, late, unreachable, allAgencies } = found;
  const messages = all.filter(isMail);
  return html`<ul class="tally"><li><strong>${onTheWay}</strong> on the way</li>
<li><strong>${late}</strong> not sent in time</li>
<li><strong>${unreachable.length}</strong> ${unreachable.length === 1 ? 'agency' : 'agencies'} with a dead address</li></ul>
${allAgencies === false ? html`<div class="note stop"><p>There are more agencies than one call can look at: addresses of the others are not counted here.</p></div>` : html``}${
  messages.length === 0
    ? html``
    : table(
        `${count(messages.length, 'message')} not carried on, the longest first`,
        [{ title: 'What' }, { title: 'Why' }, { title: 'Since' }],
        messages.map((one) => stuckRow(one, at, zone)),
      )
}${
  unreachable.length === 0
    ? html``
    : table(
        'Agencies that some mail does not reach',
        [{ title: 'Agency' }, { title: 'Addresses that bounced or complained', number: true }],
        unreachable.map(({ agencyName, addresses }) => [html`${agencyName}`, html`${addresses}`]),
      )
}`;
}

function tally({ byPhase, open }: Overview): Markup {
  if (open === 0) return html`<div class="note"><p>No case is open.</p></div>`;
  const item = (phase: (typeof phases)[number]): Markup =>
    html`<li><strong>${byPhase[phase] ?? 0}</strong> <a href="${phaseHref(phase)}">${phaseText(phase)}</a></li>
`;
  return html`<p>${count(open, 'case')} not finally closed. <a href="${phaseHref()}">All of them</a></p>
<ul class="tally">${phases.filter((phase) => phase !== 'closed').map(item)}</ul>`;
}
