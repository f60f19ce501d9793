/**
 * Writes the holiday tables in functions/domain/calendar/holidays from the `date-holidays` package.
 *
 *   npm exec -c 'node scripts/holidays.ts'
 *
 * A day goes to `provisional`, and is not counted as a holiday, where the package computes a date that
 * somebody still has to proclaim or that a bill may move. Once a date is published, raise the year below,
 * run the script, and let the review compare the change with the gazette.
 */
import { writeFileSync } from 'node:fs';
import Holidays from 'date-holidays';
import type { HolidayRow } from '../functions/domain/calendar/holidays/table.ts';

const firstYear = 2024;
const lastYear = 2032;
const years = Array.from({ length: lastYear - firstYear + 1 }, (_, i) => firstYear + i);

/** Last year whose Friday before the AFL Grand Final is known. The date follows the AFL's fixture. */
const grandFinalKnownTo = 2026;
/** Last year whose King's Birthday in Western Australia is known. The Governor proclaims it. */
const waKingsBirthdayKnownTo = 2026;
/**
 * The Public and Bank Holidays Amendment Bill 2025 (WA) moves Labour Day, Western Australia Day and the
 * King's Birthday and adds Show Day from 2028. Whether it has been enacted was not established, so from
 * then on both the old and the new dates are provisional.
 * https://www.wa.gov.au/government/announcements/outcomes-the-public-holiday-review
 */
const waBillFrom = 2028;

interface Split {
  readonly holidays: HolidayRow[];
  readonly provisional: HolidayRow[];
}

const notes: Record<'au-wa' | 'au-vic' | 'nz' | 'nz-regions', string> = {
  'au-wa': `Western Australia, Perth dates.
 * - King's Birthday is proclaimed each year; provisional after ${waKingsBirthdayKnownTo}. Regions may have another date
 *   (Karratha and Port Hedland, for example): use withLocalDays.
 * - From ${waBillFrom} a bill moves Labour Day, Western Australia Day and the King's Birthday and adds Show Day:
 *   the old and the new dates are provisional.`,
  'au-vic': `Victoria, metropolitan dates.
 * - The Friday before the AFL Grand Final follows the fixture; provisional after ${grandFinalKnownTo}.
 * - Some regional councils replace Melbourne Cup Day by a day of their own: use withLocalDays.`,
  nz: `New Zealand, days of the whole country. Matariki is set by statute to 2052.`,
  'nz-regions': `New Zealand, anniversary days by region, which come on top of the national days.
 * - Set by local custom, so a district may differ (parts of North Canterbury, for example): use withLocalDays.`,
};

/** The table files, by name. */
export function generateTables(): Map<string, string> {
  const wa = split(publicDays('AU', 'WA'), isProvisionalInWa);
  const vic = split(publicDays('AU', 'VIC'), isProvisionalInVic);
  return new Map([
    [
      'au-wa.ts',
      table('au-wa', 'auWa', { ...wa, provisional: sorted([...wa.provisional, ...waBillDays()]) }),
    ],
    ['au-vic.ts', table('au-vic', 'auVic', vic)],
    ['nz.ts', table('nz', 'nz', { holidays: publicDays('NZ'), provisional: [] })],
    ['nz-regions.ts', regionsFile()],
  ]);
}

function publicDays(country: string, state = ''): HolidayRow[] {
  const source = new Holidays(country, state);
  const days = years.flatMap((year) => source.getHolidays(year, 'en'));
  return days
    .filter((day) => day.type === 'public')
    .map((day): HolidayRow => [day.date.slice(0, 10), day.name.replace('Provincial', 'Regional')]);
}

function split(days: HolidayRow[], isProvisional: (name: string, year: number) => boolean): Split {
  const guessed = ([date, name]: HolidayRow) => isProvisional(name, Number(date.slice(0, 4)));
  return { holidays: days.filter((day) => !guessed(day)), provisional: days.filter(guessed) };
}

function isProvisionalInVic(name: string, year: number): boolean {
  return name === 'AFL Grand Final Friday' && year > grandFinalKnownTo;
}

function isProvisionalInWa(name: string, year: number): boolean {
  if (name === "King's Birthday") return year > waKingsBirthdayKnownTo;
  return ['Labour Day', 'Western Australia Day'].includes(name) && year >= waBillFrom;
}

/** The days as the bill has them. Show Day falls in the late September school holidays, so on or near the old King's Birthday. */
function waBillDays(): HolidayRow[] {
  return years
    .filter((year) => year >= waBillFrom)
    .flatMap((year): HolidayRow[] => [
      // The third Monday in years of a state election: 2025, 2029, 2033.
      [nthMonday(year, 3, year % 4 === 1 ? 3 : 2), 'Labour Day (bill of 2025)'],
      [nthMonday(year, 6, 2), "King's Birthday (bill of 2025)"],
      [nthMonday(year, 11, 2), 'Western Australia Day (bill of 2025)'],
    ]);
}

function nthMonday(year: number, month: number, n: number): string {
  const weekday = new Date(Date.UTC(year, month - 1, 1)).getUTCDay();
  return new Date(Date.UTC(year, month - 1, 1 + ((8 - weekday) % 7) + 7 * (n - 1)))
    .toISOString()
    .slice(0, 10);
}

/** Region -> state code of the package. Two districts differ from their region; the package cannot look up their mixed-case keys. */
const regions: Record<string, string> = {
  'NZ-AUK': 'AUK',
  'NZ-BOP': 'BOP',
  'NZ-CAN': 'CAN',
  'NZ-CIT': 'CIT',
  'NZ-GIS': 'GIS',
  'NZ-HKB': 'HKB',
  'NZ-MBH': 'MBH',
  'NZ-MWT': 'MWT',
  'NZ-NSN': 'NSN',
  'NZ-NTL': 'NTL',
  'NZ-OTA': 'OTA',
  'NZ-STL': 'STL',
  'NZ-TAS': 'TAS',
  'NZ-TKI': 'TKI',
  'NZ-WGN': 'WGN',
  'NZ-WKO': 'WKO',
  'NZ-WTC': 'WTC',
};

function regionsFile(): string {
  const own = new Map(
    Object.entries(regions).map(([region, state]) => [region, anniversaries(region, state)]),
  );
  // South Canterbury keeps Dominion Day; Buller was part of Nelson province.
  own.set(
    'NZ-CAN-TIMARU',
    years.map((year): HolidayRow => [nthMonday(year, 9, 4), 'South Canterbury anniversary day']),
  );
  own.set('NZ-WTC-BULLER', own.get('NZ-NSN') ?? []);
  const entries = [...own].map(([region, days]) => {
    const timeZone = region === 'NZ-CIT' ? 'Pacific/Chatham' : 'Pacific/Auckland';
    return `  '${region}': {\n    timeZone: '${timeZone}',\n    holidays: ${rows(days, '    ')},\n  },\n`;
  });
  const header = head('nz-regions').replace('HolidayTable', 'RegionalTable');
  return `${header}export const nzRegions = {\n${entries.join('')}} as const satisfies Record<string, RegionalTable>;\n`;
}

/** What the region adds to the national days; fails if the package gives it fewer or no day in some year. */
function anniversaries(region: string, state: string): HolidayRow[] {
  const national = publicDays('NZ').map(([date]) => date);
  const days = publicDays('NZ', state);
  const own = days.filter(([date]) => !national.includes(date));
  const missing = national.filter((date) => !days.some((day) => day[0] === date));
  if (missing.length > 0) throw new Error(`${region} lacks national days: ${missing.join(', ')}`);
  if (own.length !== years.length)
    throw new Error(`${region} has ${own.length} days of its own in ${years.length} years`);
  return own;
}

function table(file: keyof typeof notes, name: string, { holidays, provisional }: Split): string {
  const body = `  firstYear: ${firstYear},\n  lastYear: ${lastYear},\n`;
  return `${head(file)}export const ${name}: HolidayTable = {\n${body}  holidays: ${rows(holidays)},\n  provisional: ${rows(provisional)},\n};\n`;
}

function head(file: keyof typeof notes): string {
  return `/**
 * ${notes[file]}
 *
 * Complete from ${firstYear} to ${lastYear}. Generated by scripts/holidays.ts from date-holidays; do not edit.
 */
import type { HolidayTable } from './table.ts';

`;
}

function rows(days: readonly HolidayRow[], indent = '  '): string {
  if (days.length === 0) return '[]';
  const quote = (text: string) => (text.includes("'") ? JSON.stringify(text) : `'${text}'`);
  return `[\n${days.map(([date, name]) => `${indent}  ['${date}', ${quote(name)}],`).join('\n')}\n${indent}]`;
}

function sorted(days: HolidayRow[]): HolidayRow[] {
  return days.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

if (import.meta.main) {
  for (const [file, text] of generateTables()) {
    writeFileSync(new URL(`../functions/domain/calendar/holidays/${file}`, import.meta.url), text);
  }
}
