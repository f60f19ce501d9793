import * as z from 'zod/mini';
import type { Instant } from '../calendar/instants.ts';
import { phaseSchema } from '../case/phases.ts';
import { currentAgencies, currentMembers, lastHeldMeeting } from '../case/queries.ts';
import { caseRiskLevel } from '../case/risk-level.ts';
import { memberRoleSchema } from '../case/schema/members.ts';
import { urgencySchema } from '../case/schema/referral.ts';
import { riskAssessmentSchema } from '../case/schema/risk.ts';
import type { CaseState } from '../case/state.ts';

/** Whole days from then to then; never less than none. */
const days = z.number().check(z.gte(0));

/**
 * What of a case tells of the work and of nobody: for those who look at a region or the nation (S4-24). No id but
 * the case's own in its address, no name, no birth date, no instant, no free text, no display code; which roles
 * there are and not how many, since a family of nine children is known by that.
 */
export const deidentifiedSchema = z.object({
  region: z.string(),
  phase: phaseSchema,
  cycle: z.number(),
  urgency: urgencySchema,
  riskLevel: riskAssessmentSchema.shape.level,
  roles: z.array(memberRoleSchema),
  actions: z.object({
    byState: z.record(z.string(), z.number()),
    /** By the kind of the agency that has them; `other` where the case does not know it. */
    byAgencyKind: z.record(z.string(), z.number()),
  }),
  days: z.object({
    open: days,
    inPhase: days,
    /** From the opening to the last meeting that heard the case, and to the first plan that went out. */
    toMeeting: z.optional(days),
    toPlan: z.optional(days),
  }),
});
export type Deidentified = z.infer<typeof deidentifiedSchema>;

const DAY_MS = 86_400_000;
const between = (from: Instant, to: Instant): number =>
  Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / DAY_MS));

/** How many of each, in the order of their codes. */
function tally(codes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const code of codes.toSorted()) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/** A case without whom it is about. */
export function deidentified(state: CaseState, now: Instant): Deidentified {
  const { region, phase, phaseSince, cycle, urgency, openedAt, actions } = state;
  const kinds = new Map(currentAgencies(state).map(({ agencyId, kind }) => [agencyId, kind ?? 'other']));
  const until = state.end?.at ?? now;
  const heard = lastHeldMeeting(state)?.heldAt;
  const issued = state.plans.find((plan) => plan.issuedAt !== undefined)?.issuedAt;
  return {
    ...{ region, phase, cycle, urgency },
    riskLevel: caseRiskLevel(state),
    roles: [...new Set(currentMembers(state).map(({ role }) => role))].toSorted(),
    actions: {
      byState: tally(actions.map(({ status }) => status)),
      byAgencyKind: tally(actions.map(({ owner }) => kinds.get(owner.agencyId) ?? 'other')),
    },
    days: {
      open: between(openedAt, until),
      inPhase: between(phaseSince, until),
      ...(heard === undefined ? {} : { toMeeting: between(openedAt, heard) }),
      ...(issued === undefined ? {} : { toPlan: between(openedAt, issued) }),
    },
  };
}
