import * as z from 'zod/mini';
import { idSchema } from '../../shared/ids.ts';
import { recipientSchema } from '../../shared/recipient.ts';

/** In the order in which cases are heard, lowest first (S0-23). */
export const riskLevels = ['standard', 'medium', 'high', 'highest'] as const;

/** Who of an agency is asked to a case: a named representative, or a post until one is named. */
export const inviteeSchema = z.object({ ...recipientSchema.shape, required: z.boolean() });
export type Invitee = z.infer<typeof inviteeSchema>;

/** A worker, or without one a whole agency, that does nothing about a case. */
export const exclusionSchema = z.object({ agencyId: idSchema, representativeId: z.optional(idSchema) });

/** What a meeting is told of a case when it is listed; the application fills it from the case. */
export const listedCaseSchema = z.object({
  caseId: idSchema,
  displayCode: z.string(),
  riskLevel: z.enum(riskLevels),
  urgency: z.enum(['standard', 'urgent', 'critical']),
  childrenInvolved: z.boolean(),
  complexNeeds: z.optional(z.boolean()),
  /** Cycles of meeting and actions before this one. */
  priorCycles: z.number(),
  persons: z.array(idSchema),
  /** The lead now, convening lead included; asks more of returns and hears of trouble. */
  lead: recipientSchema,
  invitees: z.array(inviteeSchema),
  /** Workers and whole agencies that are excluded from the case. */
  excluded: z.optional(z.array(exclusionSchema)),
});
export type ListedCase = z.infer<typeof listedCaseSchema>;

const { invitees: _, ...facts } = listedCaseSchema.shape;

/** A case on the meeting's list, with its slot. What leaves the list keeps its row and why it left. */
export const meetingCaseSchema = z.object({
  ...facts,
  status: z.enum(['listed', 'heard', 'removed', 'deferred', 'carried_over', 'no_room', 'refused']),
  /** From 1, highest risk first (S0-23). */
  order: z.number(),
  slotStartsAt: z.string(),
  returnsDueAt: z.string(),
  carriedTo: z.optional(idSchema),
  reason: z.optional(z.string()),
  /** One entry on victim safety and one on accountability (S0-25). */
  discussion: z.object({
    victimSafetyNoteId: z.optional(idSchema),
    accountabilityNoteId: z.optional(idSchema),
  }),
});
export type MeetingCase = z.infer<typeof meetingCaseSchema>;
