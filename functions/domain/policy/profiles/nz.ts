import { baseAgencyKinds } from '../base/agencies.ts';
import { catalogue } from '../base/catalogue.ts';
import { baseClocks } from '../base/clocks/index.ts';
import { baseLadders } from '../base/ladders.ts';
import {
  baseAccess,
  baseConveningTeam,
  baseDaily,
  baseIntake,
  baseLimits,
  baseMatching,
} from '../base/limits.ts';
import { contributingIssues, levelTool, riskFactors, sharedTools } from '../base/risk.ts';
import { baseSettings } from '../base/settings.ts';
import type { Policy } from '../schema.ts';

const guidance = 'Privacy Commissioner and Ministry of Justice guidance on the Family Violence Act 2018';
const step = (n: number) => ({
  code: `step_${n}`,
  title: `Practice step ${n} (name not known from the source)`,
  known: false,
});

/** Aotearoa New Zealand. Nothing here implements the High-Risk Protocol, which was not yet published (S4-29). */
export const nz: Policy = {
  profile: 'nz',
  version: 'nz-1',
  region: 'NZ',
  authorised: { by: 'To be named by the agency that deploys it', on: '2026-01-01' },
  terms: {
    meeting: 'Safety Assessment Meeting',
    response: 'multi-agency response',
    adult_victim: 'victim-survivor',
    child_victim: 'tamariki',
    unborn_child: 'unborn child',
    victim_in_family_group: 'victim-survivor in the whānau',
    person_using_violence: 'person using violence',
    other_party: 'other person',
    family: 'whānau',
    lead_agency: 'lead agency',
    chair: 'chairperson',
    representative: 'agency representative',
    safety_plan: 'safety plan',
    risk_management_plan: 'risk management plan',
    risk_tool: 'RSPF',
    triage_unit: 'local hub',
    incident_report: 'family harm episode',
    protection_order: 'Protection Order',
    emergency_number: '111',
  },
  clocks: baseClocks,
  ladders: baseLadders,
  riskTools: [
    levelTool('rspf', 'Risk and Safety Practice Framework', 'S4-28: a tiered approach'),
    ...sharedTools,
  ],
  riskFactors,
  contributingIssues,
  consentRules: Object.fromEntries(
    [
      'adult_victim',
      'victim_in_family_group',
      'child_victim',
      'unborn_child',
      'person_using_violence',
      'other_party',
    ].map((role) => [
      role,
      role === 'adult_victim' || role === 'victim_in_family_group'
        ? {
            required: true,
            unless: 'basis_decided',
            source: `${guidance}: sharing is permitted, safety goes first; asking first is our judgement`,
            confidence: 'judgement' as const,
          }
        : { required: false, source: guidance, confidence: 'guidance' as const },
    ]),
  ),
  legalBases: [
    {
      code: 'consent',
      title: 'Agreement of the victim-survivor',
      ground: 'consent',
      preconditions: ['consent_given'],
      source: 'Our judgement',
      confidence: 'judgement',
    },
    {
      code: 'fva_s20',
      title: 'Section 20, Family Violence Act 2018 (NZ)',
      ground: 'legislation',
      preconditions: ['rationale'],
      source: `${guidance}; the rationale is our judgement`,
      confidence: 'guidance',
    },
    {
      code: 'privacy_ipp11_serious_threat',
      title: 'Information privacy principle 11, Privacy Act 2020 (NZ): serious threat',
      ground: 'legislation',
      preconditions: ['high_risk_determination', 'rationale'],
      source: `${guidance}; legal review is needed before use`,
      confidence: 'guidance',
    },
  ],
  declaration: {
    version: 'ours-1',
    text: 'I will use what I learn in this meeting only to assess risk or need, to plan a response to family violence, or to protect a victim. I will not copy it or pass it on beyond what an action of mine needs, and I will keep it from the person using violence and anybody close to that person. I will say so if I know anybody concerned.',
    source: 'Our text',
  },
  verbalEndorsement: 'any_meeting',
  leadRule: { eligible: 'present_or_represented', perVictimAllowed: true },
  plans: ['safety_plan', 'risk_management_plan'],
  agencyKinds: [...baseAgencyKinds, 'government_agency', 'ngo', 'iwi', 'community_organisation'],
  actionCatalogue: catalogue(
    {
      protection_order_support: 'Support to obtain a Protection Order',
      protection_order_monitor: 'Monitor a Protection Order',
    },
    [{ code: 'specialist_outreach', title: 'Specialist outreach', stream: 'adult_victim' }],
  ),
  agreements: [],
  limits: baseLimits,
  access: baseAccess,
  conveningTeam: baseConveningTeam,
  matching: baseMatching,
  intake: baseIntake,
  daily: baseDaily,
  references: [
    { title: 'Keeping People Safe', date: 'not stated', note: 'preventfvsv.govt.nz' },
    { title: 'Risk and Safety Practice Framework', date: 'not stated', note: 'named, not read' },
    { title: 'High-Risk Protocol', date: 'not published in the source', note: 'not implemented here' },
    { title: 'Family Violence Act', date: '2018' },
  ],
  settings: baseSettings,
  practiceSteps: [1, 2, 3, 4, 5, 6].map(step),
};
