import type { Recipient } from '../shared/recipient.ts';
import type { Address, AgencyState, Representative } from './state.ts';

/** A representative who still acts for the agency. */
export const findRepresentative = (
  state: AgencyState,
  representativeId: string,
): Representative | undefined =>
  state.representatives.find((r) => r.representativeId === representativeId && r.removedAt === undefined);

/** The number under which a worker of the agency is rung: the own one, else that of a post. */
export const phoneOf = (state: AgencyState, representativeId: string): string | undefined =>
  findRepresentative(state, representativeId)?.phone ??
  state.posts.find(({ phone }) => phone !== undefined)?.phone;

/** The address itself that belongs to a representative or to a post. */
export function addressOf(state: AgencyState, to: Omit<Recipient, 'agencyId'>): Address | undefined {
  if (to.representativeId !== undefined)
    return state.representatives.find((r) => r.representativeId === to.representativeId)?.address;
  const post = state.posts.find((p) => p.post === (to.post ?? 'mailbox'));
  if (post?.address) return post.address;
  return state.representatives.find((r) => r.representativeId === post?.representativeId)?.address;
}

/** Whether an agreement stands at an instant; review past its date does not end it (judgement). */
const isInForce = ({ signedAt, endedAt }: AgencyState['agreements'][number], at: string): boolean =>
  signedAt <= at && (endedAt === undefined || at < endedAt);

/** Codes of the agreements in force. */
export const agreementsInForce = (state: AgencyState, at: string): string[] =>
  state.agreements.filter((known) => isInForce(known, at)).map(({ code }) => code);

/** Whether an agreement of this code stands. */
export const isSignatory = (state: AgencyState, code: string, at: string): boolean =>
  agreementsInForce(state, at).includes(code);
