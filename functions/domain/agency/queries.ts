import type { Recipient } from '../shared/recipient.ts';
import type { Address, AgencyState, Representative } from './state.ts';

/** A representative who still acts for the agency. */
export const findRepresentative = (
  state: AgencyState,
  representativeId: string,
): Representative | undefined =>
  state.representatives.find((r) => r.representativeId === representativeId && r.removedAt === undefined);

/** The address itself that belongs to a representative or to a post. */
export function addressOf(state: AgencyState, to: Omit<Recipient, 'agencyId'>): Address | undefined {
  if (to.representativeId !== undefined)
    return state.representatives.find((r) => r.representativeId === to.representativeId)?.address;
  const post = state.posts.find((p) => p.post === (to.post ?? 'mailbox'));
  if (post?.address) return post.address;
  return state.representatives.find((r) => r.representativeId === post?.representativeId)?.address;
}

/** Whether an agreement of this code stands on a day; review past its date does not end it (judgement). */
export const isSignatory = (state: AgencyState, code: string, at: string): boolean =>
  state.agreements.some(
    (a) => a.code === code && a.signedAt <= at && (a.endedAt === undefined || at < a.endedAt),
  );
