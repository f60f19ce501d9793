import { type Calendar, type Instant, localDateTime } from '../../calendar/index.ts';

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** Names of time zones as people there write them, by zone and offset. */
const zoneNames: Readonly<Record<string, string>> = {
  'Australia/Perth +08:00': 'AWST, Perth time',
  'Australia/Melbourne +10:00': 'AEST, Melbourne time',
  'Australia/Melbourne +11:00': 'AEDT, Melbourne time',
  'Pacific/Auckland +12:00': 'NZST, New Zealand time',
  'Pacific/Auckland +13:00': 'NZDT, New Zealand time',
  'Pacific/Chatham +12:45': 'Chatham Islands time',
  'Pacific/Chatham +13:45': 'Chatham Islands daylight time',
};

/** `2 March 2026` of `2026-03-02`; what is no date stays as it is. */
export function longDate(date: string): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date) ?? [];
  const name = months[Number(month) - 1];
  return name === undefined ? date : `${Number(day)} ${name} ${year}`;
}

/** `Monday 2 March 2026`, in the region. */
export function localDay(instant: Instant, calendar: Calendar): string {
  const { date, weekday } = localDateTime(calendar, instant);
  return `${weekday} ${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
}

/** `Monday 2 March 2026, 9:00 am (AWST, Perth time)`, so that nobody has to guess whose clock is meant. */
export function localMoment(instant: Instant, calendar: Calendar): string {
  const { time, offset } = localDateTime(calendar, instant);
  const hour = Number(time.slice(0, 2));
  const clock = `${hour % 12 === 0 ? 12 : hour % 12}:${time.slice(3)} ${hour < 12 ? 'am' : 'pm'}`;
  const zone = zoneNames[`${calendar.timeZone} ${offset}`] ?? `UTC${offset}`;
  return `${localDay(instant, calendar)}, ${clock} (${zone})`;
}
