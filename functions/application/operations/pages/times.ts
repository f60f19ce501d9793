import {
  type Calendar,
  fromInstant,
  type Instant,
  isInstant,
  localDateTime,
} from '../../../domain/calendar/index.ts';
import { html, type Markup } from '../../answers/pages/html.ts';

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** Names of zones as people there write them, by zone and offset. */
const zoneNames: Readonly<Record<string, string>> = {
  'Australia/Perth +08:00': 'AWST',
  'Australia/Melbourne +10:00': 'AEST',
  'Australia/Melbourne +11:00': 'AEDT',
  'Pacific/Auckland +12:00': 'NZST',
  'Pacific/Auckland +13:00': 'NZDT',
};

/** The part of a calendar that display needs; `undefined` shows UTC. */
export type Zone = Calendar | undefined;

/** `Tue 3 Mar 2026 09:00 AWST` in the region's time; a value that is no instant is not shown. */
export function momentText(at: Instant, zone: Zone): string {
  if (!isInstant(at)) return 'unreadable time';
  const local = zone ? localDateTime(zone, at) : utc(at);
  const { date, time, weekday, offset } = local;
  const day = `${weekday.slice(0, 3)} ${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1]}`;
  const name = zone ? (zoneNames[`${zone.timeZone} ${offset}`] ?? `UTC${offset}`) : 'UTC';
  return `${day} ${date.slice(0, 4)} ${time} ${name}`;
}

/** The same as an element that machines can read too. */
export function moment(at: Instant, zone: Zone): Markup {
  return isInstant(at)
    ? html`<time datetime="${at}">${momentText(at, zone)}</time>`
    : html`${momentText(at, zone)}`;
}

const weekdays = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');
const utc = (at: Instant) => ({
  date: at.slice(0, 10),
  time: at.slice(11, 16),
  weekday: weekdays[new Date(fromInstant(at)).getUTCDay()] ?? '',
  offset: '+00:00',
});

const units: readonly [word: string, ms: number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** A length of time in its two greatest units: `3 days 4 hours`. Of two bad instants nothing is said. */
export function lengthText(from: Instant, to: Instant): string {
  if (!isInstant(from) || !isInstant(to)) return 'an unknown time';
  let rest = Math.abs(fromInstant(to) - fromInstant(from));
  const parts: string[] = [];
  for (const [word, ms] of units) {
    const count = Math.floor(rest / ms);
    rest -= count * ms;
    if (count > 0) parts.push(`${count} ${word}${count === 1 ? '' : 's'}`);
    // A week and some minutes is a week.
    if (parts.length === 2 || (parts.length === 1 && word !== units[0]?.[0] && count === 0)) break;
  }
  return parts.length === 0 ? 'less than a minute' : parts.join(' ');
}

/** A deadline with how late it is, or how long it still has. */
export function deadline(due: Instant, now: Instant, zone: Zone): Markup {
  if (!isInstant(due)) return moment(due, zone);
  const length = lengthText(due, now);
  const how =
    due < now
      ? html`<span class="length late">${length} late</span>`
      : html`<span class="length quiet">in ${length}</span>`;
  return html`${moment(due, zone)} <span class="small">${how}</span>`;
}
