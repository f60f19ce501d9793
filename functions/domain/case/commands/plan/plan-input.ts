import * as z from 'zod/mini';
import { instantSchema } from '../../../calendar/instants.ts';
import { localDateSchema } from '../../../calendar/local-date.ts';
import { workerSchema } from '../../../shared/actor.ts';
import { codeSchema } from '../../../shared/code.ts';
import { idSchema } from '../../../shared/ids.ts';
import { actionPriorities } from '../../schema/actions.ts';
import { planParts, planStreams } from '../../schema/plan.ts';

/** One item of the plan. Its description stands in the note `actions.<n>`. */
const planActionInput = z.strictObject({
  owner: workerSchema,
  sharedWith: z._default(z.array(idSchema), []),
  stream: z.enum(planStreams),
  part: z.enum(planParts),
  code: codeSchema,
  towards: z.array(idSchema),
  riskId: z.optional(idSchema),
  needId: z.optional(idSchema),
  priority: z.enum(actionPriorities),
  dueAt: z.optional(instantSchema),
  /** Who proposed it, and whether it was taken up as proposed or changed (S0-37). */
  proposedBy: z.optional(idSchema),
  adopted: z._default(z.enum(['as_proposed', 'changed']), 'as_proposed'),
  /** An owner who is not at the meeting agreed to it (S0-43). */
  agreed: z._default(z.boolean(), false),
  /** Why an item stands against the wishes of the victim survivor (S2-29). */
  againstWishes: z.optional(codeSchema),
  checkEveryDays: z.optional(z.int().check(z.gte(1), z.lte(90))),
});
export type PlanActionInput = z.output<typeof planActionInput>;

export const recordPlanInput = z.strictObject({
  kind: z._default(z.enum(['safety_plan', 'risk_management_plan']), 'safety_plan'),
  wishes: z.strictObject({
    status: z.enum(['recorded', 'not_recorded']),
    /** Through whom they were learnt: her trusted contact, the lead, … */
    through: z.optional(codeSchema),
    on: z.optional(localDateSchema),
    reasonNone: z.optional(codeSchema),
  }),
  actions: z.array(planActionInput),
  /** Proposals that were not taken up, with their proposer and why (S0-37). */
  notAdopted: z._default(
    z.array(z.strictObject({ proposedBy: idSchema, code: codeSchema, reason: codeSchema })),
    [],
  ),
  supersede: z._default(z.array(z.strictObject({ actionId: idSchema, reason: codeSchema })), []),
  reasons: z._default(
    z.strictObject({
      oneAgency: z.optional(codeSchema),
      nothingDirectedAtPersonUsingViolence: z.optional(codeSchema),
    }),
    {},
  ),
});
export type RecordPlanInput = z.output<typeof recordPlanInput>;
