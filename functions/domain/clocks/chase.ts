import type { Calendar } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/instants.ts';
import type { CaseRole, Policy } from '../policy/schema.ts';
import { system } from '../shared/actor.ts';
import type { AggregateContext } from '../shared/aggregate-command.ts';
import { createCollector } from '../shared/command.ts';
import type { Accepted } from '../shared/decision.ts';
import { type Recipient, recipientKey } from '../shared/recipient.ts';
import { type AggregateTask, askOf, type WithTasks } from '../shared/tasks.ts';
import {
  ladderOf,
  nextOfClock,
  type Occurrence,
  occurrenceCode,
  pendingOccurrences,
  type RungTimes,
  rungTimes,
} from './rungs.ts';
import type { Clock } from './schema.ts';
import { dueAfter } from './spans.ts';

/** The rule by which tasks of a case are chased too. */
const RULE = 'task.due';

/**
 * Ask something of a person in a record that no execution carries, such as a person's or an agency's, and have it
 * chased by the rule for any task. Asked again while it is open, it stays due when it was: a look-alike that is
 * found again and again must not rest for that.
 */
export function askChased(
  draft: WithTasks,
  ownerId: string,
  context: AggregateContext,
  { key = 'standard', ...task }: Omit<Parameters<typeof askOf>[3], 'dueAt'> & { key?: 'standard' | 'urgent' },
): AggregateTask {
  const { policy, now, calendar } = context;
  const made = askOf(draft, ownerId, context, task);
  const rule = policy.clocks[RULE];
  const kept = draft.tasks.find(({ taskId }) => taskId === made.taskId) ?? made;
  if (rule && kept.chase === undefined) {
    kept.dueAt ??= dueAfter(rule, key, now, calendar);
    kept.chase = { key, fired: [] };
  }
  return kept;
}

/** A task as the clock that it would have in a case; undefined when nothing chases it. */
const clockOf = ({ taskId, status, openedAt, dueAt, chase }: AggregateTask): Clock | undefined =>
  status !== 'open' || chase === undefined || dueAt === undefined
    ? undefined
    : {
        clockId: taskId,
        rule: RULE,
        key: chase.key,
        subject: taskId,
        startedAt: openedAt,
        dueAt,
        status: 'running',
        fired: chase.fired,
      };

interface Timely {
  policy: Policy;
  calendar: Calendar;
}

/** When a task of the record next has somebody told; undefined while none is chased. */
export function nextChase(
  { tasks }: WithTasks,
  ownerId: string,
  { policy, calendar }: Timely,
): Instant | undefined {
  const times = rungTimes(ownerId, policy, calendar);
  return tasks
    .flatMap((task) => {
      const clock = clockOf(task);
      return (clock && nextOfClock(clock, times)) ?? [];
    })
    .toSorted()[0];
}

/**
 * What time alone causes in a record with tasks and no case's clocks by `now`: reminders and escalations. After an
 * outage the newest rung speaks for those that it overtakes. Pure, and done again at the same `now` it does nothing.
 */
export function chaseTasks<State extends WithTasks>(
  state: State,
  ownerId: string,
  now: Instant,
  { policy, calendar }: Timely,
): Accepted<State> {
  const times = rungTimes(ownerId, policy, calendar);
  const done: Pick<Accepted<State>, 'events' | 'intents'> = { events: [], intents: [] };
  const tasks = state.tasks.map((task) => {
    const clock = clockOf(task);
    const pending = clock ? pendingOf(clock, now, times) : [];
    if (!clock || !task.chase || (pending.length === 0 && !isNewlyDue(clock, now))) return task;
    const codes = pending.flatMap((rung) => rung.at(-1) ?? []).map(({ rung, n }) => occurrenceCode(rung, n));
    const commandId = `${task.taskId}:${codes.join(',')}`;
    const context = createCollector({ now, by: system('clock'), commandId, notes: {} });
    if (codes.length > 0) context.event('task.chased', { task: task.taskId, code: task.code, rungs: codes });
    for (const { to, kind } of letters(task, pending, policy))
      context.message({
        kind,
        to: [to],
        clock: commandId,
        params: { rule: RULE, rung: codes.join(','), dueAt: clock.dueAt, agencyId: task.for.agencyId },
      });
    done.events.push(...context.events);
    done.intents.push(...context.intents);
    return { ...task, chase: { ...task.chase, fired: firedBy(clock, pending, now) } };
  });
  const isChanged = tasks.some((task, n) => task !== state.tasks[n]);
  return { kind: 'accepted', state: isChanged ? { ...state, tasks } : state, ...done, did: [] };
}

const isNewlyDue = ({ dueAt, fired }: Clock, now: Instant): boolean => dueAt <= now && !fired.includes('due');

/** Of each rung what has come by now, the newest last. */
const pendingOf = (clock: Clock, now: Instant, times: RungTimes): (readonly Occurrence[])[] =>
  ladderOf(clock, times)
    .map((rung) => pendingOccurrences(clock, rung, now, times))
    .filter((occurrences) => occurrences.length > 0);

/** Of a repeating rung only the newest mark is kept. */
function firedBy(clock: Clock, pending: readonly (readonly Occurrence[])[], now: Instant): string[] {
  const newest = pending.flatMap((occurrences) => occurrences.at(-1) ?? []);
  const kept = clock.fired.filter((mark) => newest.every(({ rung }) => rung.code !== mark.split('#')[0]));
  const due = isNewlyDue(clock, now) ? ['due'] : [];
  return [...kept, ...due, ...newest.map(({ rung, n }) => occurrenceCode(rung, n))];
}

/** Whom the rungs tell, each once and in the words of the last rung. */
function letters(task: AggregateTask, pending: readonly (readonly Occurrence[])[], policy: Policy) {
  const found = new Map<string, { to: Recipient; kind: 'reminder' | 'escalation' }>();
  for (const { rung } of pending.flatMap((occurrences) => occurrences.at(-1) ?? []).toReversed()) {
    for (const role of rung.message === undefined ? [] : rung.to) {
      const to = recipientOf(role, task, policy);
      const kind = rung.message === 'escalation' ? 'escalation' : 'reminder';
      if (!found.has(recipientKey(to))) found.set(recipientKey(to), { to, kind });
    }
  }
  return [...found.values()];
}

/** Whose task it is, the agency's escalation contact, and above them the convening team, or its manager. */
function recipientOf(role: CaseRole, { for: owner }: AggregateTask, { conveningTeam }: Policy): Recipient {
  const { desk } = conveningTeam;
  if (role === 'owner') return owner;
  if (role === 'owner_agency_contact') return { agencyId: owner.agencyId, post: 'escalation_contact' };
  return owner.agencyId === desk.agencyId ? { agencyId: desk.agencyId, post: 'manager' } : { ...desk };
}
