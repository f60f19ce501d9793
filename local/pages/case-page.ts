import { html, type Markup } from '../../functions/application/answers/pages/html.ts';
import {
  badge,
  count,
  pager,
  slice,
  type Tone,
  table,
} from '../../functions/application/operations/pages/table.ts';
import { lengthText, moment, type Zone } from '../../functions/application/operations/pages/times.ts';
import {
  codeText,
  idText,
  inWords,
  phaseText,
  ruleText,
} from '../../functions/application/operations/pages/words.ts';
import { addElapsed, type Instant, isInstant } from '../../functions/domain/calendar/instants.ts';
import { type Clock, isPastDue } from '../../functions/domain/clocks/schema.ts';
import type { CaseLife } from './case.ts';
import { generationTable } from './execution-page.ts';
import { layout } from './layout.ts';
import { caseHref } from './names.ts';
import type { AuditLine } from './operations-data.ts';
import { clockTables, concernList, subjectText, taskTable } from './parts.ts';

const LINES = 60;

/** The life of a case without a word about anybody in it. */
export function casePage(life: CaseLife, page: number | undefined): string {
  const { view, concerns, now, agencyName } = life;
  const { state, context, generations, code } = view;
  const zone = context?.calendar;
  const section = (id: string, title: string, body: Markup): Markup =>
    html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${body}</section>
`;
  return layout({
    title: `Case ${code}`,
    body: html`<p class="crumbs"><a href="/">Overview</a></p>
<h1>Case <span class="code">${code}</span></h1>
${summary(life, zone)}
${section('attention', 'Needs attention', concernList(concerns, view, now, agencyName))}
${section('phases', 'Phases', phaseTable(life, zone))}
${section('tasks', 'Open tasks', state ? taskTable(state, now, zone, context?.policy, agencyName) : html`<p>The record of the case cannot be read.</p>`)}
${section('clocks', 'Clocks', clockTables(view, now, agencyName))}
${section('breaches', 'Deadlines that were missed', breachTable(life, zone))}
${section('messages', 'Messages', messageTable(life, zone))}
${section('generations', 'Executions', generations.length === 0 ? html`<p>No execution has carried this case.</p>` : generationTable(generations, undefined, zone, now, 'Generation'))}
${section('story', 'What happened', storyTable(life, page, zone))}`,
  });
}

function summary({ view, now }: CaseLife, zone: Zone): Markup {
  const { caseId, state, record } = view;
  const item = (term: string, description: Markup): Markup =>
    html`<dt>${term}</dt><dd>${description}</dd>
`;
  if (state === undefined)
    return html`<dl>${item('Id', html`<span class="code">${idText(caseId)}</span>`)}</dl>`;
  const since = html`${moment(state.phaseSince, zone)} <span class="quiet small">${lengthText(state.phaseSince, now)}</span>`;
  return html`<dl>${item('Phase', html`<strong>${phaseText(state.phase)}</strong> since ${since}`)}${item(
    'Urgency',
    html`${inWords(state.urgency)}`,
  )}${item('Opened', moment(state.openedAt, zone))}${item('Cycle', html`${state.cycle}`)}${item(
    'Rules',
    html`${codeText(state.policyVersion)}, ${view.context?.calendar.region ?? 'unknown region'}`,
  )}${item('Record', html`<span class="code">${idText(caseId)}</span>, version ${record?.version ?? 0}, generation ${record?.generation ?? 0}`)}</dl>`;
}

function phaseTable({ phases, now, view }: CaseLife, zone: Zone): Markup {
  const policy = view.context?.policy;
  const because = (on: string) =>
    on.startsWith('clock:') ? `time: ${ruleText(on.slice('clock:'.length), policy)}` : inWords(on);
  return table(
    'Every phase the case has been in, the first one first',
    [{ title: 'Phase' }, { title: 'From' }, { title: 'To' }, { title: 'For' }, { title: 'Ended by' }],
    phases.map(({ phase, from, to, endedBy }) => [
      html`${phaseText(phase)}${to === undefined ? html` ${badge('now', 'info')}` : html``}`,
      moment(from, zone),
      to === undefined ? html`` : moment(to, zone),
      html`${lengthText(from, to ?? now)}`,
      html`${endedBy === undefined ? '' : because(endedBy)}`,
    ]),
  );
}

/** A clock that something waits for, as the hour of a meeting, ends in the minute in which it comes due. */
const isLate = ({ dueAt, endedAt }: Clock, now: Instant): boolean =>
  !isInstant(dueAt) || addElapsed(dueAt, { minutes: 1 }) <= (endedAt ?? now);

function breachTable({ view: { state, context }, now, agencyName }: CaseLife, zone: Zone): Markup {
  const missed = (state?.clocks ?? []).filter((clock) => isPastDue(clock) && isLate(clock, now));
  if (missed.length === 0) return html`<p>None.</p>`;
  const how = (clock: Clock): Markup => {
    const length = lengthText(clock.dueAt, clock.endedAt ?? now);
    return clock.endedAt === undefined
      ? html`<span class="late">open, ${length} late</span>`
      : html`${inWords(clock.status)} ${length} late`;
  };
  return table(
    count(
      missed.length,
      'clock that came due before it was met',
      'clocks that came due before they were met',
    ),
    [{ title: 'Rule' }, { title: 'About' }, { title: 'Due' }, { title: 'What became of it' }],
    missed.map((clock) => [
      html`${ruleText(clock.rule, context?.policy)}`,
      html`${state ? subjectText(state, clock.subject, agencyName) : ''}`,
      moment(clock.dueAt, zone),
      how(clock),
    ]),
  );
}

const messageTones: Readonly<Record<string, Tone>> = {
  delivered: 'ok',
  bounced: 'stop',
  complained: 'stop',
  rejected: 'stop',
  failed: 'stop',
  stopped: 'warn',
  not_confirmed: 'warn',
};

function messageTable({ messages, messageCount, agencyName }: CaseLife, zone: Zone): Markup {
  if (messages.length === 0) return html`<p>No message about this case has been made.</p>`;
  return html`${table(
    `${count(messageCount, 'message')} by kind, agency and outcome`,
    [
      { title: 'Kind' },
      { title: 'Agency' },
      { title: 'Outcome' },
      { title: 'Number', number: true },
      { title: 'Last change' },
    ],
    messages.map(({ kind, agencyId, status, count: number, last }) => [
      html`${inWords(kind)}`,
      html`${agencyName(agencyId)}`,
      badge(inWords(status), messageTones[status] ?? 'plain'),
      html`${number}`,
      moment(last, zone),
    ]),
  )}<p><a href="/inbox">The mails themselves</a></p>`;
}

/**
 * What operations need of an event: which clock, which task, which phase. What was decided, answered or found
 * is case content and stays in the record.
 */
const tellingFacts = ['rule', 'rungs', 'code', 'from', 'to', 'priority'];

function storyTable({ audit, agencyName, view }: CaseLife, page: number | undefined, zone: Zone): Markup {
  if (audit.length === 0) return html`<p>Nothing is on record.</p>`;
  const { shown, from, ...place } = slice(audit, page, LINES, 'last');
  const rows = shown.map((line) => [
    moment(line.at, zone),
    html`${inWords(line.type)}`,
    html`<span class="small">${detailOf(line)}</span>`,
    html`${line.agencyId === undefined ? 'the system' : agencyName(line.agencyId)}`,
  ]);
  const caption = `Entries ${from + 1} to ${from + shown.length} of ${audit.length}, oldest first`;
  const columns = [{ title: 'Time' }, { title: 'What' }, { title: 'Codes' }, { title: 'By' }];
  const href = (to: number) => `${caseHref(view.caseId)}?page=${to}#story`;
  return html`${table(caption, columns, rows)}${pager({ ...place, href }, 'Pages of what happened')}`;
}

function detailOf({ facts }: AuditLine): string {
  const parts = tellingFacts.flatMap((key) => {
    const value = facts[key];
    const texts = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
    const shown = texts.map(codeText).filter((text) => !text.startsWith('('));
    return shown.length === 0 ? [] : [`${key} ${shown.join(' ')}`];
  });
  return parts.join(', ');
}
