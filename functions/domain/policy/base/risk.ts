import type { Policy } from '../schema.ts';

/**
 * Risk factors to pick from, free entries beside them (S1-13). The list is ours, from factors named in public
 * descriptions of Australian, New Zealand and UK practice; it copies no tool.
 */
export const riskFactors: Policy['riskFactors'] = [
  { code: 'strangulation', title: 'Strangulation or choking' },
  { code: 'threat_to_kill', title: 'Threat to kill' },
  { code: 'weapon', title: 'Weapon used or within reach' },
  { code: 'escalation', title: 'Violence more frequent or more severe' },
  { code: 'separation', title: 'Separation, recent or planned' },
  { code: 'pregnancy', title: 'Pregnancy or new birth' },
  { code: 'sexual_violence', title: 'Sexual violence' },
  { code: 'stalking', title: 'Stalking or monitoring' },
  { code: 'coercive_control', title: 'Coercive control' },
  { code: 'isolation', title: 'Isolation or limited supports' },
  { code: 'harm_to_children', title: 'Harm or threat to children' },
  { code: 'harm_to_pets', title: 'Harm or threat to animals' },
  { code: 'suicide_threat', title: 'Threat of suicide by the person using violence' },
  { code: 'order_breach', title: 'Breach of an order' },
  { code: 'custody_release', title: 'Release from custody, recent or expected' },
  { code: 'alcohol', title: 'Alcohol as a factor of escalation' },
  { code: 'drugs', title: 'Drug use as a factor of escalation' },
  { code: 'mental_health_person_using_violence', title: 'Mental health of the person using violence' },
  { code: 'unemployment', title: 'Loss of work or money trouble' },
  { code: 'prior_violence', title: 'Violence against earlier partners or others' },
  { code: 'unreported_incidents', title: 'Unreported incidents' },
  { code: 'fear', title: 'Fear of the victim for life or safety' },
  { code: 'age_difference', title: 'Large age difference' },
  { code: 'migration_barriers', title: 'Migration barriers' },
  { code: 'distrust_of_services', title: 'Distrust of services' },
  { code: 'elder_abuse', title: 'Elder abuse' },
  { code: 'disability_dependence', title: 'Dependence for care or disability support' },
];

/** S1-14: four headings and other. */
export const contributingIssues: Policy['contributingIssues'] = [
  'cultural_factors',
  'mental_health',
  'substance_misuse',
  'other_medical_issues',
  'other',
];

type Tool = Policy['riskTools'][number];

/** A framework whose public text gives levels and no points: 1, 2, 3 stand for them, high from 3. */
export const levelTool = (tool: string, title: string, source: string): Tool => ({
  tool,
  title,
  version: 'as adopted by the service',
  scale: 'levels',
  maximum: 3,
  highFrom: 3,
  source: `${source}; no points are published there, the coding in three levels is ours`,
  confidence: 'judgement',
});

/** Tools of sister practice that a referral across a border can carry. */
export const sharedTools: Tool[] = [
  {
    tool: 'dash',
    title: 'DASH risk identification checklist',
    version: '24 questions',
    scale: 'score',
    maximum: 24,
    highFrom: 14,
    source: '14 or more of 24 (SafeLives referral criteria)',
    confidence: 'practice',
  },
];
