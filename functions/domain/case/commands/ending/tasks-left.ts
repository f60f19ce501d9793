import type { Draft } from 'immer';
import { phaseClocks } from '../../lifecycle.ts';
import type { Task } from '../../schema/ending.ts';
import type { CaseState } from '../../state.ts';
import { workClocks, workTasks } from './leave-work.ts';

type Readable = CaseState | Draft<CaseState>;

/**
 * Tasks that the watch carries on, with their owner and clock: telling her that it is over, the word to the own
 * agency, support that she was promised, releases, flags, alerts and what the staff need outlive the work by
 * their nature.
 */
const carried: readonly string[] = [
  'victim_liaison',
  'outcome_note',
  'provide_support',
  'plan_for_release',
  'act_on_release',
  'find_out_release_date',
  'flag.expiry',
  'agreement.review',
];
const isCarried = ({ code }: Task): boolean =>
  carried.includes(code) || code.startsWith('alert.') || code.startsWith('staff.');

/** Tasks that stand for something which guard (e) asks for under a name of its own. */
const asked: readonly string[] = [
  'incident.review',
  'action.not_undertaken',
  'review_death_hold',
  'review_misidentification',
];

/**
 * Open tasks that a closure would leave undone with nobody at work on the case: neither does the closure itself
 * end them, nor does the watch carry them on. Each is done, or ended with its reason, before; what chair,
 * convenor or region overrides stays open in the watch with its owner (judgement, after guard e).
 */
export function tasksLeft(state: Readable): Task[] {
  const ending = state.clocks.filter(({ rule }) =>
    [...workClocks, ...phaseClocks[state.phase]].includes(rule),
  );
  const endsWithClock = new Set(ending.flatMap(({ tasks = [] }) => tasks));
  return state.tasks.filter(
    (task) =>
      task.status === 'open' &&
      !endsWithClock.has(task.taskId) &&
      !workTasks.includes(task.code) &&
      !asked.includes(task.code) &&
      !isCarried(task) &&
      !state.actions.some((action) => action.actionId === task.subject),
  );
}
