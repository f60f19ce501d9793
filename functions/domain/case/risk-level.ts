import type { Draft } from 'immer';
import { levelOf } from './legal-basis.ts';
import { victims } from './queries.ts';
import type { RiskAssessment } from './schema/risk.ts';
import type { CaseState } from './state.ts';

const ranks: readonly RiskAssessment['level'][] = ['standard', 'medium', 'high', 'highest'];

/**
 * The risk by which meetings order a case (S0-23): the highest of its victims now. A victim not assessed yet
 * counts with the finding by which the case came, so that a case found at high risk never sinks to the bottom
 * of a list for want of a form.
 */
export function caseRiskLevel(state: CaseState | Draft<CaseState>): RiskAssessment['level'] {
  if (state.marks.highestRisk) return 'highest';
  const found = state.referral.finding?.level ?? 'standard';
  const levels = victims(state).map((victim) => {
    const last = state.risk.assessments.findLast((a) => a.personId === victim.personId);
    return ranks.indexOf(last ? levelOf(last) : found);
  });
  return ranks[Math.max(0, ...levels)] ?? 'standard';
}
