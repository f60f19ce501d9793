import { chased } from '../ladders.ts';
import { days, hours, months, wd } from '../spans.ts';
import { one, rules } from './rule.ts';

/** What keeps a case short, its end honest and its flags and agreements in date. */
export const upkeepClocks = rules({
  'shortterm.review': {
    title: 'Continue or close',
    due: { standard: days(90, { at: '09:00' }), urgent: days(90, { at: '09:00' }) },
    ladder: chased('lead', 'chair', 'region'),
    source: 'S0-08: short term, without a figure; 90 days are our judgement',
  },
  'closure.complete': {
    title: 'Close, or go on',
    due: { standard: wd(10, { at: '17:00' }), urgent: wd(5, { at: '17:00' }) },
    ladder: chased('lead', 'chair', 'region'),
  },
  'watch.lapse': {
    title: 'End of the watch after closure',
    due: { standard: months(12), urgent: months(12) },
    ladder: one('watch'),
    source: 'A repeat within 12 months of the last referral (SafeLives)',
    confidence: 'guidance',
  },
  'flag.expiry': {
    title: 'A flag on a person expires',
    due: { standard: months(12), urgent: months(12) },
    ladder: one('expiry'),
    source: 'Flag-and-tag for 12 months from the last referral (SafeLives)',
    confidence: 'guidance',
  },
  'agreement.review': {
    title: 'Review an information sharing agreement',
    due: { standard: months(12), urgent: months(12) },
    ladder: one('agreement'),
    source:
      'Our judgement; an agreed date for review without a figure (Derbyshire MARAC operating protocol 2013)',
  },
  // Its due instant is the release; the span holds only if none was given.
  'custody.release': {
    title: 'Release from custody',
    due: { standard: days(14), urgent: days(7) },
    ladder: one('custody.release'),
    source: 'S2-18: prepare for release, without a figure; the warnings are our judgement',
  },
  'hold.review': {
    title: 'Review a hold on the case',
    due: { standard: wd(10, { at: '09:00' }), urgent: wd(2, { at: '09:00' }) },
    ladder: chased('convenor', 'lead', 'region'),
  },
  'correction.confirm': {
    title: 'Confirm that a correction was acted on',
    due: { standard: wd(1), urgent: hours(4) },
    ladder: chased('owner', 'owner_agency_contact', 'lead'),
    source: 'S2-19: agencies told the wrong role are told of the correction; the time is our judgement',
  },
});
