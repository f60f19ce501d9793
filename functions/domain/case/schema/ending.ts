import * as z from 'zod/mini';
import { workerSchema } from '../../shared/actor.ts';
import { idSchema } from '../../shared/ids.ts';
import { aggregateTaskSchema } from '../../shared/tasks.ts';

/** Why a case is closed. `other` wants words; `call_not_carried_out`: it never came to a meeting. */
export const closureReasons = [
  'safety_achieved_risk_mitigated',
  'risk_reduced_ongoing_single_agency',
  'victim_survivor_moved_area_transferred',
  'perpetrator_in_custody_risk_managed',
  'unable_to_engage_risk_managed_by_agencies',
  'no_longer_meets_threshold',
  'call_not_carried_out',
  'duplicate',
  'deceased',
  'other',
] as const;

/** The aims of the practice, of which a closure says how far each was met (S0-09 to S0-15). */
export const aims = [
  'significant_risk_determined',
  'safety_plan_implemented',
  'justice_response_supported',
  'repeat_victimisation_reduced',
  'reoffending_reduced',
  'agency_accountability_improved',
  'staff_supported',
] as const;

export const closureSchema = z.object({
  reason: z.enum(closureReasons),
  by: workerSchema,
  at: z.string(),
  /** Two findings with who found them (S2-44). */
  safetyAchieved: z.boolean(),
  risksMitigated: z.boolean(),
  aims: z.record(z.string(), z.enum(['met', 'partly', 'not_met', 'not_assessed'])),
  victimViews: z.array(
    z.object({
      personId: idSchema,
      sought: z.boolean(),
      reasonNotSought: z.optional(z.string()),
      noteId: z.optional(idSchema),
    }),
  ),
  override: z.optional(
    z.object({ reason: z.string(), authorisedBy: workerSchema, unmet: z.array(z.string()) }),
  ),
  evaluationShown: z.boolean(),
});

/** How and why the record ended for good. */
export const endSchema = z.object({
  how: z.enum(['triage_lapsed', 'watch_ended', 'withdrawn_in_error', 'transferred_out', 'declined']),
  at: z.string(),
  by: z.string(),
  reason: z.string(),
});

export const caseLinkSchema = z.object({
  caseId: idSchema,
  kind: z.enum([
    'repeat_of',
    'repeated_by',
    'same_person_using_violence',
    'same_victim',
    'sibling',
    'transferred_to',
    'transferred_from',
  ]),
  at: z.string(),
});

/** A task of a case, with the worker who ended it. */
export const taskSchema = z.extend(aggregateTaskSchema, { by: z.optional(z.string()) });
export type Task = z.infer<typeof taskSchema>;

/** Something learnt or done between meetings; it must reach the lead (S3-25, S3-26). */
export const contactRecordSchema = z.object({
  recordId: idSchema,
  kind: z.enum([
    'information',
    'advice',
    'support',
    'secondary_consultation',
    'safety_planning_victim',
    'safety_planning_person_using_violence',
    'account_of_person_using_violence',
    'lead_contact',
    'staff_support_need',
    'service_gap',
    'alert',
  ]),
  by: workerSchema,
  at: z.string(),
  purposes: z.array(z.enum(['identify_risk', 'manage_mitigate', 'hold_to_account'])),
  about: z.array(idSchema),
  mode: z.optional(z.enum(['outreach', 'in_service', 'phone', 'other'])),
  hours: z.optional(z.number()),
  askedAgency: z.optional(idSchema),
  topic: z.optional(z.string()),
  noteId: z.optional(idSchema),
  /** Notes of the four parts of which at least one is there (S3-25). */
  parts: z.optional(
    z.object({
      risksSeen: z.optional(idSchema),
      adviceGiven: z.optional(idSchema),
      supportGiven: z.optional(idSchema),
      actionsTaken: z.optional(idSchema),
    }),
  ),
  /** Where a service is missing (S2-14). */
  place: z.optional(z.string()),
  alert: z.optional(
    z.object({
      receivers: z.array(idSchema),
      endsAt: z.string(),
      withdrawnAt: z.optional(z.string()),
      withdrawnBy: z.optional(workerSchema),
      withdrawnReason: z.optional(z.string()),
    }),
  ),
  /** Each lead that it reached; empty means outstanding (S3-26). */
  sharedWithLead: z.array(z.object({ agencyId: idSchema, at: z.string() })),
  /** What the lead changed because of it, in three parts (S3-27). */
  receipt: z.optional(
    z.object({
      by: workerSchema,
      at: z.string(),
      primaryAssessment: z.enum(['changed', 'no_change']),
      accountability: z.enum(['changed', 'no_change']),
      casePlan: z.enum(['changed', 'no_change']),
    }),
  ),
});
