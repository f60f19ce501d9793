import { hashText } from '../../domain/shared/ids.ts';
import { type Refusal, refuse } from '../../domain/shared/refusal.ts';
import { canonicalJson } from '../canonical.ts';
import type { AggregateRecord } from '../record.ts';
import { type Ids, type Thing, type ThingName, things } from './things.ts';

/** Hexadecimal digits of the hash: 80 bits, enough that no two states of a thing look alike. */
const DIGITS = 20;

/**
 * The tag of a thing as it stands: the same while the thing is the same, whatever happens around it, and nothing
 * but a hash of it. Undefined if the thing is not there.
 * @example etagOf('action', record, { actionId })
 */
export function etagOf(
  name: ThingName,
  { data }: Pick<AggregateRecord, 'data'>,
  ids: Ids,
): string | undefined {
  const hash = hashOf(name, data, ids);
  return hash === undefined ? undefined : `"${hash}"`;
}

function hashOf(name: ThingName, state: unknown, ids: Ids): string | undefined {
  const { part, id }: Thing = things[name];
  const found = part(state, ids);
  if (found === undefined || (Array.isArray(found) && found.length === 0)) return undefined;
  // The name and the id are in it, so that one thing's tag never fits another.
  return hashText(canonicalJson([name, id(ids), found])).slice(0, DIGITS);
}

/** What If-Match asks for: any state, or one of these hashes. */
export type Match = 'any' | readonly string[];

const tagPattern = /^\s*(W\/)?"([\x21\x23-\x7e]*)"\s*(?:,|$)/;
const ownPattern = /^[0-9a-f]{20}$/;

/** Parse If-Match (RFC 9110, 13.1.1); undefined if it is not written as that. A weak or foreign tag fits nothing. */
export function parseIfMatch(header: string): Match | undefined {
  if (header.trim() === '*') return 'any';
  const wanted: string[] = [];
  let rest = header;
  while (rest.length > 0) {
    const found = tagPattern.exec(rest);
    if (!found) return undefined;
    const [all, weak, tag = ''] = found;
    if (weak === undefined && ownPattern.test(tag)) wanted.push(tag);
    rest = rest.slice(all.length);
  }
  return header.trim() === '' ? undefined : wanted;
}

export const CHANGED = 'changed-meanwhile';

/** Refuses unless the thing stands as the caller saw it. */
export const stillAs =
  (match: Match, name: ThingName, ids: Ids) =>
  (state: unknown): Refusal | undefined => {
    const hash = hashOf(name, state, ids);
    const holds = hash !== undefined && (match === 'any' || match.includes(hash));
    return holds ? undefined : refuse(CHANGED, 'this has changed since you read it; nothing was done');
  };
