import * as z from 'zod/mini';
import { instantSchema } from '../../../calendar/instants.ts';
import { codeSchema } from '../../../shared/code.ts';
import { idSchema } from '../../../shared/ids.ts';
import { caseContactsSchema } from '../../schema/agencies.ts';
import { referralCriteria, urgencySchema } from '../../schema/referral.ts';
import { memberInput } from '../people/admit.ts';

/** A finding of high risk (S0-06): by a tool's score, or by judgement with the text `rationale`. */
export const findingInput = z.discriminatedUnion('basis', [
  z.strictObject({
    basis: z.literal('tool'),
    tool: codeSchema,
    score: z.number(),
    level: z._default(z.enum(['high', 'highest']), 'high'),
  }),
  z.strictObject({
    basis: z.literal('professional_judgement'),
    level: z._default(z.enum(['high', 'highest']), 'high'),
  }),
]);
export type FindingInput = z.output<typeof findingInput>;

/** How confidentiality was endorsed at the call or at triage (design, guard d). */
export const endorsementInput = z.strictObject({ mode: z.enum(['written', 'verbal', 'electronic']) });

/** An agency proposed for the case. `basis` is the code of the agreement or law by which it may be told. */
export const agencyInput = z.strictObject({
  agencyId: idSchema,
  representativeId: z.optional(idSchema),
  kind: z.optional(codeSchema),
  participation: z._default(z.enum(['invited', 'required', 'not_appropriate']), 'invited'),
  participationReason: z.optional(codeSchema),
  basis: z.optional(codeSchema),
});
export type AgencyInput = z.output<typeof agencyInput>;

const incidentInput = z.strictObject({
  at: instantSchema,
  /** The police's own number, such as 'IR-40213'. */
  reference: z.optional(z.string().check(z.regex(/^[A-Za-z0-9-]{1,40}$/))),
  reportedToPolice: z.boolean(),
});

export const marksInput = z.strictObject({
  elderAbuse: z.optional(z.boolean()),
  crossBorder: z.optional(z.boolean()),
  complexNeeds: z.optional(z.boolean()),
  seriousOffender: z.optional(z.boolean()),
});

/** What every way into MACM may carry. A draft may leave all but the contacts open. */
const draftFields = {
  contacts: caseContactsSchema,
  members: z._default(z.array(memberInput), []),
  criteria: z._default(z.array(z.enum(referralCriteria)), []),
  sourceCategory: z._default(codeSchema, 'not_stated'),
  finding: z.optional(findingInput),
  urgency: z._default(urgencySchema, 'standard'),
  incident: z.optional(incidentInput),
  region: z.optional(z.string().check(z.regex(/^[A-Z]{2}(-[A-Z]{2,4})?$/))),
  locality: z.optional(codeSchema),
  agencies: z._default(z.array(agencyInput), []),
  victimAware: z.optional(z.enum(['yes', 'no', 'not_safe', 'unknown'])),
  usualResponseTried: z.optional(z.array(codeSchema)),
  marks: z._default(marksInput, {}),
  /** An earlier case of this family group that this one repeats (S0-12). */
  repeatOf: z.optional(idSchema),
};

/** What is needed once it is sent: who is at risk and why it is brought. */
export const openingFields = {
  ...draftFields,
  members: z.array(memberInput).check(z.minLength(1)),
  criteria: z.array(z.enum(referralCriteria)).check(z.minLength(1)),
  sourceCategory: codeSchema,
};

export const draftInput = z.strictObject(draftFields);
export type DraftInput = z.output<typeof draftInput>;
