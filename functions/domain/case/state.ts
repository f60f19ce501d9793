import * as z from 'zod/mini';
import { clockSchema } from '../clocks/schema.ts';
import { workerSchema } from '../shared/actor.ts';
import { idSchema } from '../shared/ids.ts';
import { recipientSchema } from '../shared/recipient.ts';
import { phaseSchema } from './phases.ts';
import { actionSchema } from './schema/actions.ts';
import {
  caseAgencySchema,
  caseContactsSchema,
  caseEndorsementSchema,
  caseMeetingSchema,
  exclusionSchema,
} from './schema/agencies.ts';
import { breakGlassSchema } from './schema/break-glass.ts';
import { consentSchema } from './schema/consent.ts';
import {
  caseLinkSchema,
  closureSchema,
  contactRecordSchema,
  endSchema,
  taskSchema,
} from './schema/ending.ts';
import { leadOfferSchema, leadPeriodSchema } from './schema/lead.ts';
import { memberSchema } from './schema/members.ts';
import { planCopySchema, planVersionSchema } from './schema/plan.ts';
import { referralSchema, urgencySchema } from './schema/referral.ts';
import {
  determinationSchema,
  identifiedRiskSchema,
  incidentSchema,
  justiceFactSchema,
  needSchema,
  riskAssessmentSchema,
} from './schema/risk.ts';

/**
 * A case: a family group at risk and what agencies do about it. Persons stand here by reference and role
 * only; narrative stands in notes. One item, one conditional write (design, decision 3).
 */
export const caseSchema = z.object({
  schema: z.literal(1),
  caseId: idSchema,
  displayCode: z.string(),
  profile: z.enum(['wa', 'vic', 'nz']),
  policyVersion: z.string(),
  region: z.string(),
  locality: z.optional(z.string()),
  openedAt: z.string(),
  phase: phaseSchema,
  phaseSince: z.string(),
  /** Cycle of meeting and actions, from 1 (S4-14). */
  cycle: z.number(),
  urgency: urgencySchema,
  marks: z.object({
    elderAbuse: z.boolean(),
    childrenInvolved: z.boolean(),
    crossBorder: z.boolean(),
    highestRisk: z.boolean(),
    complexNeeds: z.boolean(),
    seriousOffender: z.boolean(),
  }),
  members: z.array(memberSchema),
  referral: referralSchema,
  contacts: caseContactsSchema,
  /** A call or referral that the convening team has to look at; `selfNamed`: the caller's agency runs it itself. */
  convening: z.optional(
    z.object({
      selfNamed: z.boolean(),
      at: z.string(),
      answer: z.optional(
        z.object({ outcome: z.enum(['accepted', 'taken_over']), by: workerSchema, at: z.string() }),
      ),
    }),
  ),
  agencies: z.array(caseAgencySchema),
  exclusions: z.array(exclusionSchema),
  endorsements: z.array(caseEndorsementSchema),
  risk: z.object({
    assessments: z.array(riskAssessmentSchema),
    needs: z.array(needSchema),
    determinations: z.array(determinationSchema),
    identified: z.array(identifiedRiskSchema),
    justice: z.array(justiceFactSchema),
    incidents: z.array(incidentSchema),
  }),
  consent: consentSchema,
  meetings: z.array(caseMeetingSchema),
  lead: z.object({ periods: z.array(leadPeriodSchema), offers: z.array(leadOfferSchema) }),
  plans: z.array(planVersionSchema),
  planCopies: z.array(planCopySchema),
  actions: z.array(actionSchema),
  records: z.array(contactRecordSchema),
  tasks: z.array(taskSchema),
  clocks: z.array(clockSchema),
  /** Messages that did not reach their recipient, and what was done about it. */
  undelivered: z.array(
    z.object({
      messageId: idSchema,
      kind: z.string(),
      to: recipientSchema,
      outcome: z.string(),
      at: z.string(),
      next: z.enum(['next_contact', 'task', 'next_contact_and_task']),
      params: z.optional(z.record(z.string(), z.string())),
      reasons: z.optional(z.array(z.string())),
      taskId: z.optional(idSchema),
      /** A late proof of delivery, or the telephone call that did instead. */
      settledAt: z.optional(z.string()),
    }),
  ),
  links: z.array(caseLinkSchema),
  /** Who read the case in an emergency without being allowed otherwise; each is reviewed. */
  breakGlass: z.optional(z.array(breakGlassSchema)),
  /** Duties held back: `death` stops every contact task; `misidentification` stops liaison and plan mail. */
  holds: z.array(
    z.object({
      holdId: idSchema,
      kind: z.enum(['death', 'misidentification', 'legal']),
      from: z.string(),
      to: z.optional(z.string()),
      by: z.string(),
      reason: z.string(),
      subject: z.optional(idSchema),
    }),
  ),
  closures: z.array(closureSchema),
  followUps: z.array(
    z.object({
      at: z.string(),
      by: z.string(),
      decision: z.enum(['called', 'not_needed', 'postponed']),
      reason: z.string(),
      noteId: z.optional(idSchema),
      until: z.optional(z.string()),
      /** The done and the effect of the last actions were before whoever decided (S4-15). */
      evaluationShown: z.optional(z.boolean()),
    }),
  ),
  transfer: z.optional(
    z.object({
      to: z.string(),
      startedAt: z.string(),
      confirmedAt: z.optional(z.string()),
      recalledAt: z.optional(z.string()),
      by: z.string(),
      reason: z.string(),
    }),
  ),
  end: z.optional(endSchema),
  /** The last (version, index) taken from each sender; equal or older ones are ignored. */
  received: z.record(z.string(), z.object({ version: z.number(), index: z.number() })),
});
export type CaseState = z.infer<typeof caseSchema>;
