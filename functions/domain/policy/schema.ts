import * as z from 'zod/mini';
import { messageKindSchema } from '../message/kinds.ts';
import { workerSchema } from '../shared/actor.ts';
import { codeSchema } from '../shared/code.ts';

/** How sure we are of a rule: what a statute, a source document, guidance, a local protocol or we ourselves say. */
const confidenceSchema = z.enum(['statute', 'seed', 'guidance', 'practice', 'local_protocol', 'judgement']);

/**
 * A span of time, of a whole number of its units. Working and calendar days run on the region's calendar in local time and may fall at a
 * time of day (`at`, 'HH:MM'); hours and minutes are elapsed, whatever the day.
 */
const spanSchema = z.strictObject({
  amount: z.int(),
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
const caseRoleSchema = z.enum(caseRoles);
export type CaseRole = z.infer<typeof caseRoleSchema>;

/**
 * One step of a ladder: at an `offset` from the clock's due instant (negative: before), or at a share of the
 * `window` between start and due (0.5: half of it). Days fall at the policy's daily time unless the span says
 * `at`, plus a few minutes by case; hours and minutes are exact.
 */
const rungSchema = z
  .strictObject({
    code: z.string().check(z.regex(/^[A-Za-z0-9+-]+$/)),
    offset: z.optional(spanSchema),
    window: z.optional(z.number().check(z.gt(0), z.lt(1))),
    to: z.array(caseRoleSchema),
    message: z.optional(messageKindSchema),
    /** A task for a named person, such as a telephone call, beside or instead of the message. */
    task: z.optional(z.strictObject({ code: z.string(), for: caseRoleSchema })),
    /** After this rung, again every so often until the clock is met. */
    repeat: z.optional(spanSchema),
    /** How often at most, for a rung that repeats; without it, for as long as the clock lives. */
    times: z.optional(z.int().check(z.gte(2))),
    /** Standard reminders to one recipient come as one daily digest. */
    digest: z.optional(z.boolean()),
    /** Send even if an earlier rung was acknowledged. */
    always: z.optional(z.boolean()),
  })
  .check(
    z.refine(
      (rung) => (rung.offset === undefined) !== (rung.window === undefined),
      'either an offset from due or a share of the window',
    ),
  );
export type Rung = z.infer<typeof rungSchema>;

const clockRuleSchema = z.strictObject({
  rule: z.string(),
  title: z.string(),
  source: z.string().check(z.minLength(1)),
  confidence: confidenceSchema,
  /** From start to due, by the urgency of the case (or the priority of the action). */
  due: z.strictObject({ standard: spanSchema, urgent: spanSchema, critical: z.optional(spanSchema) }),
  /** Names of ladders by the same key. */
  ladder: z.strictObject({ standard: z.string(), urgent: z.string(), critical: z.optional(z.string()) }),
});
export type ClockRule = z.infer<typeof clockRuleSchema>;

const riskToolSchema = z.strictObject({
  tool: z.string(),
  title: z.string(),
  version: z.string(),
  maximum: z.number(),
  highFrom: z.number(),
  /** `score`: a tool's own points; `levels`: 1, 2, 3 … stand for the framework's levels, our coding. */
  scale: z.enum(['score', 'levels']),
  source: z.string(),
  confidence: confidenceSchema,
});

/** A rule of practice that is no clock, with where it comes from: shown beside the clocks, never as a claim. */
const settingSchema = z.strictObject({
  title: z.string(),
  value: z.string(),
  source: z.string().check(z.minLength(1)),
  confidence: confidenceSchema,
});

const legalBasisSchema = z.strictObject({
  /** Named by a worker in a command, so it has the form that commands take. */
  code: codeSchema,
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

const declarationSchema = z.strictObject({
  version: z.string(),
  text: z.string(),
  source: z.string(),
});

/** A limit of nothing would silence somebody: no link that opens, no meeting that takes a case. */
const atLeastOne = z.int().check(z.gte(1));

export const policySchema = z.strictObject({
  profile: z.enum(['wa', 'vic', 'nz']),
  version: z.string(),
  region: z.string(),
  authorised: z.strictObject({ by: z.string(), on: z.string() }),
  /** Words by concept code: `meeting`, `adult_victim`, `person_using_violence`, … */
  terms: z.record(z.string(), z.string()),
  clocks: z.record(z.string(), clockRuleSchema),
  ladders: z.record(z.string(), z.array(rungSchema)),
  riskTools: z.array(riskToolSchema),
  riskFactors: z.array(z.strictObject({ code: z.string(), title: z.string() })),
  contributingIssues: z.array(z.string()),
  consentRules: z.record(
    z.string(),
    z.strictObject({
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
  leadRule: z.strictObject({
    /** `present_or_represented` (S0-27) or `specialist_service` (S3-42). */
    eligible: z.enum(['present_or_represented', 'specialist_service']),
    perVictimAllowed: z.boolean(),
  }),
  plans: z.array(z.enum(['safety_plan', 'risk_management_plan'])),
  agencyKinds: z.array(z.string()),
  actionCatalogue: z.array(z.strictObject({ code: z.string(), title: z.string(), stream: z.string() })),
  agreements: z.array(z.strictObject({ code: z.string(), title: z.string() })),
  limits: z.strictObject({
    consentAttemptsBeforeDecision: atLeastOne,
    meetingCapacity: atLeastOne,
    slotMinutes: atLeastOne,
    shortTermMeetings: atLeastOne,
    repeatWindowMonths: atLeastOne,
    escalationIncidents: atLeastOne,
    escalationMonths: atLeastOne,
  }),
  /** Who must show what to read, and for how long what was given holds. */
  access: z.strictObject({
    /** An account must have signed in with more than one factor. */
    mfaRequired: z.boolean(),
    /** Reading more cases than this within an hour raises an alert. */
    bulkReadCasesPerHour: atLeastOne,
    breakGlassMinutes: atLeastOne,
    /** Life of a link in a mail, in days. */
    linkDays: atLeastOne,
    /** When a link asks for a code sent to the address of record: never, before it shows or takes content, always. */
    linkChallenge: z.enum(['never', 'content', 'always']),
  }),
  /**
   * The desks of the convening team, for what no case has a convenor for yet: a report from outside, a possible
   * match, a search. `areas` are local desks by area code; everything else comes to `desk`.
   */
  conveningTeam: z.strictObject({
    desk: workerSchema,
    areas: z.record(codeSchema, workerSchema),
    /** Agencies convene and chair what they call themselves; the team hears of it and need not accept it. */
    agenciesConvene: z.optional(z.boolean()),
  }),
  matching: z.strictObject({
    /** Searching for more people than this within an hour raises an alert. */
    searchesPerHour: atLeastOne,
    /** Possible matches that a person is asked about at once, the likeliest first. */
    mostSuggested: atLeastOne,
  }),
  intake: z.strictObject({
    /** From this score of `likeness` on a single record is the person of a report, without anybody's look. */
    certainFrom: z.number().check(z.gt(0)),
    /** The least severe incident that opens a referral by itself; a lesser one is a task for the convening team. */
    referFrom: z.enum(['standard', 'serious', 'severe']),
  }),
  /** Reminders fall at this local time plus up to `spreadMinutes` by case; the digest goes after both. */
  daily: z.strictObject({ at: z.string(), spreadMinutes: z.int().check(z.gte(0)), digestAt: z.string() }),
  references: z.array(z.strictObject({ title: z.string(), date: z.string(), note: z.optional(z.string()) })),
  /** Rules of practice that are no clocks, by rule id. */
  settings: z.record(z.string(), settingSchema),
  /** Places that cases are filed under. An owner fills the names; `count` is what the source says. */
  areas: z.optional(
    z.strictObject({ title: z.string(), count: z.number(), names: z.array(z.string()), source: z.string() }),
  ),
  /** Practice steps in no fixed order (S4-13). `known`: whether the name stands in a source. */
  practiceSteps: z.optional(
    z.array(z.strictObject({ code: z.string(), title: z.string(), known: z.boolean() })),
  ),
  /** Kinds of response, one at a time per case (S3-03). */
  responseTypes: z.optional(z.array(z.string())),
  /** Agencies that a new case proposes for invitation; any can be left out and others added (S2-04). */
  partners: z.optional(z.array(z.strictObject({ kind: z.string(), title: z.string() }))),
  /** Guides that a worker is shown by name and place; their steps are not invented (S1-27). */
  guides: z.optional(z.array(z.strictObject({ code: z.string(), title: z.string(), place: z.string() }))),
});
export type Policy = z.infer<typeof policySchema>;
