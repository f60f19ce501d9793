import { errorText, inWords, ruleText } from '../../functions/application/operations/pages/words.ts';
import { addElapsed, type Instant } from '../../functions/domain/calendar/instants.ts';
import type { Task } from '../../functions/domain/case/schema/ending.ts';
import type { CaseState } from '../../functions/domain/case/state.ts';
import { nextAt } from '../../functions/domain/clocks/advance.ts';
import { type Clock, isLive } from '../../functions/domain/clocks/schema.ts';
import type { CaseView } from './case-view.ts';
import { executionNameOf } from './names.ts';
import { operations, type Ring, ringForClock, ringForRole, ringForTask } from './ring.ts';

/** Why operations should look at a case. `stuck`: the system does not carry it; `overdue`: people are late. */
export interface Concern {
  level: 'stuck' | 'overdue';
  code: string;
  text: string;
  since: Instant;
  ring: Ring;
  /** Of what came due: the urgent first. */
  key?: Clock['key'] | undefined;
}

/** The sweeper mends what it finds every minute; what stands longer than this it did not mend (judgement). */
const GRACE_MINUTES = 5;

/** Everything that is wrong with a case now, the worst first; none if all is well. */
export function concernsOf(view: CaseView, now: Instant): Concern[] {
  try {
    return merged([...stuck(view, now), ...overdue(view, now)].toSorted(worstFirst));
  } catch (error) {
    // One bad record must not hide the others: it comes first in the list instead.
    const name = error instanceof Error ? errorText(error.name) : 'unknown';
    const text = `The record makes no sense to these pages (${name})`;
    return [{ level: 'stuck', code: 'unreadable', text, since: view.record?.at ?? now, ring: operations }];
  }
}

const keys: readonly Clock['key'][] = ['critical', 'urgent', 'standard'];
const rank = ({ level, key = 'standard' }: Concern): number =>
  (level === 'stuck' ? 0 : 10) + keys.indexOf(key);

/** Stuck before overdue, then the more urgent, then the older. */
export const worstFirst = (a: Concern, b: Concern): number =>
  rank(a) - rank(b) || (a.since < b.since ? -1 : a.since > b.since ? 1 : 0);

/** The same reason for the same people is told once, with how often and since when. */
function merged(concerns: readonly Concern[]): Concern[] {
  const groups = Map.groupBy(concerns, ({ level, text, ring }) =>
    JSON.stringify([level, text, ring.role, ring.agencyId]),
  );
  return [...groups.values()].flatMap((same) => {
    const [worst] = same;
    if (worst === undefined || same.length === 1) return worst ?? [];
    const since = same.map((one) => one.since).sort()[0] ?? worst.since;
    return { ...worst, since, text: `${worst.text} (${same.length} times)` };
  });
}

/** What the machinery fails to do. */
function stuck(view: CaseView, now: Instant): Concern[] {
  const { record, state, context, current, generations, deadLetters } = view;
  const found: Concern[] = [];
  const long = (since: Instant) => addElapsed(since, { minutes: GRACE_MINUTES }) <= now;
  const say = (code: string, text: string, since: Instant) =>
    found.push({ level: 'stuck', code, text, since, ring: operations });
  const began = generations.at(-1)?.startedAt ?? now;
  if (record === undefined) {
    say('no_record', 'An execution runs for a case that has no record', began);
    return found;
  }
  if (state === undefined) say('unreadable', 'The record cannot be read', record.at);
  else if (context === undefined) say('no_policy', 'The policy of the case is not known here', record.at);
  const failing = Object.values(record.failing).length;
  if (failing > 0) say('relay_failing', `Passing on fails for ${failing} of its changes`, record.at);
  else if (Object.keys(record.outbox).length > 0 && long(record.at))
    say('outbox_waits', 'Changes wait to be passed on', record.at);
  if (deadLetters > 0) say('dead_letters', `${deadLetters} of its changes could not be passed on`, record.at);
  if (state?.phase === 'closed') return found;
  const carrier = generations.find(({ name }) => executionNameOf(name).generation === record.generation);
  if (carrier?.status !== 'RUNNING') {
    const since = carrier?.stoppedAt ?? record.at;
    if (long(since)) say('no_execution', 'No execution carries the case', since);
  } else if (current?.state === 'Quarantine') {
    say('quarantine', 'The execution has put the case into quarantine', current.since);
  } else if ((record.tokenVersion ?? 0) < record.version && long(record.at)) {
    say('unseen', 'The execution has not seen the last change', record.at);
  }
  // One alone is how an ordinary recovery looks: the sweeper acts and comes again to see whether it helped.
  if (record.sweep.failures > 1)
    say('sweep_failing', `Sweeping has failed ${record.sweep.failures} times in a row`, record.at);
  if (state && context) found.push(...sleeping(view, state, now));
  return found;
}

/** Time that has passed without the case noticing. */
function sleeping({ context }: CaseView, state: CaseState, now: Instant): Concern[] {
  if (context === undefined) return [];
  const concern = { level: 'stuck', ring: operations } as const;
  if (!state.clocks.some(isLive))
    return [{ ...concern, code: 'no_clock', text: 'No clock is running', since: state.phaseSince }];
  const next = nextAt(state, context.policy, context.calendar);
  if (next === undefined || addElapsed(next, { minutes: GRACE_MINUTES }) > now) return [];
  return [{ ...concern, code: 'clock_missed', text: 'A clock came due and nothing was done', since: next }];
}

/** What people have not done in time, and mail that reached nobody. */
function overdue({ state, context }: CaseView, now: Instant): Concern[] {
  if (state === undefined || context === undefined || state.phase === 'closed') return [];
  const { policy } = context;
  const late = state.clocks.filter(
    (clock) => isLive(clock) && clock.status !== 'paused' && clock.dueAt < now && policy.clocks[clock.rule],
  );
  const clocks = late.map((clock): Concern => {
    const task = state.tasks.find(({ taskId }) => taskId === clock.subject);
    const text = task === undefined ? ruleText(clock.rule, policy) : taskText(task.code);
    const ring = ringForClock(state, clock, context, now);
    return { level: 'overdue', code: clock.rule, text, since: clock.dueAt, ring, key: clock.key };
  });
  // A task with a clock of its own, or that does what a clock is about by the same time, is not told twice.
  const isTimed = ({ taskId, subject, dueAt }: Task): boolean =>
    state.clocks.some(
      (clock) =>
        isLive(clock) &&
        (clock.subject === taskId ||
          (subject !== undefined && clock.subject === subject && clock.dueAt === dueAt)),
    );
  const tasks = state.tasks
    .filter((task) => task.status === 'open' && (task.dueAt ?? now) < now && !isTimed(task))
    .map(
      (task): Concern => ({
        level: 'overdue',
        code: 'task',
        text: taskText(task.code),
        since: task.dueAt ?? now,
        ring: ringForTask(state, task, now),
      }),
    );
  const lateTasks = new Set(late.map((clock) => clock.subject));
  const lost = state.undelivered
    .filter(({ settledAt, taskId }) => settledAt === undefined && isTaskOpen(state, taskId))
    .filter(({ taskId }) => !lateTasks.has(taskId))
    .map(({ kind, outcome, at }): Concern => {
      const text = `Mail did not arrive: ${inWords(kind)}, ${inWords(outcome).toLowerCase()}`;
      const ring = ringForRole(state, 'convenor', undefined, now);
      return { level: 'overdue', code: 'undelivered', text, since: at, ring };
    });
  return [...clocks, ...tasks, ...lost];
}

const taskText = (code: string): string => `Task: ${inWords(code).toLowerCase()}`;

const isTaskOpen = ({ tasks }: CaseState, taskId: string | undefined): boolean =>
  tasks.some((task) => task.taskId === taskId && task.status === 'open');
