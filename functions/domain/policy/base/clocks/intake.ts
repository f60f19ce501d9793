import { chased } from '../ladders.ts';
import { hours, wd } from '../spans.ts';
import { one, rules } from './rule.ts';

/** From the first word of a family to the decision to meet. */
export const intakeClocks = rules({
  'triage.decision': {
    title: 'Decide on a referral',
    due: { standard: wd(1), urgent: hours(2) },
    ladder: chased('triage', 'convenor', 'region'),
    source:
      'Our judgement; compare NSW local coordination points, contact within 1 day (housingplus.com.au), and daily triage in the New Zealand Integrated Safety Response',
  },
  'draft.stale': {
    title: 'Submit or discard a saved draft',
    due: { standard: wd(3), urgent: hours(12) },
    ladder: chased('caller', 'triage', 'region'),
  },
  'information.requested': {
    title: 'Answer what triage asked for',
    due: { standard: wd(3), urgent: hours(4) },
    ladder: chased('caller', 'triage', 'region'),
  },
  'triage.review': {
    title: 'Window to ask for a review of a triage decision',
    due: { standard: wd(10, { at: '17:00' }), urgent: wd(5, { at: '17:00' }) },
    ladder: one('lapse'),
  },
  'not_escalated.recheck': {
    title: 'Look again at a high risk that was not escalated',
    due: { standard: wd(5, { at: '09:00' }), urgent: hours(24) },
    ladder: chased('triage', 'convenor', 'region'),
    source:
      'Our judgement; the gap between risk found and cases escalated in WA (Question on Notice 1426, answered 5 May 2026) is why it exists',
  },
  'consent.attempt': {
    title: 'Attempt informed consent with the adult victim',
    due: { standard: wd(1), urgent: hours(4) },
    ladder: chased('convening_lead', 'convenor', 'chair'),
    source: 'S1-19: attempt before proceeding, without a figure; the time is our judgement',
  },
  'consent.decision': {
    title: 'Decide on the basis when consent was not obtained',
    due: { standard: wd(1), urgent: hours(4) },
    ladder: chased('convening_lead', 'convenor', 'chair'),
    source: 'S1-21: legislation, agreements and duty of care, without a figure; the time is our judgement',
  },
  'consent.withdrawn': {
    title: 'Decide what follows from withdrawn consent',
    due: { standard: wd(1), urgent: hours(4) },
    ladder: chased('lead', 'chair', 'region'),
  },
  'consent.renew': {
    title: 'Offer support again to an adult victim who was too fearful',
    due: { standard: wd(10, { at: '09:00' }), urgent: wd(5, { at: '09:00' }) },
    ladder: chased('lead', 'lead_contact', 'chair'),
    source: 'S2-27: fear at first, without a figure; the time is our judgement',
  },
  'goahead.told': {
    title: 'Tell the adult victim, when safe, that the group goes ahead',
    due: { standard: wd(1), urgent: hours(4) },
    ladder: chased('lead', 'lead_contact', 'chair'),
  },
});
