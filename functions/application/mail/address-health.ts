import type { Address, AgencyState } from '../../domain/agency/state.ts';
import { hashAddress } from '../../domain/message/address.ts';
import type { MessageRecord } from '../../domain/message/record.ts';
import { loadAgency } from '../load-states.ts';
import type { Ports } from '../ports.ts';
import type { AggregateRef } from '../record.ts';

type Health = Address['health'];

/** What an outcome says of the address that the mail went to. A transient bounce, a full mailbox say, says nothing. */
function healthBy({ status, outcome }: MessageRecord): Health | undefined {
  if (status === 'delivered') return 'ok';
  if (status === 'complained') return 'complained';
  return status === 'bounced' && !outcome?.code?.startsWith('Transient') ? 'bounced' : undefined;
}

/**
 * The command for the agency whose address it was, if its health changes by this message. The agency's item is
 * written only then (design 4).
 */
export async function addressHealthChange(
  ports: Pick<Ports, 'aggregates'>,
  message: MessageRecord,
): Promise<{ ref: AggregateRef; input: Record<string, unknown> } | undefined> {
  const health = healthBy(message);
  const hash = message.gate?.addressHash;
  if (health === undefined || hash === undefined) return undefined;
  const { agencyId } = message.to;
  const state = await loadAgency(ports, agencyId);
  const holder = state && holderOf(state, hash);
  if (!holder || holder.health === health || (holder.health === 'complained' && health === 'ok'))
    return undefined;
  const at = message.outcome?.at ?? message.statusAt;
  return { ref: { type: 'agency', id: agencyId }, input: { ...holder.who, health, at } };
}

/** Who in the agency has the address with this hash: a delegate may have got the mail. */
function holderOf(state: AgencyState, hash: string) {
  const is = (address: Address | undefined): address is Address =>
    address !== undefined && hashAddress(address.address) === hash;
  for (const { representativeId, address } of state.representatives) {
    if (is(address)) return { who: { representativeId }, health: address.health };
  }
  for (const { post, address } of state.posts) {
    if (is(address)) return { who: { post }, health: address.health };
  }
  return undefined;
}
