import { hashText } from '../../domain/shared/ids.ts';
import { type Refusal, refuse } from '../../domain/shared/refusal.ts';
import { canonicalJson } from '../canonical.ts';
import type { AggregateRecord } from '../record.ts';
import { type Ids, type Thing, type ThingName, things } from './things.ts';

/** Hexadecimal digits of the hash: 80 bits, enough that no two states of a thing look alike. */
const DIGITS = 20;

/**
 * The tag of a thing as it stands: `"<hash of the thing>.<audit number>"`. Only the hash is compared; the number
 * says from where on the audit chain tells what changed. Undefined if the thing is not there.
 * @example etagOf('action', record, { actionId })
 */
export function etagOf(
  name: ThingName,
  { data, auditSeq }: Pick<AggregateRecord, 'data' | 'auditSeq'>,
  ids: Ids,
): string | undefined {
  const hash = hashOf(name, data, ids);
  return hash === undefined ? undefined : `"${hash}.${auditSeq}"`;
}

function hashOf(name: ThingName, state: unknown, ids: Ids): string | undefined {
  const { part, id }: Thing = things[name];
  const found = part(state, ids);
  if (found === undefined || (Array.isArray(found) && found.length === 0)) return undefined;
  // The name and the id are in it, so that one thing's tag never fits another.
  return hashText(canonicalJson([name, id(ids), found])).slice(0, DIGITS);
}

/** What If-Match asks for: any state, or one of these. */
export type Match = 'any' | readonly { hash: string; auditSeq: number }[];

const tagPattern = /^\s*(W\/)?"([\x21\x23-\x7e]*)"\s*(?:,|$)/;
const ownPattern = /^([0-9a-f]{20})\.(\d{1,15})$/;

/** Parse If-Match (RFC 9110, 13.1.1); undefined if it is not written as that. A weak or foreign tag fits nothing. */
export function parseIfMatch(header: string): Match | undefined {
  if (header.trim() === '*') return 'any';
  const wanted: { hash: string; auditSeq: number }[] = [];
  let rest = header;
  while (rest.length > 0) {
    const found = tagPattern.exec(rest);
    if (!found) return undefined;
    const own = ownPattern.exec(found[2] ?? '');
    if (found[1] === undefined && own) wanted.push({ hash: own[1] ?? '', auditSeq: Number(own[2]) });
    rest = rest.slice(found[0].length);
  }
  return header.trim() === '' ? undefined : wanted;
}

export const CHANGED = 'changed-meanwhile';

/** Refuses unless the thing stands as the caller saw it. */
export const stillAs =
  (match: Match, name: ThingName, ids: Ids) =>
  (state: unknown): Refusal | undefined => {
    const hash = hashOf(name, state, ids);
    const holds = hash !== undefined && (match === 'any' || match.some((tag) => tag.hash === hash));
    return holds ? undefined : refuse(CHANGED, 'this has changed since you read it; nothing was done');
  };
