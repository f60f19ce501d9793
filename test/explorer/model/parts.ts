import type { Execution } from '../machine/execution.ts';
import type { Actor, State } from './state.ts';
import type { Answer } from './threads.ts';

/** What a call answers, when this goes wrong with it. */
export async function answerOf(fault: string | undefined, once: () => Promise<unknown>): Promise<Answer> {
  if (fault === 'fail') return { error: 'InternalServerError' };
  const value = await once();
  if (fault === 'lost') return { error: 'TimeoutError' };
  return { value: fault === 'again' ? await once() : value };
}

/** Take one from each of these budgets. */
export function spend(state: State, ...kinds: string[]): void {
  for (const kind of kinds) state.left[kind] = Math.max(0, (state.left[kind] ?? 0) - 1);
}

/** A handler, as a trace names it. */
export const nameOf = ({ task, on }: Actor): string => `${task} ${on}`;

export function actorAt(state: State, index: number): Actor {
  const actor = state.actors[index];
  if (!actor) throw new Error('there is no such actor');
  return actor;
}

export function executionAt(state: State, name: string): Execution {
  const execution = state.executions[name];
  if (!execution) throw new Error(`${name} does not run`);
  return execution;
}

export function remove(list: string[], one: string): void {
  const index = list.indexOf(one);
  if (index >= 0) list.splice(index, 1);
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The id of the message that an argument is. */
export function idIn(value: unknown): string {
  const id = isObject(value) ? value['messageId'] : undefined;
  if (typeof id !== 'string') throw new Error('there is no messageId');
  return id;
}
