import * as z from 'zod/mini';
import { idSchema } from '../../shared/ids.ts';

/** Roles are held in a case, with direction; a person is never "a victim" everywhere. */
const memberRoles = [
  'adult_victim',
  'child_victim',
  'unborn_child',
  'victim_in_family_group',
  'person_using_violence',
  'other_party',
] as const;
export const memberRoleSchema = z.enum(memberRoles);
export type MemberRole = z.infer<typeof memberRoleSchema>;

export const victimRoles: readonly MemberRole[] = [
  'adult_victim',
  'child_victim',
  'unborn_child',
  'victim_in_family_group',
];
/** Victims who are asked for consent themselves. */
export const askedVictimRoles: readonly MemberRole[] = ['adult_victim', 'victim_in_family_group'];

/** A person in the family group. `label` ('adult victim', 'child 1') stands for the person in e-mail. */
export const memberSchema = z.object({
  personId: idSchema,
  role: memberRoleSchema,
  label: z.string(),
  /** Labels of earlier roles: never given to another person, since old papers use them. */
  formerLabels: z.optional(z.array(z.string())),
  addedAt: z.string(),
  /** Coded: `partner`, `former_partner`, `child`, `parent`, `sibling`, `other_family`, `carer`, `none`. */
  relationshipToVictim: z.optional(z.string()),
  carerRole: z.optional(z.boolean()),
  identityUnknown: z.optional(z.boolean()),
  livingArrangements: z.optional(z.string()),
  removedAt: z.optional(z.string()),
  deceasedAt: z.optional(z.string()),
  /** Child came into care during or after the case (S2-08). */
  cameIntoCareAt: z.optional(z.string()),
  /** Another worker goes through this one to reach the victim (S2-30). */
  trustedContact: z.optional(z.object({ agencyId: idSchema, representativeId: idSchema })),
  /** Own lead for one victim survivor, with a reason (S3-44). */
  ownLead: z.optional(z.object({ agencyId: idSchema, reason: z.string() })),
  misidentification: z.optional(
    z.object({
      status: z.enum(['suspected', 'confirmed', 'dismissed']),
      suspectedAt: z.string(),
      decidedAt: z.optional(z.string()),
      by: idSchema,
      noteId: z.optional(idSchema),
    }),
  ),
  roleHistory: z.array(
    z.object({
      role: memberRoleSchema,
      from: z.string(),
      to: z.optional(z.string()),
      reason: z.string(),
      by: z.string(),
    }),
  ),
});
export type Member = z.infer<typeof memberSchema>;
