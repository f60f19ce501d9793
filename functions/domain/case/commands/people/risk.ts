import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { codeSchema } from '../../../shared/code.ts';
import { idSchema } from '../../../shared/ids.ts';
import { noteId } from '../../../shared/notes.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { levelOf } from '../../legal-basis.ts';
import { livePhases } from '../../phases.ts';
import { findMember } from '../../queries.ts';
import { caseRiskLevel } from '../../risk-level.ts';
import { holds, requireWorker } from '../../roles.ts';
import { victimRoles } from '../../schema/members.ts';
import type { CaseState } from '../../state.ts';
import { endTasks } from '../../tasks.ts';
import { tellMeeting } from '../meeting/meeting-clocks.ts';
import { memberMissing } from './leave.ts';

const levels = ['standard', 'medium', 'high', 'highest'] as const;
const judgement = 'professional_judgement';
const answers = z.enum(['yes', 'no', 'unsure', 'not_asked']);

const input = z.strictObject({
  personId: idSchema,
  primary: z._default(z.boolean(), false),
  purpose: z.enum(['intake', 'review', 'cycle', 'closing']),
  /** A tool of the policy, another one with its `toolVersion`, or `professional_judgement` without any. */
  tool: codeSchema,
  toolVersion: z.optional(codeSchema),
  score: z.optional(z.number()),
  level: z.enum(levels),
  /** Judgement that differs from the tool, with the text `rationale`. */
  override: z.optional(z.strictObject({ level: z.enum(levels) })),
  factors: z._default(z.array(codeSchema), []),
  /** What she herself says, with her as the source, apart from any agency's judgement (S2-38). */
  ownView: z.optional(
    z.strictObject({
      safer: answers,
      empowered: z.optional(answers),
      reasonNotAsked: z.optional(codeSchema),
    }),
  ),
});
type Input = z.output<typeof input>;

/**
 * Record a risk assessment of one person. Each victim, each child too, has an own one; one for the whole
 * family does not count for all (S3-19). Older ones stay readable (S0-02). One made with another tool than
 * the policy's is taken, for her risk is no less for it, and stands as such (S3-06).
 */
export const recordRiskAssessment = defineCaseCommand({
  name: 'recordRiskAssessment',
  title: 'Record a risk assessment',
  duty: ['S0-02', 'S1-13', 'S1-26', 'S2-06', 'S2-38', 'S3-06', 'S3-19', 'S3-27', 'S3-29', 'S3-32'],
  phases: livePhases,
  by: 'worker',
  input,
  decide(draft, assessment, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    const refusal = invalid(draft, assessment, context);
    if (refusal) return refusal;
    const { override, ownView, factors, toolVersion, ...rest } = assessment;
    const tool = listedTool(assessment, context);
    if (rest.primary && draft.lead.periods.length > 0 && !holds(draft, by, context.now, 'lead'))
      return refuse('lead-keeps-the-primary', 'only the lead keeps the primary assessment', {
        field: 'primary',
        duty: 'S3-27',
      });
    if (rest.primary)
      for (const other of draft.risk.assessments) if (other.personId === rest.personId) other.primary = false;
    const rationale = context.notes['rationale'];
    draft.risk.assessments.push({
      assessmentId: context.newId('ass', rest.personId),
      ...rest,
      toolVersion: toolVersion ?? tool?.version ?? 'none',
      ...(tool || rest.tool === judgement ? {} : { otherTool: true }),
      ...(override && rationale ? { override: { ...override, rationaleNoteId: rationale.noteId } } : {}),
      factors: factors.map((code) => ({ code, identifiedBy: by.agencyId })),
      ...(ownView ? { ownView: { ...ownView, ...noteId(context, 'ownView') } } : {}),
      contributions: [],
      by,
      at: context.now,
    });
    context.event('risk.assessed', {
      person: rest.personId,
      tool: rest.tool,
      level: override?.level ?? rest.level,
      purpose: rest.purpose,
    });
    markHighest(draft);
    tellMeeting(draft, context, 'caseChanged', { riskLevel: caseRiskLevel(draft) });
    endTasks(draft, context, { code: 'assess_risk', subject: rest.personId }, 'done');
    if (rest.purpose === 'intake') endTasks(draft, context, { code: 'assess_risk' }, 'done');
    return undefined;
  },
});

function invalid(draft: Draft<CaseState>, assessment: Input, context: CaseContext): Refusal | undefined {
  const { personId, tool: code, toolVersion, score, level, override, ownView, factors } = assessment;
  if (!findMember(draft, personId)) return memberMissing;
  const strange = unknownFactor(factors, context);
  if (strange) return strange;
  if (override && !context.notes['rationale'])
    return missingRationale('judgement that differs from the tool needs its rationale');
  if (ownView?.safer === 'not_asked' && ownView.reasonNotAsked === undefined)
    return refuse('reason-missing', 'why she was not asked is missing', {
      missing: ['reasonNotAsked'],
      duty: 'S2-38',
    });
  if (code === judgement)
    return context.notes['rationale']
      ? undefined
      : missingRationale('judgement without a tool needs its rationale');
  const tool = listedTool(assessment, context);
  if (!tool && toolVersion === undefined)
    return refuse('unknown-risk-tool', 'the policy has no such risk tool; name its toolVersion', {
      field: 'tool',
      missing: ['toolVersion'],
      duty: 'S3-06',
    });
  if (!tool || score === undefined) return undefined;
  if (score < 0 || score > tool.maximum)
    return refuse('score-out-of-range', `${code} scores from 0 to ${tool.maximum}`, { field: 'score' });
  const isHigh = level === 'high' || level === 'highest';
  if (score >= tool.highFrom !== isHigh)
    return refuse(
      'level-differs',
      `${code} finds high risk from ${tool.highFrom}; a judgement that differs stands as an override`,
      { field: 'level' },
    );
  return undefined;
}

/** A tool of the policy: only of those are points and threshold known. */
const listedTool = ({ tool }: Input, { policy }: CaseContext) =>
  policy.riskTools.find((listed) => listed.tool === tool);

/** A factor is one of the policy's, which an expert panel chose; anything else is said in words. */
function unknownFactor(factors: readonly string[], { policy }: CaseContext): Refusal | undefined {
  const known = policy.riskFactors.map(({ code }) => code);
  const at = factors.findIndex((code) => !known.includes(code));
  if (at < 0) return undefined;
  return refuse('unknown-risk-factor', 'the policy has no such risk factor; say it in words', {
    field: `factors.${at}`,
  });
}

const missingRationale = (what: string): Refusal =>
  refuse('narrative-missing', `${what}; give it as the text 'rationale'`, { missing: ['rationale'] });

/** Cases at the highest risk can be told from other high-risk ones (S2-06, S4-10). */
function markHighest(draft: Draft<CaseState>): void {
  const current = draft.members
    .filter((m) => m.removedAt === undefined && victimRoles.includes(m.role))
    .map((m) => draft.risk.assessments.findLast((a) => a.personId === m.personId))
    .filter((a) => a !== undefined);
  if (current.length > 0) draft.marks.highestRisk = current.some((a) => levelOf(a) === 'highest');
}

/** Add what another agency knows to an assessment: several agencies make it together (S0-02). */
export const contributeToAssessment = defineCaseCommand({
  name: 'contributeToAssessment',
  title: 'Contribute to a risk assessment',
  duty: ['S0-02', 'S1-13', 'S3-16'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ assessmentId: idSchema, factors: z._default(z.array(codeSchema), []) }),
  decide(draft, { assessmentId, factors }, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    const assessment = draft.risk.assessments.find((a) => a.assessmentId === assessmentId);
    if (!assessment)
      return refuse('no-such-assessment', 'the case has no such assessment', { field: 'assessmentId' });
    const strange = unknownFactor(factors, context);
    if (strange) return strange;
    if (factors.length === 0 && !context.notes['contribution'])
      return refuse('nothing-new', "a contribution is factors or the text 'contribution'", {
        missing: ['factors', 'contribution'],
      });
    assessment.contributions.push({ by, at: context.now, factors, ...noteId(context, 'contribution') });
    for (const code of factors)
      if (!assessment.factors.some((f) => f.code === code && f.identifiedBy === by.agencyId))
        assessment.factors.push({ code, identifiedBy: by.agencyId });
    context.event('risk.contributed', { assessment: assessmentId, agency: by.agencyId });
    return undefined;
  },
});
