import { chased } from '../ladders.ts';
import { days, hours, wd } from '../spans.ts';
import { rules } from './rule.ts';

/** Bringing the agencies together, and what the meeting leaves behind. */
export const meetingClocks = rules({
  'meeting.convene': {
    title: 'Convene the meeting',
    due: { standard: days(14), urgent: wd(1, { at: '17:00' }), critical: hours(24) },
    ladder: chased('convenor', 'lead', 'region'),
    source:
      'Our judgement; compare fortnightly meetings in South Australia and NSW. WA meets on a needs basis and gives no figure',
  },
  // Its due instant is the meeting's start; the span holds only if none was given.
  'meeting.start': {
    title: 'The meeting begins',
    due: { standard: wd(5), urgent: wd(1), critical: hours(12) },
    ladder: chased('chair', 'convenor', 'region'),
  },
  'meeting.outcome': {
    title: 'Record what came of the meeting',
    due: { standard: wd(1), urgent: hours(4) },
    ladder: chased('chair', 'convenor', 'region'),
  },
  'info.return': {
    title: 'Written returns of the agencies',
    due: { standard: wd(4, { at: '17:00' }), urgent: hours(12), critical: hours(4) },
    ladder: { standard: 'returns.standard', urgent: 'returns.urgent' },
    source:
      'S0-41, S1-08: in writing if unable to attend, without a figure; chased at half and nine tenths of the window by our judgement',
  },
  'participation.chase': {
    title: 'An invited agency names who comes',
    due: { standard: wd(1), urgent: hours(4) },
    ladder: chased('owner', 'owner_agency_contact', 'chair'),
    source: 'S0-35: provide a representative, without a figure; the time is our judgement',
  },
  'declaration.chase': {
    title: 'Endorse confidentiality before the case is opened',
    due: { standard: wd(1), urgent: hours(2) },
    ladder: chased('owner', 'owner_agency_contact', 'chair'),
    source: 'S0-18, S1-24: sign or endorse, without a figure; the time is our judgement',
  },
  'plan.issue': {
    title: 'Issue the plan of the meeting',
    due: { standard: wd(1), urgent: hours(4) },
    ladder: chased('lead', 'chair', 'region'),
    source:
      'S0-29, S0-30: recorded during the meeting and sent to action holders, without a figure; the time is our judgement, compare minutes within 3 working days (Derbyshire MARAC)',
  },
  'plan.copy_held': {
    title: 'Get the endorsement that holds a plan copy back',
    due: { standard: wd(1), urgent: hours(2) },
    ladder: chased('lead', 'chair', 'region'),
    source: 'S0-31: held, never dropped; the time is our judgement',
  },
  'outcome.note': {
    title: 'Report the outcome to the own agency',
    due: { standard: wd(5, { at: '17:00' }), urgent: wd(2, { at: '17:00' }) },
    ladder: chased('owner', 'owner_agency_contact', 'lead'),
    source: 'S0-40: feed back to the own agency, without a figure; the time is our judgement',
  },
});
