import type { Policy } from '../schema.ts';

/**
 * Rules of practice that are no clocks. They are shown with source and confidence; where the software acts on
 * one, the value stands in `limits` or in the domain and this says where it is from.
 */
export const baseSettings: Policy['settings'] = {
  'series.cadence': {
    title: 'How often a standing meeting sits',
    value: 'fortnightly (South Australia, NSW), monthly (RAMP, MARAC), weekly (Tasmania), daily (ISR)',
    source: 'Practice of the named places; WA meets on a needs basis',
    confidence: 'practice',
  },
  'caselist.issue': {
    title: 'Case list of a standing meeting',
    value: '8 working days before; 1 for a meeting on demand',
    source: 'About 8 working days (SafeLives toolkit, as quoted elsewhere)',
    confidence: 'guidance',
  },
  'info.reminder': {
    title: 'Written returns are chased',
    value: 'at half and nine tenths of the window, then the chair is told',
    source: 'Our judgement',
    confidence: 'judgement',
  },
  'case.slot': {
    title: 'Minutes for one case',
    value: '12 (10 to 15)',
    source: '12 to 15 (toolkit for MARAC in Scotland), 10 to 15 (Oxfordshire)',
    confidence: 'guidance',
  },
  'meeting.capacity': {
    title: 'Cases in one meeting',
    value: '15',
    source: '15 (Oxfordshire); RAMP up to 5 new a month (thelookout.org.au)',
    confidence: 'practice',
  },
  'declaration.before': {
    title: 'Confidentiality is endorsed before case content is opened',
    value: 'required',
    source: 'S0-18, S1-24 ask for it; that it comes first is our judgement',
    confidence: 'judgement',
  },
  'plan.recipients': {
    title: 'Who gets a copy of the plan',
    value: 'every representative with an action; others only on a named ground',
    source: 'S0-30 for action holders; that nobody else gets one is our judgement',
    confidence: 'seed',
  },
  'lead.nominate': {
    title: 'A lead agency is nominated',
    value: 'before the discussion of the case ends; the convening lead leads until then',
    source: 'S0-26; the interim is our judgement',
    confidence: 'seed',
  },
  'repeat.window': {
    title: 'A new incident counts as a repeat',
    value: '12 months from the last referral',
    source: 'SafeLives definition of a repeat',
    confidence: 'guidance',
  },
  'escalation.count': {
    title: 'Incidents that count as potential escalation',
    value: '3 police incidents in 12 months',
    source: 'SafeLives referral form; some areas use 5',
    confidence: 'practice',
  },
  'lapse.notice': {
    title: 'Cases whose watch ends are listed',
    value: 'monthly',
    source: 'Derbyshire MARAC; SafeLives agenda at 12 months',
    confidence: 'practice',
  },
  'return.quarterly': {
    title: 'Quarterly return',
    value: 'quarter end and 15 working days',
    source: 'Quarterly (SafeLives); the days are our judgement',
    confidence: 'judgement',
  },
  'email.link.expiry': {
    title: 'A link in an e-mail expires',
    value: '7 days, or when what it is for has ended or changed hands',
    source: 'Our judgement',
    confidence: 'judgement',
  },
  'noshow.followup': {
    title: 'An agency that did not come is asked why',
    value: '1 working day',
    source: 'Our judgement',
    confidence: 'judgement',
  },
  'stuck.case': {
    title: 'Alarm when a case has no live clock',
    value: '1 hour',
    source: 'Our judgement',
    confidence: 'judgement',
  },
};
