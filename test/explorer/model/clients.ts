import type { Machines } from '../machine/definition.ts';
import { type Effect, fail, succeed } from '../machine/execution.ts';
import { executionAt } from './parts.ts';
import type { Scenario } from './scenario.ts';
import type { Actor, Client, State } from './state.ts';
import type { Threads } from './threads.ts';

/** Those for whom handlers run: they start them, and hear how it ended. */
export class Clients {
  readonly #scenario: Scenario;
  readonly #threads: Threads;
  readonly #machines: Machines;

  constructor(scenario: Scenario, threads: Threads, machines: Machines) {
    this.#scenario = scenario;
    this.#threads = threads;
    this.#machines = machines;
  }

  /** Start a handler for a client, up to its first call; false when it ended without one. */
  async spawn(state: State, task: string, on: string, input: unknown, client: Client): Promise<boolean> {
    const point = await this.#threads.begin(task, this.#seen(task, input), state.now);
    const actor: Actor = { task, on, at: point.key, client };
    if (point.next.does === 'call') {
      state.actors.push(actor);
      return true;
    }
    await this.finished(state, actor);
    return false;
  }

  /** What the client of a handler makes of its end. */
  async finished(state: State, { at, client }: Actor): Promise<void> {
    const { next } = this.#threads.at(at);
    if (!client) return;
    if (next.does === 'throw') return this.disappoint(state, client, next.error);
    if (
      client.of === 'stream' &&
      next.does === 'return' &&
      Array.isArray(next.value) &&
      next.value.length > 0
    ) {
      return this.disappoint(state, client, 'partial failure');
    }
    if (client.of === 'mail') {
      const heard = `${client.event.messageId}:${client.outcome}`;
      if (!state.mail.heard.includes(heard)) state.mail.heard = [...state.mail.heard, heard].toSorted();
    }
    if (client.of !== 'execution' || next.does !== 'return') return;
    const execution = executionAt(state, client.name);
    // A callback task goes on when its token comes back, not when its function returns.
    if (execution.token !== undefined) return;
    await this.effect(state, client.name, succeed(this.#machines, execution, next.value, state.now));
  }

  /** Nobody answers a client, or with an error: it tries again. */
  async disappoint(state: State, client: Client | undefined, error: string): Promise<void> {
    switch (client?.of) {
      case 'execution': {
        const execution = executionAt(state, client.name);
        return this.effect(state, client.name, fail(this.#machines, execution, error, state.now));
      }
      case 'stream':
        if (!state.hints.includes(client.ref)) state.hints.push(client.ref);
        return;
      case 'person':
        state.todo.push(client.label);
        state.todo.sort();
        return;
      case 'mail':
        state.mail.events.push(client.event);
        return;
      case 'failure':
        state.failures.push(client.execution);
        return;
      case 'sweeper':
      case undefined:
        return;
    }
  }

  /** What a machine asks for by its move: the next task, or its end. */
  async effect(state: State, name: string, effects: Effect[]): Promise<void> {
    for (const effect of effects) {
      if (effect.do === 'run') {
        const on = state.executions[name]?.at ?? name;
        await this.spawn(state, effect.task, `${name} "${on}"`, effect.input, { of: 'execution', name });
        continue;
      }
      delete state.executions[name];
      state.ended.push(name);
      if (effect.failed) state.failures.push(name);
    }
  }

  /** An execution that evaluated often enough says a thousand, so that it is renewed. */
  #seen(task: string, input: unknown): unknown {
    const { renewAfter } = this.#scenario;
    if (task !== 'evaluate' || typeof input !== 'object' || input === null) return input;
    const wakes = Number(Reflect.get(input, 'wakes'));
    return { ...input, wakes: renewAfter !== undefined && wakes >= renewAfter ? 1_000 : 0 };
  }
}
