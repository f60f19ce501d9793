import * as z from 'zod/mini';
import type { AgencyState } from '../../domain/agency/state.ts';
import { idSchema } from '../../domain/shared/ids.ts';
import { agencyRowSchema, DIRECTORY } from '../../domain/views/agency-row.ts';
import type { App } from '../app.ts';
import type { AgencyBook } from './whom-to-ring.ts';

export const mailHealthSchema = z.object({
  /** Messages that have no fate yet, of those that were looked at. */
  onTheWay: z.number(),
  /** Of these, what SES has not taken in its time. */
  late: z.number(),
  /** Agencies to which some mail does not go: how many addresses of theirs bounced or complained. */
  unreachable: z.array(z.object({ agencyId: idSchema, agencyName: z.string(), addresses: z.number() })),
  /** False when there are more agencies than one call can look at. Releases before do not say. */
  allAgencies: z.optional(z.boolean()),
});
export type MailHealth = z.infer<typeof mailHealthSchema>;

/** Agencies that are looked at for their addresses: some 5 ms each. */
const MOST_AGENCIES = 300;

/** Agencies with addresses that mail does not reach: how many, and not whose. Looks at no more than MOST_AGENCIES. */
export async function unreachableAgencies(
  { lists }: Pick<App, 'lists'>,
  agencies: AgencyBook,
): Promise<Pick<MailHealth, 'unreachable' | 'allAgencies'>> {
  const rows = z.array(agencyRowSchema).parse(await lists.list(DIRECTORY));
  const found = await Promise.all(
    rows.slice(0, MOST_AGENCIES).map(async ({ agencyId, name: agencyName }) => {
      const state = await agencies(agencyId);
      return { agencyId, agencyName, addresses: state ? unhealthy(state) : 0 };
    }),
  );
  const unreachable = found
    .filter(({ addresses }) => addresses > 0)
    .toSorted((a, b) => b.addresses - a.addresses || (a.agencyId < b.agencyId ? -1 : 1));
  return { unreachable, allAgencies: rows.length <= MOST_AGENCIES };
}

/** Addresses in use that bounced or complained. */
function unhealthy({ representatives, posts }: AgencyState): number {
  const inUse = [...representatives.filter(({ removedAt }) => removedAt === undefined), ...posts];
  return inUse.filter(({ address }) => address !== undefined && address.health !== 'ok').length;
}
