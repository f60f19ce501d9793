import { head, type Paint, wrapped } from './lines.ts';
import type { Teller, Told } from './told.ts';

export interface Page {
  write(line: string): void;
  progress(text: string): void;
  paint: Paint;
  /** Room for what a line is about; 0 when there is one case only, and no need to say which. */
  width: number;
}

/** Everything that happens, a line each, at once. */
export const everyLine = ({ write, progress, paint, width }: Page): Teller => ({
  tell: (told) => write(`${head(told, width, paint)}${textOf(told, told.name ?? '')}`.trimEnd()),
  progress,
  end: () => progress(''),
});

const COLUMNS = 80;

/** The same thing of several, such as a plan's copies or a morning's replies. */
interface Joined {
  told: Told;
  names: Map<string, number>;
}

/**
 * The course of a case, to be read: no details, commands of one kind within a day on one line, messages and
 * steps of time within a minute, and no line over 80 columns. A line is written when it can grow no more.
 */
export function story({ write, progress, paint, width }: Page): Teller {
  let held: Joined[] = [];

  function flush(): void {
    for (const { told, names } of held) tellNow(told, listOf(names));
    held = [];
  }

  function tellNow(told: Told, names: string): void {
    const text = textOf({ ...told, before: told.brief ?? told.before }, names);
    for (const line of wrapped(head(told, width, paint), text, COLUMNS)) write(line);
  }

  return {
    tell(told) {
      if (told.isDetail) return;
      if (held[0] && !isBeside(held[0].told, told)) flush();
      if (told.name === undefined) return tellNow(told, '');
      const same = held.find((one) => isSame(one.told, told));
      if (same) same.names.set(told.name, (same.names.get(told.name) ?? 0) + 1);
      else held.push({ told, names: new Map([[told.name, 1]]) });
    },
    progress,
    end() {
      flush();
      progress('');
    },
  };
}

const textOf = ({ before, after = '' }: Told, names: string): string => `${before}${names}${after}`;

const listOf = (names: ReadonlyMap<string, number>): string =>
  [...names].map(([name, times]) => (times === 1 ? name : `${name} (${times})`)).join(', ');

const DAY = 'Thu 2026-03-05'.length;

/** May stand together before either is written. */
const isBeside = (one: Told, other: Told): boolean =>
  other.name !== undefined &&
  one.mark === other.mark &&
  (one.mark === '>' ? one.when.slice(0, DAY) === other.when.slice(0, DAY) : one.when === other.when);

const isSame = (one: Told, other: Told): boolean =>
  one.about === other.about && one.before === other.before && one.after === other.after;
