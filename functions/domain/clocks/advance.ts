import { produce } from 'immer';
import type { Calendar } from '../calendar/index.ts';
import { type Instant, latest } from '../calendar/instants.ts';
import type { CaseContext } from '../case/command.ts';
import { settle } from '../case/settle.ts';
import type { CaseState } from '../case/state.ts';
import type { Policy } from '../policy/schema.ts';
import { system } from '../shared/actor.ts';
import { createCollector } from '../shared/command.ts';
import type { Accepted } from '../shared/decision.ts';
import { worklistRows } from '../shared/tasks.ts';
import { type DueStep, firstDueStep } from './due-steps.ts';
import { onDue } from './effects.ts';
import { resumeClock } from './pauses.ts';
import { nextOfClock, occurrenceCode, rungTimes } from './rungs.ts';
import { type Clock, isLive } from './schema.ts';
import { sendRungs } from './send-rungs.ts';

/** Far more than one case can have due at once; beyond it a policy starts clocks that are due at once, for ever. */
const mostSteps = 1_000;

/** Time that never settles: a defect of a policy or an effect. */
class EndlessAdvanceError extends Error {
  override readonly name = 'EndlessAdvanceError';
}

/**
 * What time alone causes in a case by `now`: reminders, escalations, due effects, ends of pauses, one after
 * the other until nothing is due. Pure, and done again at the same `now` it does nothing. `now` is never before
 * what the case has already recorded. Ids and causes of messages derive from clock and rung.
 */
export function advanceCase(
  state: CaseState,
  now: Instant,
  policy: Policy,
  calendar: Calendar,
): Accepted<CaseState> {
  const at = latest(now, ...recordedInstants(state));
  const times = rungTimes(state.caseId, policy, calendar);
  const done: Pick<Accepted<CaseState>, 'events' | 'intents'> = { events: [], intents: [] };
  const did = new Set<string>();
  let current = state;
  for (let steps = 0; current.phase !== 'closed'; steps += 1) {
    const step = firstDueStep(current.clocks, at, times);
    if (!step) break;
    if (steps >= mostSteps) throw new EndlessAdvanceError(`clock ${step.clock.rule} does not settle`);
    const context = contextOf(step, at, policy, calendar);
    current = produce(current, (draft) => {
      const clock = draft.clocks.find((c) => c.clockId === step.clock.clockId);
      if (!clock) return;
      if (step.kind === 'resume') resumeClock(draft, context, clock);
      else if (step.kind === 'rungs') sendRungs(draft, clock, step.newest, step.overtaken, context);
      else {
        clock.status = 'breached';
        clock.fired.push('due');
        context.event('clock.due', {
          clock: clock.clockId,
          rule: clock.rule,
          subject: clock.subject,
          dueAt: clock.dueAt,
        });
        context.did(`clock.${clock.rule}`);
        onDue[clock.rule]?.(draft, clock, context);
      }
      settle(draft, context);
    });
    done.events.push(...context.events);
    done.intents.push(...context.intents);
    for (const code of context.done) did.add(code);
  }
  const intents = [...done.intents, ...worklistRows(state.tasks, current.tasks)];
  return { kind: 'accepted', state: current, events: done.events, intents, did: [...did] };
}

/** When something next happens by time alone; undefined only when the case is closed for good. */
export function nextAt(state: CaseState, policy: Policy, calendar: Calendar): Instant | undefined {
  if (state.phase === 'closed') return undefined;
  const times = rungTimes(state.caseId, policy, calendar);
  let next: Instant | undefined;
  for (const clock of state.clocks) {
    if (!isLive(clock)) continue;
    const at = nextOfClock(clock, times);
    if (at !== undefined && (next === undefined || at < next)) next = at;
  }
  return next;
}

function contextOf(step: DueStep, now: Instant, policy: Policy, calendar: Calendar): CaseContext {
  const commandId = `${step.clock.clockId}:${codeOf(step)}`;
  return { ...createCollector({ now, by: system('clock'), commandId, notes: {} }), policy, calendar };
}

function codeOf(step: DueStep): string {
  if (step.kind === 'rungs') return step.newest.map(({ rung, n }) => occurrenceCode(rung, n)).join(',');
  return step.kind === 'due' ? 'due' : `resume${(step.clock.pauses?.length ?? 0) + 1}`;
}

const recordedInstants = (state: CaseState): (Instant | undefined)[] => [
  state.openedAt,
  state.phaseSince,
  ...state.clocks.flatMap(recordedOfClock),
];

const recordedOfClock = ({ startedAt, lastFiredAt, endedAt, acknowledgedAt, pause }: Clock) => [
  startedAt,
  lastFiredAt,
  endedAt,
  acknowledgedAt,
  pause?.from,
];
