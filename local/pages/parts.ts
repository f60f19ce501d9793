import { html, type Markup } from '../../functions/application/answers/pages/html.ts';
import { badge, count, type Tone, table } from '../../functions/application/operations/pages/table.ts';
import {
  deadline,
  lengthText,
  moment,
  type Zone,
} from '../../functions/application/operations/pages/times.ts';
import { codeText, idText, inWords, ruleText } from '../../functions/application/operations/pages/words.ts';
import type { Instant } from '../../functions/domain/calendar/instants.ts';
import type { CaseState } from '../../functions/domain/case/state.ts';
import { type Clock, hasOpenRung, isLive } from '../../functions/domain/clocks/schema.ts';
import type { Policy } from '../../functions/domain/policy/schema.ts';
import type { CaseView } from './case-view.ts';
import type { Concern } from './concerns.ts';
import type { Ring } from './ring.ts';

/** Names of agencies by id, loaded before. */
export type AgencyNames = (agencyId: string) => string;

/** `Lead agency, Invented Women's Service`. */
export function ringText({ role, agencyId }: Ring, agencyName: AgencyNames): Markup {
  const who = role.charAt(0).toUpperCase() + role.slice(1);
  return agencyId === undefined ? html`${who}` : html`${who}, ${agencyName(agencyId)}`;
}

/** What is wrong with a case, all of it. */
export function concernList(
  concerns: readonly Concern[],
  view: CaseView,
  now: Instant,
  agencyName: AgencyNames,
): Markup {
  if (concerns.length === 0)
    return html`<div class="note ok"><p>This case is not stuck and nothing of it is overdue.</p></div>`;
  const zone = view.context?.calendar;
  return table(
    `${count(concerns.length, 'reason')} to look at this case, the worst first`,
    [{ title: 'Why' }, { title: 'Since' }, { title: 'Whom to ring' }],
    concerns.map(({ level, text, since, ring }) => [
      html`${level === 'stuck' ? badge('Stuck', 'stop') : badge('Overdue', 'warn')} ${text}`,
      html`${moment(since, zone)} <span class="length small late">${lengthText(since, now)}</span>`,
      ringText(ring, agencyName),
    ]),
  );
}

const clockWords: Readonly<Record<Clock['status'], [string, Tone]>> = {
  running: ['Running', 'info'],
  breached: ['Overdue', 'stop'],
  paused: ['Paused', 'warn'],
  met: ['Met', 'ok'],
  unanswered: ['Unanswered', 'warn'],
  cancelled: ['Cancelled', 'plain'],
};

/** The clocks of a case: live ones in a table, ended ones behind a summary. */
export function clockTables({ state, context }: CaseView, now: Instant, agencyName: AgencyNames): Markup {
  if (state === undefined) return html`<p>The record of the case cannot be read.</p>`;
  const byDue = (a: Clock, b: Clock) => (a.dueAt < b.dueAt ? -1 : 1);
  const live = state.clocks.filter(isLive).toSorted(byDue);
  const ended = state.clocks.filter((clock) => !isLive(clock)).toSorted(byDue);
  const rows = (clocks: readonly Clock[]) =>
    clocks.map((clock) => clockRow(clock, state, context, now, agencyName));
  return html`${
    live.length === 0
      ? html`<p>No clock is running.</p>`
      : table(`${count(live.length, 'clock')} running, the earliest due first`, clockColumns, rows(live))
  }
${
  ended.length === 0
    ? html``
    : html`<details><summary>${count(ended.length, 'clock')} ended</summary>
${table('Clocks that have ended', clockColumns, rows(ended))}</details>`
}`;
}

const clockColumns = [
  { title: 'Rule' },
  { title: 'About' },
  { title: 'Due' },
  { title: 'Status' },
  { title: 'Source of the rule' },
  { title: 'Confidence' },
];

function clockRow(
  clock: Clock,
  state: CaseState,
  context: CaseView['context'],
  now: Instant,
  agencyName: AgencyNames,
): Markup[] {
  const policy = context?.policy;
  const zone = context?.calendar;
  const rule = policy?.clocks[clock.rule];
  const [word, tone] = clockWords[clock.status];
  const last = clock.fired.filter((mark) => mark !== 'due').at(-1);
  const rung =
    last === undefined
      ? html``
      : html`<br><span class="small quiet">last reminder ${codeText(last)}${hasOpenRung(clock) ? ', not acknowledged' : ''}</span>`;
  const until = clock.pause
    ? html`<br><span class="small">until ${moment(clock.pause.until, zone)}</span>`
    : html``;
  const ended = clock.endedAt ? html`<br><span class="small">${moment(clock.endedAt, zone)}</span>` : html``;
  return [
    html`${ruleText(clock.rule, policy)}<br><span class="small code quiet">${codeText(clock.rule)}</span>`,
    html`${subjectText(state, clock.subject, agencyName)}<br><span class="small quiet">${inWords(clock.key).toLowerCase()}</span>`,
    isLive(clock) && !clock.pause ? deadline(clock.dueAt, now, zone) : moment(clock.dueAt, zone),
    html`${badge(word, tone)}${until}${ended}${rung}`,
    html`<span class="small">${rule?.source ?? ''}</span>`,
    html`${rule === undefined ? '' : inWords(rule.confidence)}`,
  ];
}

/** What a clock is about, in words without a name: an action, a task, an agency, a member by role, or the case. */
export function subjectText(state: CaseState, subject: string | undefined, agencyName: AgencyNames): string {
  if (subject === undefined) return 'The case';
  const action = state.actions.find(({ actionId }) => actionId === subject);
  if (action) return `Action: ${inWords(action.code).toLowerCase()}, ${agencyName(action.owner.agencyId)}`;
  const task = state.tasks.find(({ taskId }) => taskId === subject);
  if (task) return `Task: ${inWords(task.code).toLowerCase()}, ${agencyName(task.for.agencyId)}`;
  const member = state.members.find(({ personId }) => personId === subject);
  if (member) return inWords(member.role);
  const agency = state.agencies.find(
    ({ agencyId, representativeId }) => agencyId === subject || representativeId === subject,
  );
  if (agency) return agencyName(agency.agencyId);
  return subject.startsWith('rep-') ? 'A representative' : idText(subject);
}

/** The tasks of a case that wait for somebody. */
export function taskTable(
  state: CaseState,
  now: Instant,
  zone: Zone,
  policy: Policy | undefined,
  agencyName: AgencyNames,
): Markup {
  const open = state.tasks.filter((task) => task.status === 'open');
  if (open.length === 0) return html`<p>No task is open.</p>`;
  return table(
    `${count(open.length, 'open task')}`,
    [{ title: 'Task' }, { title: 'Agency' }, { title: 'Since' }, { title: 'Due' }, { title: 'Because of' }],
    open.map((task) => [
      html`${inWords(task.code)}`,
      html`${agencyName(task.for.agencyId)}${task.for.post === undefined ? '' : `, ${inWords(task.for.post).toLowerCase()}`}`,
      moment(task.openedAt, zone),
      task.dueAt === undefined ? html`` : deadline(task.dueAt, now, zone),
      html`${task.reason === undefined ? '' : ruleText(task.reason, policy)}`,
    ]),
  );
}
