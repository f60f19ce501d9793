import { chased } from '../ladders.ts';
import { days, hours, wd } from '../spans.ts';
import { ours, rules } from './rule.ts';

const byPriority = { standard: 'action.standard', urgent: 'action.urgent', critical: 'action.immediate' };

/** Actions and their feedback, by priority: immediate is `critical`, urgent `urgent`, standard `standard`. */
export const actionClocks = rules({
  'action.acknowledge': {
    title: 'Accept an action',
    due: { standard: wd(3, { at: '17:00' }), urgent: wd(1), critical: hours(2) },
    ladder: { ...chased('owner', 'owner_agency_contact', 'lead'), critical: 'action.immediate' },
  },
  'action.due': {
    title: 'Do an action',
    due: { standard: wd(10, { at: '17:00' }), urgent: wd(3, { at: '17:00' }), critical: hours(24) },
    ladder: byPriority,
    source: `S0-38: undertake the actions, without a figure. ${ours}; compare timed, SMART actions (SafeLives)`,
  },
  'action.check': {
    title: 'Check a monitoring action',
    due: { standard: wd(5, { at: '17:00' }), urgent: wd(2, { at: '17:00' }), critical: hours(24) },
    ladder: byPriority,
    source: 'S2-16: monitoring of an order, without a figure; the time is our judgement',
  },
  'feedback.collect': {
    title: 'Collect feedback on progress and effect',
    due: {
      standard: wd(10, { at: '09:00' }),
      urgent: wd(5, { at: '09:00' }),
      critical: wd(2, { at: '09:00' }),
    },
    ladder: chased('lead', 'lead_contact', 'chair'),
    source: 'S0-32: coordinate feedback, without a figure; the time is our judgement',
  },
  'task.due': {
    title: 'Do a task',
    due: { standard: wd(2), urgent: hours(4), critical: hours(2) },
    ladder: chased('owner', 'owner_agency_contact', 'lead'),
  },
  'followup.call': {
    title: 'Call for a follow-up or record why none is needed',
    due: { standard: days(28, { at: '09:00' }), urgent: days(14, { at: '09:00' }) },
    ladder: chased('lead', 'chair', 'region'),
    source:
      'S0-33: as required, without a figure; the time is our judgement, compare reviews at 6 and 12 weeks (MAPPA)',
  },
  'followup.decision': {
    title: 'Decide on the follow-up',
    due: { standard: wd(2), urgent: hours(4) },
    ladder: chased('lead', 'chair', 'region'),
    source: 'S0-33: as required, without a figure; the time is our judgement',
  },
  'incident.review': {
    title: 'Look at a new incident',
    due: { standard: wd(1), urgent: hours(2) },
    ladder: chased('lead', 'chair', 'region'),
    source: 'S0-12, S0-13: repeats, without a figure; the time is our judgement',
  },
});
