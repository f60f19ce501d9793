import type { ChoiceState, WaitState } from '../definition.ts';
import { withInput } from '../history.ts';
import type { Json } from '../json.ts';
import type { Change, Visit } from '../records.ts';
import {
  failExecution,
  leave,
  StateError,
  type StepContext,
  scopeOf,
  stateOf,
  textWithin,
} from './common.ts';
import { scheduleTask } from './task.ts';
import { secondsOf, wrongType } from './values.ts';

/** Enter a state: one event, one billed transition. */
export function enterState(run: StepContext, name: string, input: Json): Change {
  const { execution } = run;
  const now = run.now();
  const visit: Visit = {
    state: name,
    input,
    enteredAt: now,
    enteredEvent: execution.history.length + 1,
    retries: [],
  };
  return {
    events: [
      {
        type: `${stateOf(run, name).Type}StateEntered`,
        details: withInput({ name }, JSON.stringify(input)),
      },
    ],
    set: { transitions: execution.transitions + 1, position: { at: 'acting', visit, notBefore: now } },
  };
}

/** Do what a state is for. */
export async function actInState(run: StepContext, visit: Visit): Promise<Change> {
  const state = stateOf(run, visit.state);
  const scope = scopeOf(run, visit);
  switch (state.Type) {
    case 'Task':
      return scheduleTask(run, visit, state);
    case 'Choice':
      return choose(run, visit, state);
    case 'Wait':
      return {
        events: [],
        set: { position: { at: 'waiting', visit, until: await untilOf(run, visit, state) } },
      };
    case 'Pass':
      return leave(run, visit, { effects: state, scope, fallback: visit.input, next: state.Next });
    case 'Succeed':
      return leave(run, visit, {
        effects: { Output: state.Output },
        scope,
        fallback: visit.input,
        next: undefined,
      });
    case 'Fail': {
      const error = await textField(run, visit, 'Error', state.Error);
      const cause = await textField(run, visit, 'Cause', state.Cause);
      return failExecution(run, [], error, cause);
    }
  }
}

/** Leave a Wait state whose time has come. */
export function endWait(run: StepContext, visit: Visit): Promise<Change> {
  const state = stateOf(run, visit.state);
  if (state.Type !== 'Wait') throw new Error(`State '${visit.state}' does not wait`);
  return leave(run, visit, {
    effects: state,
    scope: scopeOf(run, visit),
    fallback: visit.input,
    next: state.Next,
  });
}

async function choose(run: StepContext, visit: Visit, state: ChoiceState): Promise<Change> {
  const scope = scopeOf(run, visit);
  for (const [index, rule] of state.Choices.entries()) {
    const field = `Choices[${index}]/Condition`;
    const met = await run.evaluate(rule.Condition, field, scope);
    if (typeof met !== 'boolean') throw wrongType(field, 'boolean', met);
    if (!met) continue;
    const prefix = `Choices[${index}]/`;
    return leave(run, visit, { effects: rule, prefix, scope, fallback: visit.input, next: rule.Next });
  }
  if (state.Default === undefined) {
    throw new StateError('States.NoChoiceMatched', 'No choice rule matched and there is no Default');
  }
  return leave(run, visit, { effects: state, scope, fallback: visit.input, next: state.Default });
}

/** When a Wait ends, in ms since 1970; for the clock an instant that has passed is now. */
async function untilOf(run: StepContext, visit: Visit, state: WaitState): Promise<number> {
  const scope = scopeOf(run, visit);
  if (state.Timestamp !== undefined) {
    const value = await run.evaluate(state.Timestamp, 'Timestamp', scope);
    const until =
      typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(until)) throw wrongType('Timestamp', 'timestamp', value);
    return until;
  }
  const seconds = await run.evaluate(state.Seconds ?? 0, 'Seconds', scope);
  return visit.enteredAt + secondsOf('Seconds', seconds, 0) * 1_000;
}

async function textField(
  run: StepContext,
  visit: Visit,
  field: string,
  template: string | undefined,
): Promise<string | undefined> {
  if (template === undefined) return undefined;
  const value = await run.evaluate(template, field, scopeOf(run, visit));
  if (typeof value !== 'string') throw wrongType(field, 'string', value);
  textWithin(value, `The field '${field}'`);
  return value;
}
