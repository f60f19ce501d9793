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

const act = 'Children and Community Services Act 2004 (WA)';

/** Western Australia, the default. What is judgement says so; nothing here is the text of a WA form. */
export const wa: Policy = {
  profile: 'wa',
  version: 'wa-1',
  region: 'AU-WA',
  authorised: { by: 'To be named by the department that deploys it', on: '2026-01-01' },
  terms: {
    meeting: 'MACM meeting',
    response: 'multi-agency case management',
    adult_victim: 'adult victim',
    child_victim: 'child victim',
    unborn_child: 'unborn child',
    victim_in_family_group: 'victim in the family group',
    person_using_violence: 'perpetrator',
    other_party: 'other person',
    family: 'family',
    lead_agency: 'lead agency',
    chair: 'chairperson',
    representative: 'agency representative',
    safety_plan: 'safety plan',
    risk_management_plan: 'risk management plan',
    risk_tool: 'CRARMF',
    triage_unit: 'FDVRT',
    incident_report: 'family violence incident report',
    protection_order: 'Family Violence Restraining Order',
    emergency_number: '000',
  },
  clocks: baseClocks,
  ladders: baseLadders,
  riskTools: [
    levelTool(
      'crarmf',
      'Common Risk Assessment and Risk Management Framework',
      'The WA framework as named in public descriptions',
    ),
    ...sharedTools,
  ],
  riskFactors,
  contributingIssues,
  consentRules: {
    adult_victim: {
      required: true,
      unless: 'basis_decided',
      source: 'S1-19, S1-21: attempt first; legislation, agreements and duty of care allow going on without',
      confidence: 'seed',
    },
    victim_in_family_group: {
      required: true,
      unless: 'basis_decided',
      source: 'As for the adult victim; our judgement',
      confidence: 'judgement',
    },
    child_victim: { required: false, source: 'Not in the sources; our judgement', confidence: 'judgement' },
    unborn_child: { required: false, source: 'Not in the sources; our judgement', confidence: 'judgement' },
    person_using_violence: {
      required: false,
      source: 'Not in the sources; our judgement',
      confidence: 'judgement',
    },
    other_party: { required: false, source: 'Not in the sources; our judgement', confidence: 'judgement' },
  },
  legalBases: [
    {
      code: 'consent',
      title: 'Informed consent of the adult victim',
      ground: 'consent',
      preconditions: ['consent_given'],
      source: 'S1-19',
      confidence: 'seed',
    },
    {
      code: 'ccs_act_s28b',
      title: `Section 28B, ${act}`,
      ground: 'legislation',
      preconditions: ['high_risk_determination'],
      source: 'S1-18, S1-26: for a client deemed at high risk of harm; the section itself was not read',
      confidence: 'seed',
    },
    {
      code: 'ccs_act_s23',
      title: `Section 23, ${act}`,
      ground: 'legislation',
      preconditions: ['rationale'],
      source: 'The Act as published; the rationale is our judgement',
      confidence: 'statute',
    },
    {
      code: 'mou',
      title: 'The information sharing memorandum',
      ground: 'agency_agreement',
      preconditions: ['recipient_signatory'],
      source: 'S0-44, S1-17',
      confidence: 'seed',
    },
    {
      code: 'tripartite_schedule',
      title: 'The Tripartite Schedule',
      ground: 'agency_agreement',
      preconditions: ['serious_offender_flag', 'recipient_signatory'],
      source: 'S0-45: the title only was read; the preconditions are our judgement',
      confidence: 'judgement',
    },
    {
      code: 'duty_of_care',
      title: 'Duty of care',
      ground: 'duty_of_care',
      preconditions: ['rationale'],
      source: 'S1-21; the rationale is our judgement',
      confidence: 'seed',
    },
  ],
  declaration: {
    version: 'ours-1',
    text: 'I will use what I learn in this meeting only to identify risk of harm, to manage or reduce it, or to hold the person using violence to account. I will not copy it or pass it on beyond what an action of mine needs, and I will keep it from the person using violence and anybody close to that person. I will say so if I know anybody concerned.',
    source: 'Our text: the Confidentiality Declaration used in WA could not be read',
  },
  // S0-19 ties the spoken endorsement to virtual meetings, S1-24 does not: a setting.
  verbalEndorsement: 'virtual_only',
  leadRule: { eligible: 'present_or_represented', perVictimAllowed: false },
  plans: ['safety_plan'],
  agencyKinds: [...baseAgencyKinds, 'family_safety_service', 'coordinated_response_service'],
  actionCatalogue: catalogue(
    {
      protection_order_support: 'Support to obtain a Family Violence Restraining Order',
      protection_order_monitor: 'Monitor a Family Violence Restraining Order',
      serial_designation: 'Application for designation as Serial Family Violence Offender',
    },
    [
      {
        code: 'banned_drinkers_register',
        title: 'Banned Drinkers Register',
        stream: 'person_using_violence',
      },
    ],
  ),
  agreements: [
    {
      code: 'mou',
      title:
        'Memorandum of Understanding: Information sharing between agencies with responsibilities for preventing and responding to family and domestic violence in Western Australia',
    },
    {
      code: 'tripartite_schedule',
      title:
        'Tripartite Schedule: Collaboration and exchange of information regarding serious domestic violence offenders',
    },
  ],
  limits: baseLimits,
  access: baseAccess,
  conveningTeam: baseConveningTeam,
  matching: baseMatching,
  intake: baseIntake,
  daily: baseDaily,
  references: [
    { title: 'Guidelines for Multi-Agency Case Management', date: '2013', note: 'only the opening was read' },
    {
      title: 'Guide to Inter-agency Information Sharing for High Risk Cases',
      date: 'not known',
      note: 'FDV Toolbox; named, not read',
    },
    { title: act, date: '2004' },
  ],
  settings: baseSettings,
  partners: [
    { kind: 'child_protection', title: 'Department of Communities' },
    { kind: 'police', title: 'WA Police' },
    { kind: 'coordinated_response_service', title: 'FDV Coordinated Response Service' },
    { kind: 'corrections', title: 'Department of Justice, Adult Community Corrections' },
  ],
  guides: [
    {
      code: 'high_risk_sharing_guide',
      title: 'Guide to Inter-agency Information Sharing for High Risk Cases',
      place: 'FDV Toolbox',
    },
  ],
};

/** The other set of words for the same records, for `withOverrides(wa, { terms: waSurvivorTerms })` (S2-51). */
export const waSurvivorTerms = {
  adult_victim: 'victim survivor',
  child_victim: 'child victim survivor',
  person_using_violence: 'person using violence',
};
