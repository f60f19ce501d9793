import type { AggregateRecord } from '../../../functions/application/record.ts';
import { hasFate } from '../../../functions/application/stored-message.ts';
import { addElapsed } from '../../../functions/domain/calendar/instants.ts';
import { telling } from '../../../functions/domain/message/lifecycle.ts';
import type { Scenario } from '../model/scenario.ts';
import type { State } from '../model/state.ts';
import { FAR } from '../model/time.ts';
import { tinyOf } from '../tiny/aggregate.ts';

/** Why the world is not at rest, or nothing: everything committed was seen, relayed, told, and somebody waits. */
export function unrest({ mayBeAlone = false }: Scenario, state: State): string[] {
  const found: string[] = [];
  if (state.actors.length > 0) found.push('handlers run');
  if (state.hints.length > 0) found.push('stream records wait');
  if (state.failures.length > 0 || state.mail.events.length > 0) found.push('events wait');
  if (state.todo.length > 0) found.push('commands wait');
  for (const record of Object.values(state.world.aggregates)) {
    const reasons = record.type === 'case' ? unrestOfCase(state, record, mayBeAlone) : unrestOfOther(record);
    found.push(...reasons.map((reason) => `${record.id}: ${reason}`));
  }
  for (const stored of Object.values(state.world.messages)) {
    const { messageId, status } = stored.message;
    if (!hasFate(stored)) found.push(`${messageId} has no fate`);
    else if (telling(stored.message) && stored.told !== status)
      found.push(`${status} of ${messageId} is not told`);
    else if (stored.attentionAt !== undefined) found.push(`${messageId} still has attention`);
  }
  for (const { name, machine } of Object.values(state.executions)) {
    if (machine === 'email') found.push(`${name} runs`);
  }
  return found;
}

function unrestOfCase(state: State, record: AggregateRecord, mayBeAlone: boolean): string[] {
  const found = leftOver(record);
  const { id, generation, token, version, attentionAt } = record;
  const { phase, clocks } = tinyOf(record.data);
  const current = state.executions[`${id}.g${generation}`];
  if (phase === 'closed') {
    if (attentionAt !== undefined) found.push('is closed and still has attention');
    if (current) found.push('is closed and its execution runs');
    return found;
  }
  if (clocks.some((clock) => clock !== FAR)) found.push('a clock has not fired');
  if (token === undefined || record.tokenVersion !== version)
    found.push(`nobody has seen version ${version}`);
  else if (current?.token !== token && (current || !mayBeAlone))
    found.push('the execution with its token does not wait');
  else if (current && (current.until === undefined || current.until.at > FAR))
    found.push('nobody waits for its next clock');
  for (const { name, at, until } of Object.values(state.executions)) {
    if (name.startsWith(`${id}.`) && until?.what !== 'timeout') found.push(`${name} is in "${at}"`);
  }
  if (attentionAt === undefined || attentionAt <= state.now) found.push('attention is not in the future');
  if (attentionAt !== undefined && attentionAt > addElapsed(FAR, { minutes: 2 })) {
    found.push('attention comes after its next clock');
  }
  return found;
}

function unrestOfOther(record: AggregateRecord): string[] {
  const found = leftOver(record);
  if (record.attentionAt !== undefined) found.push('still has attention');
  return found;
}

function leftOver({ outbox, pending, failing }: AggregateRecord): string[] {
  const found: string[] = [];
  if (Object.keys(outbox).length > 0) found.push('its outbox is not empty');
  if (pending !== undefined) found.push('it is still pending');
  if (Object.keys(failing).length > 0) found.push('it counts failures of what is done');
  return found;
}
