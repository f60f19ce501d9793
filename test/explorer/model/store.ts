import { copy } from '../../../functions/adapters/memory/copy.ts';
import { createMemoryStores } from '../../../functions/adapters/memory/index.ts';
import type { AggregateRecord } from '../../../functions/application/record.ts';
import { idIn, isObject } from './parts.ts';
import type { Variant } from './scenario.ts';
import { isSame, numberOf, type State } from './state.ts';
import type { Call } from './threads.ts';

/** The stores are the memory adapter; each change of an item that has `pending` goes into its stream. */
export async function store(variant: Variant, state: State, call: Call): Promise<unknown> {
  const { port, method, args } = call;
  if (port === 'aggregates')
    return variant.stores ? changeAggregate(variant, state, call) : changeAsBefore(state, call);
  if (port === 'audit') makeOwnChain(state, keyIn(args[0]));
  if (port === 'notes') state.world.notes = copy(state.world.notes);
  const answer = await callStore(variant, state, call);
  if (port === 'messages' && method === 'save' && answer === true) watchClaims(state, args[0]);
  return answer;
}

async function callStore(variant: Variant, state: State, { port, method, args }: Call): Promise<unknown> {
  const plain = createMemoryStores(state.world);
  const target: unknown = Reflect.get(variant.stores?.(plain, state) ?? plain, port);
  const call: unknown =
    typeof target === 'object' && target !== null ? Reflect.get(target, method) : undefined;
  if (typeof call !== 'function') throw new Error(`there is no ${port}.${method}`);
  return await call.apply(target, args);
}

/** Whoever is about to call SES must not do so once SES has said what became of the mail. */
function watchClaims({ mail }: State, stored: unknown): void {
  const message = isObject(stored) ? stored['message'] : undefined;
  const messageId = idIn(message);
  const claims = isObject(message) && message['status'] === 'sending';
  if (claims && mail.heard.some((one) => one.startsWith(`${messageId}:`))) {
    mail.needless.push(`${messageId} goes again though SES has spoken`);
  }
}

/**
 * States share their items: copy the one that this call may change. It is taken back if it is still the same;
 * otherwise the change goes into the stream.
 */
async function changeAggregate(variant: Variant, state: State, call: Call): Promise<unknown> {
  const { aggregates } = state.world;
  const key = keyIn(call.args[0]);
  const before = aggregates[key];
  if (before && call.method !== 'load') aggregates[key] = copy(before);
  const answer = await callStore(variant, state, call);
  const after = aggregates[key];
  if (before && after && isSame(before, after)) aggregates[key] = before;
  else tellStream(state, key);
  return answer;
}

function tellStream({ world, hints }: State, key: string): void {
  if (world.aggregates[key]?.pending !== undefined && !hints.includes(key)) hints.push(key);
}

/** Call, as text and item before -> item after and answer. */
const changes = new Map<string, { after: AggregateRecord | undefined; answer: unknown }>();

/**
 * What a call makes of an item depends on these two alone, and most interleavings make the same calls. Items that
 * differ in the order of their attributes alone are one, and so are the handlers that have read them.
 */
async function changeAsBefore(state: State, call: Call): Promise<unknown> {
  const { aggregates } = state.world;
  const key = keyIn(call.args[0]);
  const before = aggregates[key];
  const change = `${textOfCall(call)} ${before ? numberOf(before) : 'none'}`;
  const known = changes.get(change);
  if (!known) {
    const answer = await changeAggregate({}, state, call);
    changes.set(change, { after: aggregates[key], answer });
    return answer;
  }
  if (known.after === undefined || (before && isSame(before, known.after))) return known.answer;
  aggregates[key] = known.after;
  tellStream(state, key);
  return known.answer;
}

const textsOfCalls = new WeakMap<Call, string>();

function textOfCall(call: Call): string {
  const known = textsOfCalls.get(call);
  if (known !== undefined) return known;
  const text = JSON.stringify([call.method, call.args]);
  textsOfCalls.set(call, text);
  return text;
}

/** A chain grows only; its entries stay as they are. */
function makeOwnChain({ world }: State, key: string): void {
  const chain = world.audit[key];
  if (chain) world.audit = { ...world.audit, [key]: [...chain] };
}

/** The key of the item that a call of the store is about: its first argument is a reference or has one. */
function keyIn(argument: unknown): string {
  const given = isObject(argument) && isObject(argument['ref']) ? argument['ref'] : argument;
  return isObject(given) ? [given['type'], given['id']].join('/') : '';
}
