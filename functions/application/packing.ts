import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AggregateType } from '../domain/shared/aggregate.ts';

/** From so many characters of JSON on a state is deflated, to about a ninth: below, nothing would be saved. */
export const PACK_FROM = 8_000;
/** What people say of themselves is sealed instead, field by field, and sealed text does not get smaller. */
const packedTypes: readonly AggregateType[] = ['case', 'meeting', 'agency'];

/**
 * A state as its item holds it: as it is, or as deflated JSON if it is large. Each change rewrites the item whole,
 * and DynamoDB bills each KB of it and takes no more than 400 (docs/adr/0018).
 */
export function pack(type: AggregateType, state: unknown): unknown {
  if (!packedTypes.includes(type)) return state;
  const json = JSON.stringify(state) ?? '';
  return json.length < PACK_FROM ? state : new Uint8Array(deflateRawSync(json));
}

/** The state again, from either form. Throws if the bytes are not what `pack` made. */
export const unpack = (held: unknown): unknown =>
  held instanceof Uint8Array ? JSON.parse(inflateRawSync(held).toString('utf8')) : held;
