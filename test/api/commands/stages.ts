import { calendarFor } from '../../../functions/domain/calendar/calendar.ts';
import { advanceCase } from '../../../functions/domain/clocks/advance.ts';
import { profiles } from '../../../functions/domain/policy/index.ts';
import { caseLate } from '../../domain/case/actions/later-phases.ts';
import { type CaseUnderTest, calledCase, caseIn, workers } from '../../domain/case/fixtures.ts';
import { inMeeting, withLead } from '../../domain/case/meeting/held-case.ts';
import { issued, item, towardsHim } from '../../domain/case/plan/planned-case.ts';
import { testPolicy } from '../../domain/test-policy.ts';

const lead = { by: workers.specialist };

/** The clocks and ladders of Western Australia under the fixtures' invented tools and bases. */
export const withLadders = {
  ...testPolicy,
  version: 'wa-9',
  clocks: profiles.wa.clocks,
  ladders: profiles.wa.ladders,
};

/** Cases as they stand when something is done with them, each made by the domain's own commands. */
export const stages = {
  referral: () => caseIn('referral'),
  called: () => calledCase(),
  selfCalled: () => calledCase({ contacts: { triage: workers.police2, convenor: workers.police } }),
  consent: () => caseIn('consent_attempt'),
  scheduling: () => caseIn('meeting_scheduling'),
  preparation: () => caseIn('meeting_preparation'),
  meeting: () => inMeeting(),
  led: () => withLead(),
  planned: () => issued().made,
  urgent: () =>
    issued(undefined, {
      actions: [item(workers.specialist), towardsHim(workers.police, { priority: 'urgent' })],
    }).made,
  offered: () => {
    const { made } = issued();
    made.run('offerLead', { to: workers.childProtection, reason: 'other' }, lead);
    return made;
  },
  excluded: () => {
    const made = caseIn('meeting_preparation');
    made.run(
      'declareConflict',
      { ...workers.police2, because: 'close_to_person_using_violence' },
      { by: workers.convenor },
    );
    return made;
  },
  reminded: () => {
    const made = caseIn('meeting_scheduling', { policy: withLadders });
    made.now = made.clock('meeting.convene')?.dueAt ?? made.now;
    made.state = advanceCase(made.case, made.now, made.policy, calendarFor('AU-WA')).state;
    return made;
  },
  followUp: () => caseLate('follow_up_call'),
  watch: () => caseLate('closed_watch'),
} as const satisfies Record<string, () => CaseUnderTest>;
export type Stage = keyof typeof stages;
