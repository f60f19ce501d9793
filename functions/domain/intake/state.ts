import * as z from 'zod/mini';
import { memberRoleSchema } from '../case/schema/members.ts';
import { matchBases } from '../matching/bases.ts';
import { workerSchema } from '../shared/actor.ts';
import { idSchema } from '../shared/ids.ts';
import { aggregateTaskSchema } from '../shared/tasks.ts';
import { askReasons } from './ask-reasons.ts';
import { reportSchema } from './report.ts';

/** A step that was decided, with the id of what it makes or changes, and how it went. */
export const stepSchema = z.object({
  do: z.enum(['enter_person', 'refer', 'report_incident', 'record_release']),
  /** Of the person or case that it is about, also of one it makes. */
  id: idSchema,
  /** Which person of the report it enters. */
  index: z.optional(z.number()),
  members: z.optional(z.array(z.object({ personId: idSchema, role: memberRoleSchema, index: z.number() }))),
  repeatOf: z.optional(idSchema),
  victimIds: z.optional(z.array(idSchema)),
  personUsingViolenceId: z.optional(idSchema),
  inCustody: z.optional(z.boolean()),
  done: z.optional(z.object({ at: z.string(), refused: z.optional(z.string()) })),
});
export type Step = z.infer<typeof stepSchema>;

/**
 * A report from a system of an agency, from its receipt until it is placed. `content` is sealed; the rest is ids
 * and codes.
 */
export const intakeSchema = z.object({
  schema: z.literal(1),
  reportId: idSchema,
  from: workerSchema,
  kind: z.enum(['police_incident', 'prison_release']),
  receivedAt: z.string(),
  area: z.optional(z.string()),
  /** What was sent, and what was sent under the same reference later. */
  content: z.array(z.object({ report: reportSchema, at: z.string(), noteId: z.optional(idSchema) })),
  status: z.enum(['received', 'decided', 'placed', 'settled']),
  /** Records that looked like each person of the report when it was decided. */
  candidates: z.array(
    z.object({
      index: z.number(),
      personId: idSchema,
      basis: z.array(z.enum(matchBases)),
      score: z.number(),
    }),
  ),
  steps: z.array(stepSchema),
  asked: z.array(z.enum(askReasons)),
  settled: z.optional(
    z.object({
      outcome: z.string(),
      caseId: z.optional(idSchema),
      at: z.string(),
      by: z.string(),
    }),
  ),
  tasks: z.array(aggregateTaskSchema),
  received: z.record(z.string(), z.object({ version: z.number(), index: z.number() })),
});
export type IntakeState = z.infer<typeof intakeSchema>;
