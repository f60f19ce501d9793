import * as z from 'zod/mini';
import { idSchema } from '../shared/ids.ts';
import { agencyPosts } from '../shared/recipient.ts';
import { aggregateTaskSchema } from '../shared/tasks.ts';

/**
 * What became of the last mail to an address: nothing goes where it `bounced`, or where somebody `complained`.
 */
export const healths = ['ok', 'bounced', 'complained'] as const;

/** An e-mail address: used only once verified, and only while it is healthy. */
const addressSchema = z.object({
  address: z.string(),
  verifiedAt: z.optional(z.string()),
  verifiedBy: z.optional(idSchema),
  health: z.enum(healths),
  healthAt: z.optional(z.string()),
});
export type Address = z.infer<typeof addressSchema>;

/** Where mail of somebody or of a post goes, went, and is to go once a second person has verified it. */
const addressFields = {
  address: z.optional(addressSchema),
  /** Entered by one person; nothing goes there until somebody else verifies it too. */
  proposed: z.optional(z.object({ address: z.string(), at: z.string(), by: z.string() })),
  /** Replaced ones, oldest first: who lost one hears of it there. */
  former: z.optional(z.array(addressSchema)),
};

/** What somebody does for the agency; rights in a case follow from the case, not from these. */
export const representativeRoles = [
  'representative',
  'proxy',
  'manager',
  'executive_signatory',
  'after_hours',
  'observer',
  'family_safety_coordinator',
  'family_safety_support_worker',
] as const;

/** Somebody who acts for the agency. Name and address are attributes here and stand nowhere else. */
export const representativeSchema = z.object({
  representativeId: idSchema,
  name: z.string(),
  roles: z.array(z.enum(representativeRoles)),
  ...addressFields,
  phone: z.optional(z.string()),
  canCommitResources: z.optional(z.boolean()),
  since: z.string(),
  removedAt: z.optional(z.string()),
  /** Absences with the delegate who gets the mail meanwhile. */
  away: z.array(
    z.object({ from: z.string(), to: z.string(), delegateId: z.optional(idSchema), by: z.string() }),
  ),
});
export type Representative = z.infer<typeof representativeSchema>;

/** The part of the world an agency serves: nation, region or locality, and its local network (S3-13). */
export const localitySchema = z.object({
  level: z.enum(['national', 'regional', 'local']),
  /** ISO 3166-2, such as `AU-SA`: it also says which clock its mail is told by (S2-22). */
  region: z.string(),
  area: z.optional(z.string()),
  network: z.optional(z.string()),
});

/** An agreement it signed: memorandum, tripartite schedule, information sharing protocol (S0-44, S0-45). */
const agreementSchema = z.object({
  agreementId: idSchema,
  code: z.string(),
  signedAt: z.string(),
  reviewOn: z.string(),
  endedAt: z.optional(z.string()),
  recordedBy: z.string(),
});

export const agencySchema = z.object({
  schema: z.literal(1),
  agencyId: idSchema,
  name: z.string(),
  /** One of the policy's kinds of agency. */
  kind: z.string(),
  government: z.boolean(),
  /** Marked as a specialist family violence service: may lead under the Victorian profile (S3-42). */
  specialistService: z.boolean(),
  /** Whether and how far the case management requirements hold for it (S3-10, S3-11, S3-39). */
  scope: z.enum(['in_scope', 'limited', 'out_of_scope', 'opted_in']),
  /** What it is responsible and funded for; a duty outside is not asked of it (S3-11, S3-21). */
  responsibilities: z.array(z.string()),
  domains: z.array(z.string()),
  localities: z.array(localitySchema),
  representatives: z.array(representativeSchema),
  posts: z.array(
    z.object({
      post: z.enum(agencyPosts),
      representativeId: z.optional(idSchema),
      ...addressFields,
      phone: z.optional(z.string()),
    }),
  ),
  /** Only people named for a case, and the integrity contact, are ever written to. */
  namedContactOnly: z.object({
    on: z.boolean(),
    integrityContactId: z.optional(idSchema),
    since: z.optional(z.string()),
    by: z.optional(z.string()),
  }),
  agreements: z.array(agreementSchema),
  createdAt: z.string(),
  tasks: z.array(aggregateTaskSchema),
  received: z.record(z.string(), z.object({ version: z.number(), index: z.number() })),
});
export type AgencyState = z.infer<typeof agencySchema>;
