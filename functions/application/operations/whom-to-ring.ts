import * as z from 'zod/mini';
import { type AgencyState, agencySchema } from '../../domain/agency/state.ts';
import { type AgencyPost, agencyPosts } from '../../domain/shared/recipient.ts';
import { type Overdue, overdueSchema, type Ring, ringSchema } from '../../domain/views/ring.ts';
import type { App } from '../app.ts';

/** Whom to ring: a role in the case and its agency, with the number of a post there. Never a worker's name or number. */
const ringLineSchema = z.object({
  ...ringSchema.shape,
  agencyName: z.optional(z.string()),
  phone: z.optional(z.object({ post: z.enum(agencyPosts), number: z.string() })),
});
export type RingLine = z.infer<typeof ringLineSchema>;

export const lateSchema = z.object({ ...overdueSchema.shape, ring: ringLineSchema });
export type Late = z.infer<typeof lateSchema>;

/** Who picks up when something is late (judgement): whoever is asked for, then those who can make it happen. */
const rungFirst: readonly AgencyPost[] = [
  'escalation_contact',
  'after_hours',
  'manager',
  'regional',
  'mailbox',
];

/** Agencies of the directory, each read once; one that cannot be read is not known. */
export type AgencyBook = (agencyId: string) => Promise<AgencyState | undefined>;

export function agencyBook({ aggregates }: Pick<App, 'aggregates'>): AgencyBook {
  const known = new Map<string, Promise<AgencyState | undefined>>();
  const read = async (id: string) =>
    agencySchema.safeParse((await aggregates.load({ type: 'agency', id }))?.data).data;
  return (agencyId) => {
    const found = known.get(agencyId) ?? read(agencyId);
    known.set(agencyId, found);
    return found;
  };
}

/** What is late, with names of agencies and the numbers of their posts. */
export const withNumbers = (late: readonly Overdue[], agencies: AgencyBook): Promise<Late[]> =>
  Promise.all(late.map(async (one) => ({ ...one, ring: await ringLine(one.ring, agencies) })));

async function ringLine(ring: Ring, agencies: AgencyBook): Promise<RingLine> {
  const agency = await agencies(ring.agencyId);
  const phone = agency && numberOf(agency, ring.post);
  return { ...ring, ...(agency && { agencyName: agency.name }), ...(phone && { phone }) };
}

/** The number of the post that is asked for, else of the first that has one. */
export function numberOf(
  { posts }: Pick<AgencyState, 'posts'>,
  asked?: AgencyPost,
): RingLine['phone'] | undefined {
  for (const post of [...(asked ? [asked] : []), ...rungFirst]) {
    const number = posts.find((one) => one.post === post)?.phone;
    if (number !== undefined) return { post, number };
  }
  return undefined;
}
