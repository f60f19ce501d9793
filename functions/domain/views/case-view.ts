import * as z from 'zod/mini';
import type { Instant } from '../calendar/instants.ts';
import { phaseSchema } from '../case/phases.ts';
import { currentAgencies, leadAt, victims } from '../case/queries.ts';
import { caseRiskLevel } from '../case/risk-level.ts';
import { caseContactsSchema } from '../case/schema/agencies.ts';
import { basisDecisionSchema, consentFlagsSchema } from '../case/schema/consent.ts';
import { caseLinkSchema, closureSchema, endSchema } from '../case/schema/ending.ts';
import { leadPeriodSchema } from '../case/schema/lead.ts';
import { type Member, memberRoleSchema } from '../case/schema/members.ts';
import { referralSchema, urgencySchema } from '../case/schema/referral.ts';
import { riskAssessmentSchema } from '../case/schema/risk.ts';
import { type CaseState, caseSchema } from '../case/state.ts';
import { isLive } from '../clocks/schema.ts';
import type { Policy } from '../policy/schema.ts';
import { workerSchema } from '../shared/actor.ts';
import { idSchema } from '../shared/ids.ts';
import { parts, partsOf } from './case-row.ts';
import { clockViewSchema, clockViews } from './clock-view.ts';
import { wordsOf } from './words.ts';

/** That there is a case, how it stands and whose turn it is. Nobody's identity and nothing of what happened. */
export const caseHandlingSchema = z.object({
  caseId: idSchema,
  displayCode: z.string(),
  region: z.string(),
  phase: phaseSchema,
  phaseTitle: z.string(),
  phaseSince: z.string(),
  openedAt: z.string(),
  cycle: z.number(),
  urgency: urgencySchema,
  referralStatus: referralSchema.shape.status,
  /** Whom to ring: the lead now, and who convenes, chairs and triages. */
  lead: z.optional(z.object({ ...workerSchema.shape, kind: leadPeriodSchema.shape.kind })),
  contacts: caseContactsSchema,
  /** What the reader's agency is to the case. */
  yourParts: z.array(z.enum(parts)),
  /** Live clocks, the next due first. */
  clocks: z.array(clockViewSchema),
});
export type CaseHandling = z.infer<typeof caseHandlingSchema>;

export function caseHandling(state: CaseState, agencyId: string, policy: Policy, now: Instant): CaseHandling {
  const lead = leadAt(state, now);
  const { caseId, displayCode, region, phase, phaseSince, openedAt, cycle, urgency } = state;
  return {
    ...{ caseId, displayCode, region, phase, phaseSince, openedAt, cycle, urgency },
    phaseTitle: wordsOf(phase),
    referralStatus: state.referral.status,
    ...(lead && {
      lead: { agencyId: lead.agencyId, representativeId: lead.representativeId, kind: lead.kind },
    }),
    contacts: state.contacts,
    yourParts: partsOf(state, agencyId, now),
    clocks: clockViews({ ...state, clocks: state.clocks.filter(isLive) }, policy, now),
  };
}

/** A person of the family group by role and label, as papers name them. */
export const memberViewSchema = z.object({
  personId: idSchema,
  role: memberRoleSchema,
  roleTitle: z.string(),
  label: z.string(),
  addedAt: z.string(),
  removedAt: z.optional(z.string()),
  deceasedAt: z.optional(z.string()),
  relationshipToVictim: z.optional(z.string()),
  identityUnknown: z.optional(z.boolean()),
  trustedContact: z.optional(workerSchema),
  /** Suspected or confirmed to have been taken for the person using violence, or the other way round. */
  misidentification: z.optional(z.enum(['suspected', 'confirmed', 'dismissed'])),
});
export type MemberView = z.infer<typeof memberViewSchema>;

export const memberView = (member: Member, policy: Policy): MemberView => ({
  personId: member.personId,
  role: member.role,
  roleTitle: policy.terms[member.role] ?? wordsOf(member.role),
  label: member.label,
  addedAt: member.addedAt,
  ...(member.removedAt === undefined ? {} : { removedAt: member.removedAt }),
  ...(member.deceasedAt === undefined ? {} : { deceasedAt: member.deceasedAt }),
  ...(member.relationshipToVictim === undefined ? {} : { relationshipToVictim: member.relationshipToVictim }),
  ...(member.identityUnknown === undefined ? {} : { identityUnknown: member.identityUnknown }),
  ...(member.trustedContact && { trustedContact: member.trustedContact }),
  ...(member.misidentification && { misidentification: member.misidentification.status }),
});

/** The two flags and the basis; why she said no is not here (S1-22, S1-23). */
export const consentFlagsViewSchema = z.object({
  flags: z.array(consentFlagsSchema),
  bases: z.array(
    z.pick(basisDecisionSchema, {
      decisionId: true,
      personId: true,
      basis: true,
      ground: true,
      at: true,
      endedAt: true,
    }),
  ),
  withdrawnUndecidedSince: z.optional(z.string()),
});
export type ConsentFlagsView = z.infer<typeof consentFlagsViewSchema>;

export const consentFlagsView = ({ consent }: CaseState): ConsentFlagsView =>
  consentFlagsViewSchema.parse({ ...consent, bases: consent.decisions });

/** What a case is about and how far it has come, without identities, narratives and reasons of consent. */
export const caseContentSchema = z.object({
  marks: caseSchema.shape.marks,
  riskLevel: riskAssessmentSchema.shape.level,
  members: z.array(memberViewSchema),
  victims: z.number(),
  consent: consentFlagsViewSchema,
  agencies: z.array(
    z.object({
      agencyId: idSchema,
      representativeId: z.optional(idSchema),
      kind: z.optional(z.string()),
      since: z.string(),
      participation: z.string(),
      basis: z.optional(z.string()),
    }),
  ),
  leads: z.array(
    z.pick(leadPeriodSchema, {
      leadId: true,
      agencyId: true,
      representativeId: true,
      kind: true,
      from: true,
      to: true,
      reason: true,
    }),
  ),
  referral: z.pick(referralSchema, {
    kind: true,
    from: true,
    sourceCategory: true,
    criteria: true,
    submittedAt: true,
    finding: true,
  }),
  actions: z.object({ open: z.number(), overdue: z.number(), ended: z.number() }),
  plans: z.array(
    z.object({ planId: idSchema, kind: z.string(), version: z.number(), issuedAt: z.optional(z.string()) }),
  ),
  links: z.array(caseLinkSchema),
  holds: z.array(z.object({ kind: z.enum(['death', 'misidentification', 'legal']), from: z.string() })),
  closures: z.array(
    z.pick(closureSchema, { reason: true, at: true, safetyAchieved: true, risksMitigated: true, aims: true }),
  ),
  end: z.optional(endSchema),
});
export type CaseContent = z.infer<typeof caseContentSchema>;

/** Parsed by its own schema, which strips what is not to be shown. */
export const caseContent = (state: CaseState, policy: Policy, now: Instant): CaseContent =>
  caseContentSchema.parse({
    ...state,
    riskLevel: caseRiskLevel(state),
    members: state.members.filter((m) => m.removedAt === undefined).map((m) => memberView(m, policy)),
    victims: victims(state).length,
    consent: consentFlagsView(state),
    agencies: currentAgencies(state).map(({ basis, ...agency }) => ({
      ...agency,
      ...(basis && { basis: basis.code }),
    })),
    leads: state.lead.periods,
    actions: actionCounts(state, now),
    holds: state.holds.filter((hold) => hold.to === undefined),
  });

function actionCounts({ actions }: CaseState, now: Instant): CaseContent['actions'] {
  const open = actions.filter(({ endedAt }) => endedAt === undefined);
  const overdue = open.filter(({ dueAt }) => dueAt < now);
  return { open: open.length, overdue: overdue.length, ended: actions.length - open.length };
}
