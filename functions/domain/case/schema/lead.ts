import * as z from 'zod/mini';
import { workerSchema } from '../../shared/actor.ts';
import { idSchema } from '../../shared/ids.ts';

/** Who leads, from when to when; no gap and no overlap for one victim (S3-46). */
export const leadPeriodSchema = z.object({
  leadId: idSchema,
  agencyId: idSchema,
  representativeId: idSchema,
  kind: z.enum(['convening', 'lead', 'interim_after_hours']),
  from: z.string(),
  to: z.optional(z.string()),
  meetingId: z.optional(idSchema),
  by: z.string(),
  reason: z.string(),
  guideline: z.optional(z.string()),
  /** An interim lead hands back to this one. */
  handBackTo: z.optional(idSchema),
  victimInformed: z.array(
    z.object({
      personId: idSchema,
      at: z.string(),
      how: z.string(),
      by: workerSchema,
      told: z.boolean(),
      reasonNotTold: z.optional(z.string()),
    }),
  ),
});
export type LeadPeriod = z.infer<typeof leadPeriodSchema>;

export const leadOfferSchema = z.object({
  offerId: idSchema,
  to: workerSchema,
  reason: z.string(),
  offeredBy: workerSchema,
  offeredAt: z.string(),
  status: z.enum(['offered', 'accepted', 'declined', 'recalled', 'expired']),
  endedAt: z.optional(z.string()),
  /** Without the victim survivor's recorded consent the packet is withheld, the offer goes on (S3-36). */
  packet: z.enum(['with_consent', 'withheld_no_consent', 'not_needed']),
});
