import * as z from 'zod/mini';
import { isInputYear, localDateSchema } from '../calendar/index.ts';
import { idSchema } from '../shared/ids.ts';
import { aggregateTaskSchema } from '../shared/tasks.ts';

const text = z.string().check(z.minLength(1), z.maxLength(200));

/** A day, a year where no more is known, or `unknown`: so that a search, and the scan of texts, can rely on it. */
const birthDateSchema = z
  .string()
  .check(
    z.refine(
      (value) =>
        value === 'unknown' ||
        localDateSchema.safeParse(value).success ||
        (/^\d{4}$/.test(value) && isInputYear(value)),
      'expected a date such as 1990-03-01, a year, or unknown',
    ),
  );

/**
 * All that identifies a person, in one object, so that the adapter encrypts exactly this field with the
 * person's own key. te reo Māori names keep their macrons (S4-16).
 */
export const identitySchema = z.strictObject({
  names: z.array(z.strictObject({ kind: z.enum(['legal', 'preferred', 'alias', 'former']), text })),
  birthDate: z.optional(birthDateSchema),
  expectedBirthDate: z.optional(birthDateSchema),
  gender: z.optional(text),
  addresses: z.array(z.strictObject({ kind: z.enum(['home', 'refuge', 'former', 'other']), text })),
  workplaces: z.array(text),
  schools: z.array(text),
  phones: z.array(text),
  emails: z.array(text),
});
export type Identity = z.infer<typeof identitySchema>;

/** Not asked, declined and unknown are three different answers (domain C.2). */
export const answerSchema = z.strictObject({
  status: z.enum(['recorded', 'not_asked', 'declined', 'unknown']),
  codes: z.array(z.string()),
});
/** Answers to `cultural_identity` at which a community-controlled organisation is offered (S3-40). */
export const firstPeoples: readonly string[] = [
  'aboriginal',
  'torres_strait_islander',
  'aboriginal_and_torres_strait_islander',
];
/** What a service must know to suit her; each is asked, and an answer may be that she declined. */
export const needAspects = [
  'cultural_identity',
  'language',
  'interpreter',
  'disability',
  'gender_and_sexuality',
  'migration',
] as const;

/** How a victim can be reached without harm. Numbers stand in `identity`; here are codes and ids only. */
export const safeContactSchema = z.strictObject({
  channels: z.array(
    z.strictObject({
      channel: z.enum(['phone', 'text', 'email', 'post', 'in_person', 'through_trusted_contact']),
      safe: z.boolean(),
      leaveMessage: z.boolean(),
    }),
  ),
  /** Local times of the region, from and to, on these weekdays (0 is Sunday). */
  times: z.array(
    z.strictObject({
      weekdays: z.array(z.number().check(z.gte(0), z.lte(6))),
      from: z.string(),
      to: z.string(),
    }),
  ),
  safeToTalkTo: z.array(idSchema),
  unsafeToTalkTo: z.array(idSchema),
  fears: z.array(idSchema),
  interpreterNeverFromFamily: z.optional(z.boolean()),
});

/** How far an order is: from the wish to its end. */
export const orderStages = ['to_be_sought', 'applied', 'granted', 'refused', 'ended'] as const;
/** How far the designation as a serious or serial offender is (S2-23). */
export const designationStages = ['to_be_sought', 'applied', 'made', 'refused'] as const;
const dated = { on: z.string(), recordedAt: z.string(), by: z.string() };

/** A person: identity sealed, everything else codes, dates and ids. No role here: roles are held in cases. */
export const personSchema = z.object({
  schema: z.literal(1),
  personId: idSchema,
  createdAt: z.string(),
  identity: identitySchema,
  identityUnknown: z.boolean(),
  safeContact: z.optional(z.extend(safeContactSchema, { at: z.string(), by: z.string() })),
  needs: z.partialRecord(z.enum(needAspects), z.extend(answerSchema, { at: z.string(), by: z.string() })),
  flags: z.array(
    z.object({
      flagId: idSchema,
      type: z.string(),
      reason: z.string(),
      placedAt: z.string(),
      by: z.string(),
      expiresOn: z.string(),
      withdrawnAt: z.optional(z.string()),
      withdrawnBecause: z.optional(z.string()),
    }),
  ),
  orders: z.array(
    z.object({
      orderId: idSchema,
      kind: z.string(),
      protects: z.array(idSchema),
      stages: z.array(z.object({ stage: z.enum(orderStages), ...dated })),
      expiresOn: z.optional(z.string()),
    }),
  ),
  breaches: z.array(
    z.object({
      breachId: idSchema,
      orderId: idSchema,
      reportedToPolice: z.boolean(),
      followed: z.optional(z.string()),
      ...dated,
    }),
  ),
  custody: z.object({
    in: z.boolean(),
    expectedRelease: z.optional(z.string()),
    history: z.array(
      z.object({
        what: z.enum(['entered', 'release_expected', 'release_unknown', 'released']),
        ...dated,
        /** None while the day of release is not known. */
        on: z.optional(z.string()),
      }),
    ),
  }),
  programs: z.array(
    z.object({
      programId: idSchema,
      kind: z.string(),
      stages: z.array(
        z.object({ stage: z.enum(['offered', 'declined', 'taken_up', 'completed', 'left']), ...dated }),
      ),
    }),
  ),
  /** Serial Family Violence Offender and the like: applied for, made, refused (S2-23). */
  designation: z.array(
    z.object({ stage: z.enum(designationStages), agencyId: z.optional(idSchema), ...dated }),
  ),
  deceasedAt: z.optional(z.string()),
  /** The cases it is in. Read in one of them, nothing shows of the others. */
  cases: z.array(z.object({ caseId: idSchema, since: z.string(), leftAt: z.optional(z.string()) })),
  matches: z.array(z.object({ personId: idSchema, basis: z.string(), at: z.string(), by: z.string() })),
  /** Records that looked alike and what a person decided of each; nothing follows until one has. */
  possibleMatches: z.optional(
    z.array(
      z.object({
        personId: idSchema,
        basis: z.array(z.string()),
        score: z.number(),
        at: z.string(),
        decision: z.optional(z.enum(['confirmed', 'dismissed'])),
        decidedAt: z.optional(z.string()),
        by: z.optional(z.string()),
        reason: z.optional(z.string()),
        noteId: z.optional(idSchema),
      }),
    ),
  ),
  splits: z.array(z.object({ into: idSchema, caseIds: z.array(idSchema), at: z.string(), by: z.string() })),
  tasks: z.array(aggregateTaskSchema),
  received: z.record(z.string(), z.object({ version: z.number(), index: z.number() })),
});
export type PersonState = z.infer<typeof personSchema>;
