import * as z from 'zod/mini';
import { workerSchema } from '../../shared/actor.ts';
import { idSchema } from '../../shared/ids.ts';

/** Each victim survivor has an own assessment, each child too; older ones stay readable (S0-02, S3-19). */
export const riskAssessmentSchema = z.object({
  assessmentId: idSchema,
  personId: idSchema,
  /** The lead keeps the one primary assessment per victim survivor (S3-27). */
  primary: z.boolean(),
  purpose: z.enum(['intake', 'review', 'cycle', 'closing']),
  tool: z.string(),
  toolVersion: z.string(),
  /** Made with a tool that the profile does not list (S3-06): its score is not ours to judge. */
  otherTool: z.optional(z.literal(true)),
  score: z.optional(z.number()),
  level: z.enum(['standard', 'medium', 'high', 'highest']),
  /** Judgement above or below the tool's threshold needs a rationale note. */
  override: z.optional(
    z.object({ level: z.enum(['standard', 'medium', 'high', 'highest']), rationaleNoteId: idSchema }),
  ),
  factors: z.array(z.object({ code: z.string(), identifiedBy: idSchema })),
  ownView: z.optional(
    z.object({
      safer: z.enum(['yes', 'no', 'unsure', 'not_asked']),
      empowered: z.optional(z.enum(['yes', 'no', 'unsure', 'not_asked'])),
      noteId: z.optional(idSchema),
      reasonNotAsked: z.optional(z.string()),
    }),
  ),
  contributions: z.array(
    z.object({
      by: workerSchema,
      at: z.string(),
      noteId: z.optional(idSchema),
      factors: z.array(z.string()),
    }),
  ),
  by: workerSchema,
  at: z.string(),
});
export type RiskAssessment = z.infer<typeof riskAssessmentSchema>;

export const needSchema = z.object({
  needId: idSchema,
  personId: idSchema,
  code: z.string(),
  noteId: z.optional(idSchema),
  by: workerSchema,
  at: z.string(),
  metAt: z.optional(z.string()),
});

/** Whether this person using violence poses a significant risk to this victim (S0-09). */
export const determinationSchema = z.object({
  personUsingViolenceId: idSchema,
  victimId: idSchema,
  significant: z.enum(['yes', 'no', 'not_yet_determined']),
  meetingId: z.optional(idSchema),
  noteId: z.optional(idSchema),
  by: workerSchema,
  at: z.string(),
});

/** Risks by themselves, so that each plan action names the one it is to reduce (S0-03). */
export const identifiedRiskSchema = z.object({
  riskId: idSchema,
  code: z.string(),
  personId: z.optional(idSchema),
  identifiedBy: idSchema,
  at: z.string(),
  reducedAt: z.optional(z.string()),
});

/** Facts about the person using violence and incidents that reached this case, dated (S0-11, S2-32). */
export const justiceFactSchema = z.object({
  factId: idSchema,
  personId: idSchema,
  code: z.string(),
  on: z.string(),
  reportedBy: z.optional(idSchema),
  recordedAt: z.string(),
});

export const incidentSchema = z.object({
  incidentId: idSchema,
  at: z.string(),
  reportedToPolice: z.boolean(),
  personUsingViolenceId: z.optional(idSchema),
  victimIds: z.array(idSchema),
  severity: z.enum(['standard', 'serious', 'severe']),
  by: workerSchema,
  recordedAt: z.string(),
  noteId: z.optional(idSchema),
  /** What a person decided because of it; without one the review stays open. */
  decided: z.optional(z.object({ decision: z.string(), reason: z.string(), by: z.string(), at: z.string() })),
});
