import type { Instant } from '../../functions/domain/calendar/index.ts';
import { type Calendar, localDateTime } from '../../functions/domain/calendar/index.ts';
import type { CaseState } from '../../functions/domain/case/state.ts';
import { isLive } from '../../functions/domain/clocks/schema.ts';
import { valueAt } from '../scenario/references.ts';
import type { Expectation } from '../scenario/schema.ts';

/** A message as expectations see it: what kind, to whom, when it was made and what became of it. */
export interface SeenMessage {
  kind: string;
  /** `agency` or `agency/worker`, by the scenario's aliases. */
  agency: string;
  worker: string | undefined;
  createdAt: Instant;
  /** What the gate or SES made of it so far. */
  fate: string;
}

/** As much of a case as is looked at; `state` of an expectation may look anywhere. */
export interface SeenCase {
  phase: CaseState['phase'];
  clocks: readonly Pick<CaseState['clocks'][number], 'rule' | 'status' | 'dueAt'>[];
  tasks: readonly Pick<CaseState['tasks'][number], 'code' | 'status'>[];
}

export interface Seen {
  /** The refusal's code, or nothing if the command was accepted or none was given. */
  refused: string | undefined;
  state: SeenCase | undefined;
  messages: readonly SeenMessage[];
  calendar: Calendar;
  instant(text: string): Instant;
  resolve(value: unknown): unknown;
}

/** What does not hold, in words that name what was expected and what was found. */
export function unmetExpectations(expected: Expectation, seen: Seen): string[] {
  return [
    ...refusal(expected, seen),
    ...phase(expected, seen),
    ...paths(expected, seen),
    ...clocks(expected, seen),
    ...tasks(expected, seen),
    ...messages(expected, seen),
  ];
}

function refusal({ refused }: Expectation, seen: Seen): string[] {
  if (refused === seen.refused) return [];
  if (refused === undefined) return [`expected it to be accepted, but it was refused: ${seen.refused}`];
  return [`expected the refusal ${refused}, found ${seen.refused ?? 'that it was accepted'}`];
}

function phase(expected: Expectation, { state }: Seen): string[] {
  if (expected.phase === undefined || expected.phase === state?.phase) return [];
  return [`expected the phase ${expected.phase}, found ${state?.phase ?? 'no case'}`];
}

function paths(expected: Expectation, { state, resolve }: Seen): string[] {
  return Object.entries(expected.state ?? {}).flatMap(([path, raw]) => {
    const wanted = resolve(raw);
    const found = valueAt(state, path);
    return JSON.stringify(found) === JSON.stringify(wanted)
      ? []
      : [`expected ${path} to be ${JSON.stringify(wanted)}, found ${JSON.stringify(found)}`];
  });
}

function clocks(expected: Expectation, { state, calendar }: Seen): string[] {
  const live = (state?.clocks ?? []).filter(isLive);
  const rules = new Set(live.map((clock) => clock.rule));
  const missing = (expected.liveClocks ?? []).filter((rule) => !rules.has(rule));
  const extra = (expected.noClocks ?? []).filter((rule) => rules.has(rule));
  const late = Object.entries(expected.due ?? {}).flatMap(([rule, wanted]) => {
    const found = live
      .filter((clock) => clock.rule === rule)
      .map((clock) => localTime(calendar, clock.dueAt));
    return found.some((time) => time.startsWith(wanted))
      ? []
      : [`expected ${rule} to fall due ${wanted}, found ${found.join(', ') || 'no live clock'}`];
  });
  return [
    ...missing.map((rule) => `expected a live clock ${rule}, found ${[...rules].join(', ') || 'none'}`),
    ...extra.map((rule) => `expected no live clock ${rule}`),
    ...late,
  ];
}

const localTime = (calendar: Calendar, at: Instant): string => {
  const { date, time } = localDateTime(calendar, at);
  return `${date} ${time}`;
};

function tasks(expected: Expectation, { state }: Seen): string[] {
  const open = new Set(
    (state?.tasks ?? []).filter((task) => task.status === 'open').map((task) => task.code),
  );
  return [
    ...(expected.openTasks ?? [])
      .filter((code) => !open.has(code))
      .map((code) => `expected an open task ${code}, found ${[...open].join(', ') || 'none'}`),
    ...(expected.noTasks ?? [])
      .filter((code) => open.has(code))
      .map((code) => `expected no open task ${code}`),
  ];
}

function messages(expected: Expectation, seen: Seen): string[] {
  return (expected.messages ?? []).flatMap((wanted) => {
    const since = wanted.since === undefined ? '' : seen.instant(wanted.since);
    const found = seen.messages.filter(
      (message) =>
        message.kind === wanted.kind &&
        message.createdAt >= since &&
        (wanted.fate === undefined || message.fate === wanted.fate),
    );
    const names = found.map(({ agency, worker }) => (worker === undefined ? agency : `${agency}/${worker}`));
    const faults: string[] = [];
    if (wanted.count !== undefined && found.length !== wanted.count) {
      faults.push(`expected ${wanted.count} ${wanted.kind}, found ${found.length}: ${names.join(', ')}`);
    }
    for (const to of wanted.to ?? []) {
      const reached = found.some(({ agency }, index) => to === agency || to === names[index]);
      if (!reached) faults.push(`expected ${wanted.kind} to ${to}, found ${names.join(', ') || 'none'}`);
    }
    for (const to of wanted.notTo ?? []) {
      if (found.some(({ agency }, index) => to === agency || to === names[index])) {
        faults.push(`expected no ${wanted.kind} to ${to}`);
      }
    }
    return faults;
  });
}
