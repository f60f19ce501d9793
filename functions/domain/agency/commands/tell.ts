import type { MessageOf } from '../../message/messages.ts';
import type { AgencyContext } from '../command.ts';
import { findRepresentative } from '../queries.ts';
import type { AgencyState } from '../state.ts';

/** What of the directory was changed, beside an address: who gets a desk's mail, stands in, or is a named contact. */
type DirectoryChange = NonNullable<MessageOf<'address_changed'>['params']['what']>;

/** The convening team hears that mail of an agency goes to somebody else. No name, no address. */
export const tellTeam = (what: DirectoryChange, context: AgencyContext): void =>
  context.message({ kind: 'address_changed', to: [context.policy.conveningTeam.desk], params: { what } });

/**
 * Whoever got something until now hears that it goes to somebody else, at their own address and from nobody in
 * their place: unless they did it themselves, have left, or nothing arrives there.
 */
export function tellFormer(
  state: AgencyState,
  representativeId: string | undefined,
  what: DirectoryChange,
  context: AgencyContext,
): void {
  if (representativeId === undefined) return;
  const { agencyId } = state;
  const { by } = context;
  if (by.kind === 'worker' && by.agencyId === agencyId && by.representativeId === representativeId) return;
  const { address } = findRepresentative(state, representativeId) ?? {};
  if (address?.health !== 'ok' || address.verifiedAt === undefined) return;
  context.message({
    kind: 'address_changed',
    cause: `${context.commandId}:former`,
    to: [{ agencyId, representativeId }],
    params: { verifiedAt: address.verifiedAt, what },
  });
}
