import { emptyWorld } from '../../../functions/adapters/memory/index.ts';
import { system } from '../../../functions/domain/shared/actor.ts';
import { type Machines, readMachines } from '../machine/definition.ts';
import { type Effect, fallDue } from '../machine/execution.ts';
import { type Action, allActions, fairActions, faultOf } from './actions.ts';
import { Clients } from './clients.ts';
import { describeAnswer, describeCall } from './describe.ts';
import { actorAt, answerOf, executionAt, nameOf, remove, spend } from './parts.ts';
import { giveUp, perform, stop } from './perform.ts';
import type { Scenario, Variant } from './scenario.ts';
import type { Actor, Client, State } from './state.ts';
import { type RealTasks, realTasks } from './tasks.ts';
import { type Call, Threads } from './threads.ts';
import { nextInstant, START } from './time.ts';

/** A line of a trace. */
export type Line = () => string;

/** Runs one scenario, with the real code or with a variant of it. */
export class Simulator {
  readonly scenario: Scenario;
  readonly threads: Threads;
  readonly #variant: Variant;
  readonly #machines: Machines;
  readonly #clients: Clients;

  constructor(scenario: Scenario, variant: Variant = {}) {
    this.scenario = scenario;
    this.#variant = variant;
    const tasks: RealTasks = { ...realTasks, ...variant.tasks };
    this.threads = new Threads(tasks, (app) => variant.app?.(app) ?? app);
    this.#machines = variant.machines?.(readMachines()) ?? readMachines();
    this.#clients = new Clients(scenario, this.threads, this.#machines);
  }

  initial(): State {
    const { bounds, commands } = this.scenario;
    return {
      now: START,
      world: emptyWorld(),
      executions: {},
      ended: [],
      actors: [],
      hints: [],
      failures: [],
      mail: { sent: {}, events: [], heard: [], needless: [] },
      todo: commands.map(({ label }) => label),
      left: { ...bounds.of, faults: bounds.faults, ticks: bounds.ticks },
    };
  }

  actions(state: State): Action[] {
    return allActions(this.scenario, state, this.threads);
  }

  /** What a world without faults does next; time passes when nothing else can happen. */
  fairAction(state: State): Action {
    return fairActions(this.scenario, state)[0] ?? { do: 'tick' };
  }

  /** Do it: the state becomes the next one. Answers a line for the trace, made only when it is wanted. */
  async apply(state: State, action: Action): Promise<Line> {
    const fault = faultOf(action);
    if (fault) spend(state, fault, 'faults');
    const line = await this.#act(state, action);
    return () => `${typeof line === 'string' ? line : line()}${fault ? `   [fault: ${fault}]` : ''}`;
  }

  async #act(state: State, action: Action): Promise<string | Line> {
    switch (action.do) {
      case 'step':
      case 'mail':
        return this.#step(state, action.actor, action);
      case 'crash': {
        const actor = this.#remove(state, action.actor);
        await this.#clients.disappoint(state, actor.client, 'Lambda.Unknown');
        return `${nameOf(actor)} dies`;
      }
      case 'detach': {
        const actor = actorAt(state, action.actor);
        const { client } = actor;
        delete actor.client;
        await this.#clients.disappoint(state, client, 'Lambda.Unknown');
        return `${nameOf(actor)} is given up and goes on`;
      }
      case 'command':
        return this.#command(state, action.label);
      case 'deliver':
      case 'repeat': {
        if (action.do === 'deliver') remove(state.hints, action.ref);
        const [type, id] = action.ref.split('/');
        return this.#invoke(state, 'relay', action.ref, { type, id }, { of: 'stream', ref: action.ref });
      }
      case 'drop':
        remove(state.hints, action.ref);
        return `the stream loses the record of ${action.ref}`;
      case 'event': {
        const event = state.mail.events[action.index];
        if (!event) throw new Error('there is no such event');
        if (!action.keep) state.mail.events.splice(action.index, 1);
        const input = { ...event, type: action.outcome };
        return this.#invoke(state, 'record', event.messageId, input, {
          of: 'mail',
          event,
          outcome: action.outcome,
        });
      }
      case 'dropEvent': {
        const [event] = state.mail.events.splice(action.index, 1);
        return `SES never tells of ${event?.providerId}`;
      }
      case 'failure':
        remove(state.failures, action.execution);
        return this.#invoke(
          state,
          'restart',
          action.execution,
          { name: action.execution },
          { of: 'failure', execution: action.execution },
        );
      case 'dropFailure':
        remove(state.failures, action.execution);
        return `the bus loses the end of ${action.execution}`;
      case 'due': {
        const execution = executionAt(state, action.execution);
        const { at, until } = execution;
        giveUp(state, action.execution);
        await this.#clients.effect(state, action.execution, fallDue(this.#machines, execution, state.now));
        return `${action.execution}: ${until?.what} of "${at}" is over, on to "${execution.at}"`;
      }
      case 'abort':
        stop(state, action.execution);
        return `an operator aborts ${action.execution}`;
      case 'sweep': {
        const [kind = '', id = ''] = action.what.split('/');
        const client: Client = { of: 'sweeper', what: action.what };
        if (kind === 'message') return this.#invoke(state, 'sweepMessage', id, { messageId: id }, client);
        return this.#invoke(state, 'sweep', action.what, { type: kind, id }, client);
      }
      case 'tick': {
        const next = nextInstant(state);
        if (next === undefined) throw new Error('nothing will ever become due');
        if (state.actors.length > 0) spend(state, 'slow', 'faults');
        spend(state, 'ticks');
        state.now = next;
        return `time passes to ${next}`;
      }
    }
  }

  #command(state: State, label: string): Promise<string | Line> {
    const command = this.scenario.commands.find((one) => one.label === label);
    if (!command) throw new Error(`nobody wants ${label}`);
    remove(state.todo, label);
    const key = `cmd-${label}`;
    const input = { ...command.request, by: system('explorer'), commandId: key, key };
    return this.#invoke(state, 'command', label, input, { of: 'person', label });
  }

  /** Start a handler and make its first call: that it is not started yet is the same as that it waits. */
  async #invoke(
    state: State,
    task: string,
    on: string,
    input: unknown,
    client: Client,
  ): Promise<string | Line> {
    const started = await this.#clients.spawn(state, task, on, input, client);
    if (!started) return `${task} ${on}: had nothing to do`;
    return this.#step(state, state.actors.length - 1, {});
  }

  async #step(
    state: State,
    index: number,
    how: Partial<Extract<Action, { do: 'step' | 'mail' }>> & { fault?: string },
  ): Promise<Line> {
    const actor = actorAt(state, index);
    const point = this.threads.at(actor.at);
    if (point.next.does !== 'call') throw new Error(`${actor.task} has ended`);
    const { call } = point.next;
    const choice = how.do === 'mail' ? { mail: how.kind, went: how.went } : {};
    const asked: { execution: string; effects: Effect[] }[] = [];
    const once = () =>
      perform(
        this.#machines,
        this.#variant,
        state,
        call,
        (execution, effects) => asked.push({ execution, effects }),
        choice,
      );
    const answer = await answerOf(how.do === 'step' ? how.fault : undefined, once);
    const after = await this.threads.go(point, answer, state.now);
    if (this.scenario.noStream) state.hints = [];
    actor.at = after.key;
    for (const { execution, effects } of asked) await this.#clients.effect(state, execution, effects);
    if (after.next.does !== 'call') {
      state.actors.splice(state.actors.indexOf(actor), 1);
      await this.#clients.finished(state, actor);
    }
    if (after.next.does === 'call' && !this.#matters(after.next.call)) {
      await this.#step(state, state.actors.indexOf(actor), {});
    }
    const end = after.next.does === 'throw' ? `; throws ${after.next.error}` : '';
    return () => `${nameOf(actor)}: ${describeCall(call)} -> ${describeAnswer(answer)}${end}`;
  }

  /**
   * Writing an audit entry is idempotent and nobody else reads it: it makes no difference what others do
   * between it and the call before. Unless it is to fail, it is done in the same step.
   */
  #matters({ port }: Call): boolean {
    return port !== 'audit' || (this.scenario.bounds.of.fail ?? 0) > 0;
  }

  #remove(state: State, index: number): Actor {
    const actor = actorAt(state, index);
    state.actors.splice(index, 1);
    return actor;
  }
}
