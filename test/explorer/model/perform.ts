import type { Composed } from '../../../functions/application/app.ts';
import type { SendResult } from '../../../functions/application/ports.ts';
import { UNKNOWN_MINUTES } from '../../../functions/application/send-email.ts';
import { fromInstant } from '../../../functions/domain/calendar/instants.ts';
import type { Machines } from '../machine/definition.ts';
import { begin, type Effect, succeed } from '../machine/execution.ts';
import { idIn } from './parts.ts';
import type { Variant } from './scenario.ts';
import type { State } from './state.ts';
import { store } from './store.ts';
import type { Call } from './threads.ts';

/** What an execution asked for while a call was performed. */
export type Asked = (execution: string, effects: Effect[]) => void;

/** How the environment answers where it has a choice. */
export interface Choice {
  mail?: SendResult['kind'];
  /** For an answer that was lost: whether the mail went. */
  went?: boolean;
}

/** Perform a call of a port on the state, at once and whole, and answer it. */
export async function perform(
  machines: Machines,
  variant: Variant,
  state: State,
  call: Call,
  asked: Asked,
  choice: Choice = {},
): Promise<unknown> {
  const { port, method, args } = call;
  switch (port) {
    case 'workflow':
      return workflow(machines, state, method, args, asked);
    case 'mailer':
      return send(state, args, choice);
    case 'composer':
      return method === 'health' ? undefined : compose(state, args);
    default:
      return store(variant, state, call);
  }
}

function workflow(machines: Machines, state: State, method: string, args: unknown[], asked: Asked): unknown {
  const [id = '', number = 0, timeoutSeconds] = args;
  if (typeof id !== 'string' || typeof number !== 'number') throw new Error(`${method} of what?`);
  switch (method) {
    case 'startCase':
      return start(machines, state, 'case', `${id}.g${number}`, { caseId: id, generation: number }, asked);
    case 'startDelivery': {
      const input = { messageId: id, run: number, timeoutSeconds };
      return start(machines, state, 'email', `${id}.a${number}`, input, asked);
    }
    case 'stopCase':
      return stop(state, `${id}.g${number}`);
    case 'wake':
      return wake(machines, state, id, asked);
    default:
      throw new Error(`there is no workflow.${method}`);
  }
}

/** Idempotent by name as long as the execution runs; a name that was used is used for good. */
function start(
  machines: Machines,
  state: State,
  machine: 'case' | 'email',
  name: string,
  input: Record<string, unknown>,
  asked: Asked,
): string {
  if (state.ended.includes(name)) return 'already_exists';
  if (state.executions[name]) return 'running';
  const { execution, effects } = begin(machines, machine, name, input, state.now);
  state.executions[name] = execution;
  asked(name, effects);
  return 'started';
}

/** A token is good once, while its task waits. */
function wake(machines: Machines, state: State, token: string, asked: Asked): string {
  const execution = Object.values(state.executions).find((one) => one.token === token);
  if (!execution) return 'gone';
  giveUp(state, execution.name);
  asked(execution.name, succeed(machines, execution, {}, state.now));
  return 'woken';
}

/** Whether or not it runs, the answer is the same. */
export function stop(state: State, name: string): void {
  if (!state.executions[name]) return;
  giveUp(state, name);
  delete state.executions[name];
  state.ended.push(name);
  if (!state.failures.includes(name)) state.failures.push(name);
}

/** Nobody waits any more for the handlers that an execution has started; they go on. */
export function giveUp(state: State, name: string): void {
  for (const actor of state.actors) {
    if (actor.client?.of === 'execution' && actor.client.name === name) delete actor.client;
  }
}

function send(
  state: State,
  [email]: unknown[],
  { mail: kind = 'accepted', went = true }: Choice,
): SendResult {
  const messageId = idIn(email);
  const { sent, events, needless } = state.mail;
  const before = sent[messageId];
  const count = (before?.count ?? 0) + 1;
  const providerId = `ses-${messageId}-${count}`;
  if (kind === 'accepted' || kind === 'unknown') {
    // A call whose answer is lost may have gone: nobody can tell, so that it counts.
    if (before && fromInstant(state.now) - fromInstant(before.at) < UNKNOWN_MINUTES * 60_000) {
      needless.push(`${messageId} went again at once`);
    }
    sent[messageId] = { count, at: state.now };
    if (kind === 'accepted' || went) events.push({ messageId, providerId });
  }
  switch (kind) {
    case 'accepted':
      return { kind, providerId };
    case 'rejected':
      return { kind, code: 'message_rejected' };
    case 'throttled':
    case 'unavailable':
    case 'unknown':
      return { kind };
  }
}

/** The gate lets a mail go unless its source was told to stop it. */
function compose(state: State, [message]: unknown[]): Composed {
  const messageId = idIn(message);
  const stopped = JSON.stringify(state.world.aggregates).includes('"stop"');
  const gate = { allowed: !stopped, reasons: [], at: state.now };
  if (stopped) return { allowed: false, gate, superseded: false };
  const words = {
    kind: 'reminder',
    to: 'mailbox@agency.example',
    senderName: 'MACM',
    subject: 's',
    text: 't',
    html: 'h',
  };
  return { allowed: true, gate, disclosures: [], email: { messageId, ...words, attachments: [] } };
}
