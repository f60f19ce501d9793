import { type Calendar, type Instant, localDateTime, type ToldCalendar } from '../../calendar/index.ts';

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** Names of time zones as people there write them, by zone and offset. */
const zoneNames: Readonly<Record<string, string>> = {
  'Australia/Perth +08:00': 'AWST, Perth time',
  'Australia/Darwin +09:30': 'ACST, Darwin time',
  'Australia/Adelaide +09:30': 'ACST, Adelaide time',
  'Australia/Adelaide +10:30': 'ACDT, Adelaide time',
  'Australia/Brisbane +10:00': 'AEST, Brisbane time',
  'Australia/Sydney +10:00': 'AEST, Sydney time',
  'Australia/Sydney +11:00': 'AEDT, Sydney time',
  'Australia/Hobart +10:00': 'AEST, Hobart time',
  'Australia/Hobart +11:00': 'AEDT, Hobart time',
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

/**
 * `Monday 2 March 2026, 9:00 am (AWST, Perth time)`, so that nobody has to guess whose clock is meant. Whoever reads
 * it in another time zone is told both, their own first (S2-22); the day too, where it is another there.
 */
export function localMoment(instant: Instant, calendar: ToldCalendar): string {
  const here = `${localDay(instant, calendar)}, ${onTheClock(instant, calendar)}`;
  if (calendar.readerZone === undefined) return here;
  const there = { ...calendar, timeZone: calendar.readerZone };
  if (localDateTime(there, instant).offset === localDateTime(calendar, instant).offset) return here;
  const day = localDay(instant, there);
  const clock = onTheClock(instant, calendar);
  return `${day}, ${onTheClock(instant, there)}, which is ${day === localDay(instant, calendar) ? clock : here}`;
}

/** `9:00 am (AWST, Perth time)`. */
function onTheClock(instant: Instant, calendar: Calendar): string {
  const { time, offset } = localDateTime(calendar, instant);
  const hour = Number(time.slice(0, 2));
  const clock = `${hour % 12 === 0 ? 12 : hour % 12}:${time.slice(3)} ${hour < 12 ? 'am' : 'pm'}`;
  return `${clock} (${zoneNames[`${calendar.timeZone} ${offset}`] ?? `UTC${offset}`})`;
}
