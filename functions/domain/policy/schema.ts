import * as z from 'zod/mini';
import { messageKindSchema } from '../message/kinds.ts';

/** How sure we are of a rule: what a statute, a source document, guidance, a local protocol or we ourselves say. */
export const confidenceSchema = z.enum([
  'statute',
  'seed',
  'guidance',
  'practice',
  'local_protocol',
  'judgement',
]);

/**
 * A span of time. Working and calendar days run on the region's calendar in local time and may fall at a
 * time of day (`at`, 'HH:MM'); hours and minutes are elapsed, whatever the day.
 */
export const spanSchema = z.object({
  amount: z.number(),
  unit: z.enum(['working_days', 'calendar_days', 'months', 'hours', 'minutes']),
  at: z.optional(z.string().check(z.regex(/^\d\d:\d\d$/))),
});
export type Span = z.infer<typeof spanSchema>;

/** Roles on a case that a rung can address; `clocks/recipients.ts` says who that is at a moment. */
export const caseRoles = [
  'owner',
  'owner_agency_contact',
  'lead',
  'lead_contact',
  'convening_lead',
  'convenor',
  'triage',
  'caller',
  'chair',
  'region',
  'after_hours',
] as const;
export const caseRoleSchema = z.enum(caseRoles);
export type CaseRole = z.infer<typeof caseRoleSchema>;

/** One step of a ladder, relative to the clock's due instant (negative: before). */
export const rungSchema = z.object({
  code: z.string().check(z.regex(/^[A-Za-z0-9+-]+$/)),
  offset: spanSchema,
  to: z.array(caseRoleSchema),
  message: z.optional(messageKindSchema),
  /** A task for a named person, such as a telephone call, beside or instead of the message. */
  task: z.optional(z.string()),
  /** After this rung, again every so often until the clock is met. */
  repeat: z.optional(spanSchema),
  /** Standard reminders to one recipient come as one daily digest. */
  digest: z.optional(z.boolean()),
  /** Send even if an earlier rung was acknowledged. */
  always: z.optional(z.boolean()),
});
export type Rung = z.infer<typeof rungSchema>;

export const clockRuleSchema = z.object({
  rule: z.string(),
  title: z.string(),
  source: z.string(),
  confidence: confidenceSchema,
  /** From start to due, by the urgency of the case (or the priority of the action). */
  due: z.object({ standard: spanSchema, urgent: spanSchema, critical: z.optional(spanSchema) }),
  /** Names of ladders by the same key. */
  ladder: z.object({ standard: z.string(), urgent: z.string(), critical: z.optional(z.string()) }),
});
export type ClockRule = z.infer<typeof clockRuleSchema>;

export const riskToolSchema = z.object({
  tool: z.string(),
  title: z.string(),
  version: z.string(),
  maximum: z.number(),
  highFrom: z.number(),
  source: z.string(),
  confidence: confidenceSchema,
});

export const legalBasisSchema = z.object({
  code: z.string(),
  title: z.string(),
  ground: z.enum(['consent', 'legislation', 'agency_agreement', 'duty_of_care']),
  /** What the record must hold before the basis can be chosen; see `case/legal-basis.ts`. */
  preconditions: z.array(
    z.enum([
      'high_risk_determination',
      'recipient_signatory',
      'serious_offender_flag',
      'rationale',
      'child_involved',
      'consent_given',
    ]),
  ),
  source: z.string(),
  confidence: confidenceSchema,
});

export const declarationSchema = z.object({ version: z.string(), text: z.string(), source: z.string() });

export const policySchema = z.object({
  profile: z.enum(['wa', 'vic', 'nz']),
  version: z.string(),
  region: z.string(),
  authorised: z.object({ by: z.string(), on: z.string() }),
  /** Words by concept code: `meeting`, `adult_victim`, `person_using_violence`, … */
  terms: z.record(z.string(), z.string()),
  clocks: z.record(z.string(), clockRuleSchema),
  ladders: z.record(z.string(), z.array(rungSchema)),
  riskTools: z.array(riskToolSchema),
  riskFactors: z.array(z.object({ code: z.string(), title: z.string() })),
  contributingIssues: z.array(z.string()),
  consentRules: z.record(
    z.string(),
    z.object({
      required: z.boolean(),
      unless: z.optional(z.string()),
      source: z.string(),
      confidence: confidenceSchema,
    }),
  ),
  legalBases: z.array(legalBasisSchema),
  declaration: declarationSchema,
  /** Whether an endorsement by word counts at: any meeting, virtual ones only, or none (S0-19, S0-20, S1-24). */
  verbalEndorsement: z.enum(['any_meeting', 'virtual_only', 'never']),
  leadRule: z.object({
    /** `present_or_represented` (S0-27) or `specialist_service` (S3-42). */
    eligible: z.enum(['present_or_represented', 'specialist_service']),
    perVictimAllowed: z.boolean(),
  }),
  plans: z.array(z.enum(['safety_plan', 'risk_management_plan'])),
  agencyKinds: z.array(z.string()),
  actionCatalogue: z.array(z.object({ code: z.string(), title: z.string(), stream: z.string() })),
  agreements: z.array(z.object({ code: z.string(), title: z.string() })),
  limits: z.object({
    consentAttemptsBeforeDecision: z.number(),
    meetingCapacity: z.number(),
    slotMinutes: z.number(),
    shortTermMeetings: z.number(),
    repeatWindowMonths: z.number(),
    escalationIncidents: z.number(),
    escalationMonths: z.number(),
  }),
  /** Reminders fall at this local time plus up to `spreadMinutes` by case; the digest goes after both. */
  daily: z.object({ at: z.string(), spreadMinutes: z.number(), digestAt: z.string() }),
  references: z.array(z.object({ title: z.string(), date: z.string(), note: z.optional(z.string()) })),
});
export type Policy = z.infer<typeof policySchema>;
