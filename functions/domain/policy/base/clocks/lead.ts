import { chased } from '../ladders.ts';
import { hours, wd } from '../spans.ts';
import { rules } from './rule.ts';

/** Who leads, and that the victim knows it. */
export const leadClocks = rules({
  'lead.offer': {
    title: 'Answer an offer of the lead',
    due: { standard: wd(1), urgent: hours(2) },
    ladder: chased('owner', 'owner_agency_contact', 'lead'),
    source: 'S3-46: can change rapidly, without a figure; the time is our judgement',
  },
  'lead.interim_end': {
    title: 'An interim after-hours lead hands back',
    due: { standard: wd(1, { at: '09:00' }), urgent: wd(1, { at: '09:00' }) },
    ladder: chased('lead', 'chair', 'region'),
    source: 'S3-46: after hours, without a figure; the time is our judgement',
  },
  'lead.victim_informed': {
    title: 'Tell the victim, by safe contact, what was decided and who leads',
    due: { standard: wd(1), urgent: hours(4) },
    ladder: chased('lead', 'lead_contact', 'chair'),
    source: 'S0-28, S3-50: tell the victim, without a figure; the time is our judgement',
  },
  'transfer.receipt': {
    title: 'The receiving area confirms a transfer',
    due: { standard: wd(2), urgent: hours(4) },
    ladder: chased('lead', 'chair', 'region'),
  },
});
