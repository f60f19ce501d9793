import * as z from 'zod/mini';
import { localDateSchema } from '../../calendar/local-date.ts';
import { workerSchema } from '../../shared/actor.ts';
import { codeSchema } from '../../shared/code.ts';
import { idSchema } from '../../shared/ids.ts';

/** Exactly three purposes of exchange; an item with none is refused (S1-10). */
export const purposes = ['identify_risk', 'manage_mitigate', 'hold_to_account'] as const;

/** The three parts that a written return must have (S0-42, S1-08). */
export const returnParts = ['current_involvement', 'risk_and_safety', 'past_interventions'] as const;

/**
 * `no_response`: nobody answered. `return_outstanding`: an apology came, the writing has not (S0-41).
 * `incomplete`: a part is missing, see `missing`. The rest are answers.
 */
const returnStatuses = [
  'no_response',
  'return_outstanding',
  'incomplete',
  'provided_written',
  'provided_in_person',
  'nothing_known',
  'declined_with_basis',
] as const;

/** On what basis an agency may keep something to itself: a decline without one is no answer. */
export const declineBases = [
  'excluded_information',
  'court_order',
  'legal_privilege',
  'would_endanger_a_person',
  'would_prejudice_an_investigation',
  'not_authorised',
  'other',
] as const;

export const involvementSchema = z.object({
  personId: idSchema,
  involved: z.enum(['yes', 'no', 'not_known']),
});

/** Somebody came to a hospital because of violence, or so it is suspected (S1-12). Place is a code, such as `emergency`. */
export const presentationSchema = z.strictObject({
  on: localDateSchema,
  place: codeSchema,
  link: z.enum(['related', 'suspected']),
});

/** One piece of information with its purposes, fact apart from opinion. The words stand in a note. */
const returnItemSchema = z.object({
  purposes: z.array(z.enum(purposes)),
  nature: z.enum(['fact', 'opinion']),
  about: z.array(idSchema),
  /** What it is about, such as `presentation`; `other` for whatever else may help (S1-11, S1-16). */
  category: z.optional(z.string()),
  presentation: z.optional(presentationSchema),
  noteId: idSchema,
});

export const interventionSchema = z.object({
  code: z.string(),
  /** Whether it goes on; of what does, nobody may know yet whether it works (S1-15). Past while it is missing. */
  when: z.optional(z.enum(['current', 'past'])),
  success: z.enum(['worked', 'partly', 'did_not_work', 'unknown']),
  noteId: z.optional(idSchema),
});

/** What an agency says at one time. */
const answerShape = {
  status: z.enum(returnStatuses),
  late: z.boolean(),
  answeredAt: z.optional(z.string()),
  by: z.optional(workerSchema),
  involvement: z.array(involvementSchema),
  items: z.array(returnItemSchema),
  interventions: z.array(interventionSchema),
  noneKnown: z.object({ riskAndSafety: z.boolean(), interventions: z.boolean() }),
  declined: z.optional(z.object({ basis: z.enum(declineBases), noteId: z.optional(idSchema) })),
};

/** What one agency answers about one case. */
export const writtenReturnSchema = z.object({
  returnId: idSchema,
  caseId: idSchema,
  agencyId: idSchema,
  requestedAt: z.string(),
  dueAt: z.string(),
  ...answerShape,
  missing: z.array(z.enum(returnParts)),
  /** Answers in whose place this one was given, the oldest first: both are kept. */
  earlier: z.optional(z.array(z.object(answerShape))),
  questions: z.array(
    z.object({
      questionId: idSchema,
      by: workerSchema,
      at: z.string(),
      noteId: idSchema,
      answeredAt: z.optional(z.string()),
      answerNoteId: z.optional(idSchema),
    }),
  ),
});
export type WrittenReturn = z.infer<typeof writtenReturnSchema>;
