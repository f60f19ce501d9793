import type { Instant } from '../../../domain/calendar/instants.ts';
import { html, type Markup } from '../../answers/pages/html.ts';
import type { CaseExecution } from '../case-life.ts';
import type { StuckReason } from '../stuck.ts';
import type { Late, RingLine } from '../whom-to-ring.ts';
import { badge } from './table.ts';
import { lengthText, moment, type Zone } from './times.ts';
import { inWords } from './words.ts';

/** Where the view shows a case; the script of the view fetches what stands behind the `#`. */
export const caseHref = (caseId: string): string => `#/cases/${encodeURIComponent(caseId)}`;
export const phaseHref = (phase?: string, page = 1): string => {
  const query = new URLSearchParams({ ...(phase && { phase }), ...(page > 1 && { page: String(page) }) });
  return query.size === 0 ? '#/cases' : `#/cases?${query.toString()}`;
};

/** A part of a page under its heading; its id is how the view knows it again. */
export const section = (id: string, title: string, body: Markup): Markup =>
  html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${body}</section>
`;

export const asOf = (at: Instant, zone: Zone): Markup => html`<p id="as-of">As of ${moment(at, zone)}.</p>
`;

/** When it was due, and how late it is. */
export const lateness = (dueAt: Instant, now: Instant, zone: Zone): Markup =>
  html`${moment(dueAt, zone)} <span class="length small late">${lengthText(dueAt, now)} late</span>`;

/** `Owner, Example Police District` and the number of its post, if the directory has one. */
export function ringText({ role, agencyId, agencyName, phone }: RingLine): Markup {
  const who = html`${inWords(role)}, ${agencyName ?? agencyId}`;
  if (phone === undefined) return html`${who}<br><span class="small quiet">no number in the directory</span>`;
  const digits = phone.number.replace(/[^+\d]/g, '');
  return html`${who}<br><span class="small">${inWords(phone.post)} <a href="tel:${digits}">${phone.number}</a></span>`;
}

const urgency: Readonly<Record<Late['key'], Markup>> = {
  critical: html`${badge('Critical', 'stop')} `,
  urgent: html`${badge('Urgent', 'warn')} `,
  standard: html``,
};

/** What is late: its urgency, the rule, and which action or task it is about. */
export const whatText = ({ key, title, about }: Late): Markup =>
  html`${urgency[key]}${title}${about === undefined ? html`` : html`<br><span class="small quiet">${inWords(about)}</span>`}`;

/** An execution by its name, as a link to the console where there is one. */
export const executionText = ({ execution, consoleUrl }: CaseExecution): Markup =>
  consoleUrl === undefined
    ? html`<span class="code">${execution}</span>`
    : html`<a class="code" href="${consoleUrl}" target="_blank" rel="noopener noreferrer">${execution}<span class="unseen"> in the console, in a new tab</span></a>`;

const byReason: Readonly<Record<StuckReason, string>> = {
  attention_overdue: 'the sweeper should have looked',
  sweep_failing: 'sweeping fails',
  relay_failing: 'a change cannot be passed on',
  outbox_waits: 'changes wait to be passed on',
  unseen: 'no execution has seen the last change',
  clock_missed: 'a deadline came and nothing was done',
  dead_letters: 'entries were given up',
  not_sent: 'the mail service has not taken it in time',
  unreadable: 'its record makes no sense',
};
const reasons = new Map(Object.entries(byReason));

/** Why something is stuck, in words; a reason that is not known by its code. */
export const reasonText = (codes: readonly string[]): string =>
  codes.map((code) => reasons.get(code) ?? inWords(code)).join('; ');
