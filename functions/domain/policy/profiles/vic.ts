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

const overview = 'Overview of the Family Violence Information Sharing Scheme (vic.gov.au), a summary';

/** Victoria. S3 binds specialist services funded to support victim survivors; it names the CMPR, which was not read. */
export const vic: Policy = {
  profile: 'vic',
  version: 'vic-1',
  region: 'AU-VIC',
  authorised: { by: 'To be named by the department that deploys it', on: '2026-01-01' },
  terms: {
    meeting: 'multi-agency meeting',
    response: 'case management',
    adult_victim: 'adult victim survivor',
    child_victim: 'child victim survivor',
    unborn_child: 'unborn child',
    victim_in_family_group: 'victim survivor in the family group',
    person_using_violence: 'person using violence',
    other_party: 'other person',
    family: 'family group',
    lead_agency: 'lead agency',
    chair: 'chairperson',
    representative: 'agency representative',
    safety_plan: 'safety plan',
    risk_management_plan: 'risk management plan',
    risk_tool: 'MARAM',
    triage_unit: 'The Orange Door',
    incident_report: 'police referral',
    protection_order: 'intervention order',
    emergency_number: '000',
  },
  clocks: {
    ...baseClocks,
    'lead.interim_end': {
      ...baseClocks['lead.interim_end']!,
      source: 'S3-46: the lead can change rapidly after hours, without a figure; the time is our judgement',
    },
  },
  ladders: baseLadders,
  riskTools: [
    levelTool(
      'maram',
      'Family Violence Multi-Agency Risk Assessment and Management Framework',
      'S3 names MARAM',
    ),
    ...sharedTools,
  ],
  riskFactors,
  contributingIssues,
  consentRules: {
    adult_victim: {
      required: true,
      unless: 'serious_threat_or_child_risk',
      source: overview,
      confidence: 'guidance',
    },
    victim_in_family_group: {
      required: true,
      unless: 'serious_threat_or_child_risk',
      source: overview,
      confidence: 'guidance',
    },
    child_victim: { required: false, source: overview, confidence: 'guidance' },
    unborn_child: { required: false, source: 'Our judgement', confidence: 'judgement' },
    person_using_violence: { required: false, source: overview, confidence: 'guidance' },
    other_party: {
      required: true,
      unless: 'basis_decided',
      source: 'Our judgement',
      confidence: 'judgement',
    },
  },
  legalBases: [
    {
      code: 'consent',
      title: 'Consent of the adult victim survivor',
      ground: 'consent',
      preconditions: ['consent_given'],
      source: 'S3-36, S3-48',
      confidence: 'seed',
    },
    {
      code: 'part5a_serious_threat',
      title: 'Part 5A, Family Violence Protection Act 2008 (Vic): serious threat',
      ground: 'legislation',
      preconditions: ['high_risk_determination', 'rationale'],
      source: `${overview}; legal review is needed before use`,
      confidence: 'guidance',
    },
    {
      code: 'part5a_child_risk',
      title: 'Part 5A, Family Violence Protection Act 2008 (Vic): risk to a child',
      ground: 'legislation',
      preconditions: ['child_involved', 'rationale'],
      source: `${overview}; legal review is needed before use`,
      confidence: 'guidance',
    },
    {
      code: 'part5a_perpetrator_no_consent',
      title: 'Part 5A, Family Violence Protection Act 2008 (Vic): about a perpetrator',
      ground: 'legislation',
      preconditions: ['rationale'],
      source: `${overview}; legal review is needed before use`,
      confidence: 'guidance',
    },
  ],
  declaration: {
    version: 'ours-1',
    text: 'I will use what I learn in this meeting only to assess and manage family violence risk. I will not copy it or pass it on beyond what an action of mine needs, and I will keep it from the person using violence and anybody close to that person. I will say so if I know anybody concerned.',
    source: 'Our text',
  },
  verbalEndorsement: 'any_meeting',
  leadRule: { eligible: 'specialist_service', perVictimAllowed: true },
  plans: ['safety_plan', 'risk_management_plan'],
  agencyKinds: [
    ...baseAgencyKinds,
    'statewide_crisis_service',
    'orange_door',
    'sexual_assault_support',
    'targeted_family_violence_service',
    'family_safety_contact_and_advocate',
    'aboriginal_family_violence_service',
    'refuge',
    'transitional_housing',
  ],
  actionCatalogue: catalogue({
    protection_order_support: 'Support to obtain an intervention order',
    protection_order_monitor: 'Monitor an intervention order',
  }),
  agreements: [],
  limits: baseLimits,
  access: baseAccess,
  conveningTeam: baseConveningTeam,
  matching: baseMatching,
  intake: baseIntake,
  daily: baseDaily,
  references: [
    { title: 'Case Management Program Requirements', date: 'February 2022', note: 'named, not read' },
    {
      title:
        'Family violence crisis responses: roles and responsibilities in the provision of emergency accommodation',
      date: 'October 2022',
    },
    { title: 'Family violence after hours crisis responses operational guidelines', date: 'October 2022' },
    { title: 'Family violence crisis brokerage guidelines', date: 'May 2020' },
    { title: 'Case Management Program Requirements: implementation overview', date: 'February 2023' },
    {
      title:
        'The code of practice: principles and standards for specialist family violence services for victim survivors',
      date: 'not stated',
    },
  ],
  settings: {
    ...baseSettings,
    'vic.support_period': {
      title: 'Planning averages of a support period and the threshold of the total',
      value: '10, 24 and 98 hours on average; 97 % of the target number of support periods',
      source: 'S3-55, S3-57: averages, never limits for one client',
      confidence: 'seed',
    },
  },
  areas: {
    title: 'DFFH areas',
    count: 17,
    names: [],
    source:
      'S3-31: 17 areas, each with an Orange Door; the names are not in the source and are to be filled in',
  },
  responseTypes: ['crisis', 'brief_non_crisis', 'intermediate', 'long_term', 'intensive'],
};
