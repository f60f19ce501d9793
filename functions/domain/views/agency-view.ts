import * as z from 'zod/mini';
import {
  type Address,
  type AgencyState,
  agencySchema,
  type Representative,
  representativeSchema,
} from '../agency/state.ts';
import type { Instant } from '../calendar/instants.ts';
import { idSchema } from '../shared/ids.ts';
import { agencyPosts } from '../shared/recipient.ts';

/** A work address, and whether mail reaches it. */
const addressViewSchema = z.object({ address: z.string(), verified: z.boolean(), reachable: z.boolean() });
const addressView = ({ address, verifiedAt, health }: Address): z.infer<typeof addressViewSchema> => ({
  address,
  verified: verifiedAt !== undefined,
  reachable: health === 'ok',
});

export const representativeViewSchema = z.object({
  ...z.pick(representativeSchema, {
    representativeId: true,
    name: true,
    roles: true,
    phone: true,
    canCommitResources: true,
    since: true,
  }).shape,
  address: z.optional(addressViewSchema),
  /** Entered by one person, for a second to verify. */
  proposed: z.optional(z.string()),
  /** Absences that are not over, with the delegate. */
  away: z.array(z.object({ from: z.string(), to: z.string(), delegateId: z.optional(idSchema) })),
});
export type RepresentativeView = z.infer<typeof representativeViewSchema>;

export const representativeView = (one: Representative, now: Instant): RepresentativeView =>
  representativeViewSchema.parse({
    ...one,
    address: one.address && addressView(one.address),
    proposed: one.proposed?.address,
    away: one.away.filter(({ to }) => to > now),
  });

/** Those who act for the agency now. */
export const representativeViews = (state: AgencyState, now: Instant): RepresentativeView[] =>
  state.representatives
    .filter(({ removedAt }) => removedAt === undefined || removedAt > now)
    .map((one) => representativeView(one, now));

/** An agency in the directory. That it is written to by named contact only says something of a case, and is left out. */
export const agencyViewSchema = z.object({
  ...z.pick(agencySchema, {
    agencyId: true,
    name: true,
    kind: true,
    government: true,
    specialistService: true,
    scope: true,
    responsibilities: true,
    domains: true,
    localities: true,
  }).shape,
  agreements: z.array(
    z.object({
      code: z.string(),
      signedAt: z.string(),
      reviewOn: z.string(),
      endedAt: z.optional(z.string()),
    }),
  ),
  posts: z.array(
    z.object({
      post: z.enum(agencyPosts),
      representativeId: z.optional(idSchema),
      address: z.optional(addressViewSchema),
      proposed: z.optional(z.string()),
      phone: z.optional(z.string()),
    }),
  ),
});
export type AgencyView = z.infer<typeof agencyViewSchema>;

export const agencyView = (state: AgencyState): AgencyView =>
  agencyViewSchema.parse({
    ...state,
    posts: state.posts.map((post) => ({
      ...post,
      address: post.address && addressView(post.address),
      proposed: post.proposed?.address,
    })),
  });
