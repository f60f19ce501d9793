import { html, type Markup } from '../../functions/application/answers/pages/html.ts';
import { GRAPH_STYLE } from '../../functions/application/operations/pages/style.ts';
import { badge, table } from '../../functions/application/operations/pages/table.ts';
import {
  deadline,
  lengthText,
  moment,
  type Zone,
} from '../../functions/application/operations/pages/times.ts';
import {
  errorText,
  inWords,
  phaseText,
  ruleText,
} from '../../functions/application/operations/pages/words.ts';
import { type CaseView, nextOf } from './case-view.ts';
import type { ExecutionQuery, ExecutionView } from './execution.ts';
import { graphSection } from './graph-svg.ts';
import { historyTable, storyList } from './history.ts';
import { layout } from './layout.ts';
import { caseHref, executionHref, executionNameOf, messageCode } from './names.ts';
import type { Execution } from './operations-data.ts';
import { statusBadge } from './overview-page.ts';
import { clockTables, taskTable } from './parts.ts';

/** One execution: where it is, what it waits for, its graph, its life, and everything that happened. */
export function executionPage(view: ExecutionView, query: ExecutionQuery): string {
  const { execution, graph, walk, history, agencyName, now } = view;
  const zone = view.case?.context?.calendar;
  const state = executionNameOf(execution.name).caseId === undefined ? undefined : view.case?.state;
  const policy = view.case?.context?.policy;
  return layout({
    title: titleOf(view),
    style: GRAPH_STYLE,
    body: html`<p class="crumbs"><a href="/">Overview</a></p>
<h1>${titleOf(view)}</h1>
${summary(view, zone)}
<section aria-labelledby="states"><h2 id="states">${walk.current ? 'Where it is' : 'Where it went'}</h2>
${graphSection(graph, walk)}</section>
${life(view, zone)}
${
  state === undefined || view.case === undefined
    ? html``
    : html`<section aria-labelledby="clocks"><h2 id="clocks">Clocks of the case</h2>${clockTables(view.case, now, agencyName)}</section>
<section aria-labelledby="tasks"><h2 id="tasks">Open tasks</h2>${taskTable(state, now, zone, policy, agencyName)}</section>
<section aria-labelledby="story"><h2 id="story">What time has done in this generation</h2>${storyList(history, policy, zone)}</section>`
}
<section aria-labelledby="history"><h2 id="history">History</h2>
${historyTable(history, query.page, zone, (page) => historyHref(query, page))}</section>`,
  });
}

function historyHref({ name, machine }: ExecutionQuery, page: number): string {
  const address = executionHref(name, machine);
  return `${address}${machine === undefined ? '?' : '&'}page=${page}#history`;
}

function titleOf({ execution, case: about, message }: ExecutionView): string {
  const { generation, run } = executionNameOf(execution.name);
  if (message) return `Message ${messageCode(message.messageId)}, run ${run}`;
  if (generation !== undefined && about) return `Case ${about.code}, generation ${generation}`;
  return `Execution ${execution.name}`;
}

function summary(view: ExecutionView, zone: Zone): Markup {
  const { execution, now, error, walk, case: about, message } = view;
  const { name, machine, status, startedAt, stoppedAt } = execution;
  const item = (term: string, description: Markup): Markup =>
    html`<dt>${term}</dt><dd>${description}</dd>
`;
  const current = walk.current;
  return html`<dl>${item('Status', html`${statusBadge(status)}${error === undefined ? '' : ` ${errorText(error)}`}`)}${
    current
      ? item(
          'Now',
          html`<strong>${current.state}</strong> since ${moment(current.since, zone)} <span class="quiet small">${lengthText(current.since, now)}</span>`,
        )
      : html``
  }${current ? item('Waits for', waitsFor(view)) : html``}${
    current && view.until ? item('At the latest until', deadline(view.until, now, zone)) : html``
  }${about ? item('Case', html`<a href="${caseHref(about.caseId)}" class="code">${about.code}</a> ${phaseOf(about)}`) : html``}${
    message
      ? item('Message', html`${inWords(message.kind)}, ${inWords(message.status).toLowerCase()}`)
      : html``
  }${item('Machine', html`${machine}`)}${item('Name', html`<span class="code">${name}</span>`)}${item(
    'Started',
    moment(startedAt, zone),
  )}${stoppedAt === undefined ? html`` : item('Ended', html`${moment(stoppedAt, zone)} <span class="quiet small">after ${lengthText(startedAt, stoppedAt)}</span>`)}</dl>`;
}

const phaseOf = ({ state }: CaseView): string =>
  state ? `in ${phaseText(state.phase)}` : 'without a readable record';

/** What ends the wait, in the words of the definition, and which clock would. */
function waitsFor({ walk: { current }, graph, case: about }: ExecutionView): Markup {
  const state = graph.states.find(({ name }) => name === current?.state);
  const next = current?.forToken && about ? nextOf(about) : undefined;
  const step = state?.type === 'Wait' ? 'the time' : 'the answer of the step it is in';
  const what = current?.forToken ? 'a signal that something changed, or the time' : step;
  const clock =
    next &&
    about &&
    html` <span class="quiet">Next by the clock: ${ruleText(next.clock.rule, about.context?.policy)}, ${moment(next.at, about.context?.calendar)}.</span>`;
  return html`${state?.comment ?? `It waits for ${what}.`}${clock ?? html``}`;
}

/** Earlier and later generations, or the runs of a message, as one life. */
function life(view: ExecutionView, zone: Zone): Markup {
  const { message, case: about, execution, now } = view;
  const chain = message?.runs ?? about?.generations ?? [];
  if (chain.length === 0) return html``;
  const what = message ? 'Runs of the message' : 'Generations of the case';
  return html`<section aria-labelledby="life"><h2 id="life">${what}</h2>
${generationTable(chain, execution.name, zone, now, message ? 'Run' : 'Generation')}</section>`;
}

/** Executions that follow each other, the first one first. */
export function generationTable(
  chain: readonly Execution[],
  here: string | undefined,
  zone: Zone,
  now: string,
  word: string,
): Markup {
  return table(
    'One life, the first execution first',
    [
      { title: word },
      { title: 'Started' },
      { title: 'Ended' },
      { title: 'Carried for' },
      { title: 'Status' },
    ],
    chain.map(({ name, startedAt, stoppedAt, status }) => {
      const { generation, run } = executionNameOf(name);
      const number = html`${word} ${generation ?? run ?? ''}`;
      return [
        name === here
          ? html`${number} ${badge('this one', 'info')}`
          : html`<a href="${executionHref(name)}">${number}</a>`,
        moment(startedAt, zone),
        stoppedAt === undefined ? html`` : moment(stoppedAt, zone),
        html`${lengthText(startedAt, stoppedAt ?? now)}`,
        statusBadge(status),
      ];
    }),
  );
}
