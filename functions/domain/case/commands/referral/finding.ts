import type { Worker } from '../../../shared/actor.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import type { CaseContext } from '../../command.ts';
import type { Referral } from '../../schema/referral.ts';
import type { FindingInput } from './inputs.ts';

/**
 * A finding of high risk of serious injury, harm or death (S0-06): a score at or above the tool's threshold,
 * or professional judgement with its rationale. Judgement is enough, whatever a tool says.
 */
export function findHighRisk(
  input: FindingInput,
  by: Worker,
  context: CaseContext,
): { finding: NonNullable<Referral['finding']> } | Refusal {
  const found = { by, at: context.now, level: input.level };
  if (input.basis === 'professional_judgement') {
    const rationale = context.notes['rationale'];
    if (!rationale)
      return refuse(
        'narrative-missing',
        "a finding by judgement needs its rationale; give it as the text 'rationale'",
        { missing: ['rationale'], duty: 'S0-06' },
      );
    return { finding: { ...found, basis: 'professional_judgement', rationaleNoteId: rationale.noteId } };
  }
  const tool = context.policy.riskTools.find((t) => t.tool === input.tool);
  if (!tool)
    return refuse('unknown-risk-tool', 'the policy has no such risk tool', {
      field: 'finding.tool',
    });
  if (input.score < 0 || input.score > tool.maximum)
    return refuse('score-out-of-range', `${tool.tool} scores from 0 to ${tool.maximum}`, {
      field: 'finding.score',
    });
  if (input.score < tool.highFrom)
    return refuse(
      'below-threshold',
      `${tool.tool} finds high risk from ${tool.highFrom}; below it a finding rests on professional judgement`,
      { field: 'finding.basis', duty: 'S0-06' },
    );
  return { finding: { ...found, basis: 'tool', tool: tool.tool, score: input.score } };
}
