import type { FaultKind, Scenario } from './scenario.ts';
import type { State } from './state.ts';
import type { Threads } from './threads.ts';
import { dueItems, HORIZON, nextInstant } from './time.ts';

/** One atomic thing that can happen next. Its place in the list of a state is its name. */
export type Action =
  | { do: 'step'; actor: number; fault?: 'fail' | 'lost' | 'again' }
  | { do: 'mail'; actor: number; kind: 'throttled' | 'unavailable' | 'rejected' | 'unknown'; went: boolean }
  | { do: 'crash' | 'detach'; actor: number }
  | { do: 'command'; label: string }
  | { do: 'deliver' | 'repeat' | 'drop'; ref: string }
  | { do: 'event'; index: number; outcome: 'delivered' | 'bounced'; keep: boolean }
  | { do: 'dropEvent'; index: number }
  | { do: 'failure' | 'dropFailure'; execution: string }
  | { do: 'due' | 'abort'; execution: string }
  | { do: 'sweep'; what: string }
  | { do: 'tick' };

/** The kind of fault that an action uses up, if any. */
export function faultOf(action: Action): FaultKind | undefined {
  switch (action.do) {
    case 'step':
      return action.fault;
    case 'mail':
      return action.kind === 'rejected' || action.kind === 'unknown' ? action.kind : 'refused';
    case 'crash':
    case 'detach':
    case 'repeat':
    case 'drop':
    case 'abort':
      return action.do;
    case 'dropEvent':
    case 'dropFailure':
      return 'drop';
    case 'event':
      return action.outcome === 'bounced' ? 'bounce' : action.keep ? 'repeat' : undefined;
    case 'command':
    case 'deliver':
    case 'failure':
    case 'due':
    case 'sweep':
    case 'tick':
      return undefined;
  }
}

/** What can go on by itself, in the order in which a fair world would let it: no faults, and time last. */
export function fairActions(scenario: Scenario, state: State): Action[] {
  const actions: Action[] = state.actors.map((_, actor) => ({ do: 'step', actor }));
  for (const ref of state.hints) if (!isRelaying(state, ref)) actions.push({ do: 'deliver', ref });
  for (const [index] of state.mail.events.entries()) {
    actions.push({ do: 'event', index, outcome: 'delivered', keep: false });
  }
  for (const execution of state.failures) actions.push({ do: 'failure', execution });
  for (const { name, until } of Object.values(state.executions)) {
    if (until && until.at <= state.now) actions.push({ do: 'due', execution: name });
  }
  for (const what of dueItems(state)) if (!isSweeping(state)) actions.push({ do: 'sweep', what });
  for (const { label, after } of scenario.commands) {
    const ready = after === undefined || isDone(scenario, state, after);
    if (state.todo.includes(label) && ready) actions.push({ do: 'command', label });
  }
  return actions;
}

/** All that can happen, within what is left of the budget. */
export function allActions(scenario: Scenario, state: State, threads: Threads): Action[] {
  const actions = fairActions(scenario, state);
  if ((state.left['ticks'] ?? 0) > 0 && mayTick(state)) actions.push({ do: 'tick' });
  if ((state.left['faults'] ?? 0) === 0) return actions;
  for (const [actor, { at, client }] of state.actors.entries()) {
    const { next } = threads.at(at);
    actions.push({ do: 'crash', actor });
    if (client) actions.push({ do: 'detach', actor });
    if (next.does !== 'call') continue;
    if (next.call.port === 'mailer') {
      for (const kind of ['throttled', 'unavailable', 'rejected'] as const)
        actions.push({ do: 'mail', actor, kind, went: false });
      for (const went of [true, false]) actions.push({ do: 'mail', actor, kind: 'unknown', went });
      continue;
    }
    for (const fault of ['fail', 'lost', 'again'] as const) {
      const pure = next.call.method === 'load' || next.call.port === 'composer';
      if (fault === 'fail' || !pure) actions.push({ do: 'step', actor, fault });
    }
  }
  for (const ref of state.hints) {
    if (!isRelaying(state, ref)) actions.push({ do: 'repeat', ref });
    actions.push({ do: 'drop', ref });
  }
  for (const [index] of state.mail.events.entries()) {
    actions.push({ do: 'event', index, outcome: 'bounced', keep: false });
    actions.push({ do: 'event', index, outcome: 'delivered', keep: true });
    actions.push({ do: 'dropEvent', index });
  }
  for (const execution of state.failures) actions.push({ do: 'dropFailure', execution });
  for (const execution of Object.keys(state.executions)) actions.push({ do: 'abort', execution });
  return actions.filter((action) => {
    const fault = faultOf(action);
    return fault === undefined || (state.left[fault] ?? 0) > 0;
  });
}

/** Time passes when all is quiet; otherwise somebody is slow, which is a fault. */
function mayTick(state: State): boolean {
  const next = nextInstant(state);
  if (next === undefined || next > HORIZON) return false;
  return isQuiet(state) || ((state.left['slow'] ?? 0) > 0 && (state.left['faults'] ?? 0) > 0);
}

/** No handler runs. */
export const isQuiet = (state: State): boolean => state.actors.length === 0;

/** An item's records are given to one relay after another. */
const isRelaying = (state: State, ref: string): boolean =>
  state.actors.some(({ client }) => client?.of === 'stream' && client.ref === ref);

const isSweeping = (state: State): boolean => state.actors.some(({ client }) => client?.of === 'sweeper');

function isDone(scenario: Scenario, state: State, label: string): boolean {
  const running = state.actors.some(({ client }) => client?.of === 'person' && client.label === label);
  return !running && !state.todo.includes(label) && scenario.commands.some((one) => one.label === label);
}
