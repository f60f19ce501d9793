import * as z from 'zod/mini';
import { idSchema } from './ids.ts';

/** Posts inside an agency that a message can be for; the gate finds the person when it is sent. */
export const agencyPosts = ['escalation_contact', 'after_hours', 'manager', 'regional', 'mailbox'] as const;
export type AgencyPost = (typeof agencyPosts)[number];

/** A recipient is a representative of an agency, or a post there. A member of the family group never is. */
export const recipientSchema = z.object({
  agencyId: idSchema,
  representativeId: z.optional(idSchema),
  post: z.optional(z.enum(agencyPosts)),
});
export type Recipient = z.infer<typeof recipientSchema>;

/** One text per recipient, used in message ids. */
export const recipientKey = (to: Recipient): string =>
  `${to.agencyId}/${to.representativeId ?? `post:${to.post ?? 'mailbox'}`}`;
