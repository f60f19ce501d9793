import type { ContentClass } from './content.ts';
import type { MessageKind } from './kinds.ts';

/** How late in a case's life a kind may still go. */
export const lastStages = ['open', 'closed_watch', 'closed'] as const;
export type LastStage = (typeof lastStages)[number];

/**
 * Who may be told at all. `part`: anyone with a part in the case (an agency taking part, a contact of the
 * case, a lead, an owner of an action, who was offered the lead, who holds a task). `lead`: whoever leads
 * now. `plan`: the named ground of a plan copy. `told_before`: also those who once had a part, because they
 * were told something. `meeting`: an invited person, the chair or the minute taker.
 */
export type Audience = 'part' | 'lead' | 'plan' | 'told_before' | 'meeting';

export interface Requirement {
  audience: Audience;
  /** The most that the mail carries. Without basis, endorsement and so on it carries `none`, unless `whole`. */
  content: ContentClass;
  /** All or nothing: the mail is stopped, not thinned, when its content may not be given. */
  whole: boolean;
  /** Holds that stop this kind. */
  stoppedBy: readonly ('misidentification' | 'death')[];
  lastStage: LastStage;
  source: string;
}

const none = { content: 'none', whole: false, stoppedBy: [], lastStage: 'open' } as const;

/** What each kind of message requires: the gate reads this table and the documentation prints it. */
export const requirements: Readonly<Record<MessageKind, Requirement>> = {
  referral_received: { ...none, audience: 'part', source: 'S1-04' },
  triage_outcome: { ...none, audience: 'told_before', lastStage: 'closed', source: 'S1-04' },
  meeting_called: { ...none, audience: 'part', source: 'S1-02' },
  meeting_changed: { ...none, audience: 'meeting', source: 'judgement' },
  meeting_cancelled: { ...none, audience: 'meeting', lastStage: 'closed', source: 'judgement' },
  invitation: { ...none, audience: 'meeting', source: 'S0-35' },
  declaration_request: { ...none, audience: 'meeting', lastStage: 'closed_watch', source: 'S0-18, S0-31' },
  return_request: { ...none, audience: 'meeting', source: 'S0-41' },
  agenda: { ...none, audience: 'meeting', source: 'S0-22' },
  plan_copy: {
    audience: 'plan',
    content: 'plan_full',
    whole: true,
    stoppedBy: ['misidentification'],
    // Open actions that an override left run on in the watch, with those who hold them.
    lastStage: 'closed_watch',
    source: 'S0-30, S0-31',
  },
  action_assigned: {
    ...none,
    audience: 'told_before',
    content: 'minimal',
    lastStage: 'closed_watch',
    source: 'S0-38',
  },
  reminder: { ...none, audience: 'part', content: 'minimal', lastStage: 'closed_watch', source: 'S0-38' },
  digest: { ...none, audience: 'part', lastStage: 'closed_watch', source: 'judgement' },
  escalation: { ...none, audience: 'part', content: 'minimal', lastStage: 'closed_watch', source: 'S0-38' },
  feedback_received: {
    ...none,
    audience: 'lead',
    content: 'minimal',
    lastStage: 'closed_watch',
    source: 'S0-39',
  },
  follow_up_called: { ...none, audience: 'part', source: 'S0-33' },
  lead_offered: { ...none, audience: 'part', source: 'S3-46' },
  // An interim lead may hand back after the case was closed.
  lead_changed: { ...none, audience: 'part', lastStage: 'closed_watch', source: 'S3-50' },
  victim_liaison: {
    ...none,
    audience: 'lead',
    stoppedBy: ['misidentification', 'death'],
    lastStage: 'closed_watch',
    source: 'S0-28, S2-39',
  },
  consent_status: { ...none, audience: 'part', source: 'S1-22, S1-23' },
  correction_notice: { ...none, audience: 'told_before', lastStage: 'closed', source: 'S2-19' },
  outcome_note: { ...none, audience: 'part', lastStage: 'closed_watch', source: 'S0-40' },
  closure_notice: { ...none, audience: 'told_before', lastStage: 'closed', source: 'S2-39' },
  watch_lapse: { ...none, audience: 'told_before', lastStage: 'closed_watch', source: 'judgement' },
  break_glass: { ...none, audience: 'told_before', lastStage: 'closed', source: 'judgement' },
  task_assigned: { ...none, audience: 'part', lastStage: 'closed_watch', source: 'decision 9' },
  // As late as what it opens: an action may run on in the watch.
  link_code: { ...none, audience: 'meeting', lastStage: 'closed_watch', source: 'judgement' },
  address_changed: { ...none, audience: 'part', source: 'judgement' },
};

/** Clock rules and task codes that have somebody go to the family: a death stops them at once. */
export const contactDuties: readonly string[] = [
  'consent.attempt',
  'consent.renew',
  'lead.victim_informed',
  'goahead.told',
  'attempt_consent',
  'complete_informed_consent',
  'tell_go_ahead',
  'renew_support_offer',
  'provide_support',
  'support_not_provided',
  'ask_cultural_support',
  'victim_liaison',
];
/** Liaison waits while it is unclear who the victim is. */
export const liaisonDuties: readonly string[] = [
  'lead.victim_informed',
  'goahead.told',
  'tell_go_ahead',
  'victim_liaison',
];
