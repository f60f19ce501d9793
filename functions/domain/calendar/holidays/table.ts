/** One day on which offices are closed: local date `YYYY-MM-DD` and its name. */
export type HolidayRow = readonly [date: string, name: string];

/** A generated table; see scripts/holidays.ts for where the dates come from and what was corrected. */
export interface HolidayTable {
  /** First and last year for which the table is complete. Dates outside are refused, never guessed. */
  readonly firstYear: number;
  readonly lastYear: number;
  readonly holidays: readonly HolidayRow[];
  /** Days that are expected but not yet proclaimed or enacted. They count as working days until confirmed. */
  readonly provisional: readonly HolidayRow[];
}

/** What a New Zealand region adds to the national table. */
export interface RegionalTable {
  readonly timeZone: string;
  readonly holidays: readonly HolidayRow[];
}
