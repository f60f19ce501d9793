import { html, type Markup } from '../../functions/application/answers/pages/html.ts';
import { badge, count, pager, type Tone, table } from '../../functions/application/operations/pages/table.ts';
import { deadline, lengthText, moment } from '../../functions/application/operations/pages/times.ts';
import { phaseText } from '../../functions/application/operations/pages/words.ts';
import { type Phase, phases } from '../../functions/domain/case/phases.ts';
import { layout } from './layout.ts';
import { caseHref, executionHref } from './names.ts';
import { type ExecutionStatus, executionStatuses } from './operations-data.ts';
import {
  type ExecutionRow,
  type Overview,
  type OverviewQuery,
  openCount,
  ROWS,
  type Troubled,
} from './overview.ts';
import { ringText } from './parts.ts';

/** Seconds between two loads of a page that loads itself. */
const REFRESH = 30;

/** The overview: what is stuck or late on top, then how many cases are where, then all executions. */
export function overviewPage(overview: Overview, query: OverviewQuery): string {
  const { now, zone, total } = overview;
  return layout({
    title: 'Operations',
    here: '/',
    refresh: query.refresh ? REFRESH : undefined,
    body: html`<h1>Operations</h1>
<p>As of ${moment(now, zone)}. ${refreshSwitch(query)}</p>
${
  total === 0 && overview.troubled.length === 0
    ? html`<div class="note"><p>Nothing has run yet. Executions appear here as soon as the first case or message is started.</p></div>`
    : html`${attention(overview)}
${tally(overview)}
${executionsSection(overview, query)}`
}`,
  });
}

/** The address of the overview with these filters. */
function overviewHref({ machine, status, phase, page, refresh }: OverviewQuery): string {
  const given: Record<string, string | undefined> = { machine, status, phase };
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(given)) if (value) query.set(key, value);
  if (page !== undefined && page > 1) query.set('page', String(page));
  if (refresh) query.set('refresh', 'on');
  return query.size === 0 ? '/' : `/?${query.toString()}`;
}

/** Off unless asked for: a page that loads itself again throws readers with a screen reader back to its top. */
function refreshSwitch(query: OverviewQuery): Markup {
  const to = overviewHref({ ...query, refresh: !query.refresh });
  return query.refresh
    ? html`This page loads again every ${REFRESH} seconds. <a href="${to}">Stop that</a>`
    : html`<a href="${overviewHref(query)}">Load again</a> or <a href="${to}">load again every ${REFRESH} seconds</a>`;
}

function attention({ troubled, now, agencyName }: Overview): Markup {
  const stuck = troubled.filter(({ concerns }) => concerns[0]?.level === 'stuck').length;
  const summary = `${count(stuck, 'case')} stuck, ${count(troubled.length - stuck, 'case')} overdue`;
  return html`<section aria-labelledby="attention"><h2 id="attention">Needs attention</h2>
${
  troubled.length === 0
    ? html`<div class="note ok"><p>No case is stuck and nothing is overdue.</p></div>`
    : table(
        `${summary}; stuck first, then the more urgent, then the longest late`,
        [
          { title: 'Case' },
          { title: 'Why' },
          { title: 'Since' },
          { title: 'Whom to ring' },
          { title: 'Phase' },
        ],
        troubled.map((one) => troubledRow(one, now, agencyName)),
      )
}</section>`;
}

function troubledRow(
  { view, concerns }: Troubled,
  now: string,
  agencyName: Overview['agencyName'],
): Markup[] {
  const [worst, ...more] = concerns;
  if (worst === undefined) return [];
  const zone = view.context?.calendar;
  const others =
    more.length === 0
      ? html``
      : html` <a class="small" href="${caseHref(view.caseId)}">and ${count(more.length, 'more reason')}</a>`;
  return [
    html`<a class="code" href="${caseHref(view.caseId)}">${view.code}</a>`,
    html`${levelBadge(worst.level)} ${worst.text}${others}`,
    html`${moment(worst.since, zone)} <span class="length small late">${lengthText(worst.since, now)}</span>`,
    ringText(worst.ring, agencyName),
    html`${view.state ? phaseText(view.state.phase) : 'unknown'}`,
  ];
}

const levelBadge = (level: 'stuck' | 'overdue'): Markup =>
  level === 'stuck' ? badge('Stuck', 'stop') : badge('Overdue', 'warn');

function tally({ counts, unreadable }: Overview): Markup {
  const item = (phase: Phase): Markup => html`<li><strong>${counts.get(phase) ?? 0}</strong>
<a href="/?phase=${phase}#executions">${phaseText(phase)}</a></li>
`;
  const bad =
    unreadable === 0 ? html`` : html`<li><strong>${unreadable}</strong> without a readable record</li>`;
  return html`<section aria-labelledby="phases"><h2 id="phases">Cases by phase</h2>
<p>${count(openCount(counts), 'case')} open, ${counts.get('closed_watch') ?? 0} watched after closure, ${counts.get('closed') ?? 0} closed.</p>
<ul class="tally">${phases.map(item)}${bad}</ul></section>`;
}

function executionsSection(overview: Overview, query: OverviewQuery): Markup {
  const { rows, total, matching, page, pages, now } = overview;
  const first = (page - 1) * ROWS + 1;
  const range =
    matching > rows.length ? `, ${first} to ${first + rows.length - 1} of ${matching}` : `, ${matching}`;
  const filtered = matching === total ? '' : ` that match, of ${total}`;
  return html`<section aria-labelledby="executions"><h2 id="executions">Executions</h2>
${filters(overview, query)}
${
  rows.length === 0
    ? html`<div class="note"><p>No execution matches. <a href="/#executions">Show all ${total}</a></p></div>`
    : table(
        `Executions${filtered}, running ones first, cases before messages, then the last started${range}`,
        [
          { title: 'Execution' },
          { title: 'About' },
          { title: 'Machine' },
          { title: 'Status' },
          { title: 'Started' },
          { title: 'Phase' },
          { title: 'Next deadline' },
        ],
        rows.map((row) => executionCells(row, now)),
      )
}
${pager({ page, pages, href: (to) => `${overviewHref({ ...query, page: to })}#executions` }, 'Pages of executions')}</section>`;
}

function executionCells(row: ExecutionRow, now: string): Markup[] {
  const { execution, subject, phase, since, zone, next, stuck, ambiguous } = row;
  const { name, machine, status } = execution;
  const about =
    subject?.caseId === undefined
      ? html`${subject?.text ?? ''}`
      : html`<a href="${caseHref(subject.caseId)}">${subject.text}</a>`;
  return [
    html`<a class="code" href="${executionHref(name, ambiguous ? machine : undefined)}">${name}</a>`,
    about,
    html`${machine}`,
    html`${stuck ? html`${levelBadge('stuck')} ` : html``}${statusBadge(status)}`,
    moment(execution.startedAt, zone),
    html`${phase}<br><span class="small quiet">since ${moment(since, zone)}</span>`,
    next ? html`${next.title}<br>${deadline(next.due, now, zone)}` : html``,
  ];
}

const tones: Readonly<Record<ExecutionStatus, Tone>> = {
  RUNNING: 'info',
  SUCCEEDED: 'ok',
  FAILED: 'stop',
  TIMED_OUT: 'stop',
  ABORTED: 'warn',
};
const statusWords: Readonly<Record<ExecutionStatus, string>> = {
  RUNNING: 'Running',
  SUCCEEDED: 'Succeeded',
  FAILED: 'Failed',
  TIMED_OUT: 'Timed out',
  ABORTED: 'Aborted',
};

/** The status of an execution in words. */
export const statusBadge = (status: ExecutionStatus): Markup => badge(statusWords[status], tones[status]);

function filters({ machines }: Overview, query: OverviewQuery): Markup {
  const option = (value: string, text: string, chosen: string | undefined): Markup =>
    html`<option value="${value}"${value === (chosen ?? '') ? html` selected` : html``}>${text}</option>`;
  const select = (name: string, label: string, chosen: string | undefined, options: Markup[]): Markup =>
    html`<label>${label}<select name="${name}">${option('', 'All', chosen)}${options}</select></label>
`;
  const { machine, status, phase } = query;
  const machineOptions = machines.map((name) => option(name, name, machine));
  const statusOptions = executionStatuses.map((one) => option(one, statusWords[one], status));
  const phaseOptions = phases.map((one) => option(one, phaseText(one), phase));
  const keep = query.refresh ? html`<input type="hidden" name="refresh" value="on">` : html``;
  return html`<form class="filters" action="/#executions" method="get" aria-label="Filter executions">
${select('machine', 'Machine', machine, machineOptions)}${select('status', 'Status', status, statusOptions)}${select('phase', 'Phase of the case', phase, phaseOptions)}${keep}<button>Filter</button></form>`;
}
