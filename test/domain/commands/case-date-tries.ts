import { calendarFor } from '../../../functions/domain/calendar/calendar.ts';
import { nextAt } from '../../../functions/domain/clocks/advance.ts';
import { profiles } from '../../../functions/domain/policy/index.ts';
import { addAction, asked, caseLate, plannedCase } from '../case/actions/later-phases.ts';
import { CaseUnderTest, caseIn, opening, persons, workers } from '../case/fixtures.ts';
import { scheduledWord, withLead, word } from '../case/meeting/held-case.ts';
import { plan } from '../case/plan/planned-case.ts';
import { instant, type Try } from './try.ts';

const calendar = calendarFor('AU-WA');

const onCase =
  (
    make: () => CaseUnderTest,
    name: string,
    input: (c: CaseUnderTest, date: string) => unknown,
    by?: 'system' | (typeof workers)[keyof typeof workers],
    notes: readonly string[] = [],
  ): Try =>
  (date) => {
    const c = make();
    const decision = c.decide(name, input(c, date), { notes, ...(by === undefined ? {} : { by }) });
    if (decision.kind === 'accepted') nextAt(decision.state, profiles.wa, calendar);
    return decision.kind;
  };

const prepared = () => caseIn('meeting_preparation');
const withAction = (c: CaseUnderTest) => addAction(c);
const incident = (at: string) => ({
  at,
  severity: 'serious',
  victimIds: [persons.victim],
  reportedToPolice: true,
});
const answer = { answer: 'yes', reason: 'judgement' };
const endorsement = { mode: 'electronic' };
const waysIn: Readonly<Record<string, Record<string, unknown>>> = {
  refer: {},
  saveDraft: {},
  callMeeting: { endorsement },
  selfRefer: {
    endorsement,
    selfReferralReason: 'asked_for_help',
    intake: { eligible: answer, suitable: answer, immediateRisk: 'none_found' },
  },
};

/** Commands of a case. */
export const caseTries: Readonly<Record<string, readonly Try[]>> = {
  'case meetingScheduled': ['startsAt', 'endsAt', 'returnsDueAt'].map((field) =>
    onCase(
      () => caseIn('meeting_scheduling'),
      'meetingScheduled',
      (_, date) => scheduledWord({ [field]: instant(date) }),
      'system',
    ),
  ),
  'case meetingMoved': ['startsAt', 'endsAt', 'returnsDueAt'].map((field) =>
    onCase(
      prepared,
      'meetingMoved',
      (_, date) => {
        const { startsAt, endsAt, returnsDueAt } = scheduledWord();
        return word({ startsAt, endsAt, returnsDueAt, [field]: instant(date) });
      },
      'system',
    ),
  ),
  'case meetingAnswers': [
    onCase(
      () => {
        const c = prepared();
        const none = { replies: 0, returns: 0, declarations: 0 };
        c.run('meetingAnswers', word({ returnsDueAt: c.now, ...none }), { by: 'system' });
        return c;
      },
      'meetingAnswers',
      (_, date) => word({ returnsDueAt: instant(date), replies: 1, returns: 1, declarations: 1 }),
      'system',
    ),
  ],
  'case meetingHeld': [
    onCase(prepared, 'meetingHeld', (_, date) => word({ heldAt: instant(date), attendance: [] }), 'system'),
  ],
  'case recordAlert': [
    onCase(
      withLead,
      'recordAlert',
      (_, date) => ({
        alert: 'high_risk',
        about: [persons.victim],
        receivers: [workers.police.agencyId],
        endsAt: instant(date),
      }),
      workers.specialist,
      ['alert'],
    ),
  ],
  'case recordContact': [
    onCase(
      prepared,
      'recordContact',
      (_, date) => ({
        at: instant(date),
        kind: 'advice',
        purposes: ['manage_mitigate'],
        about: [persons.victim],
      }),
      workers.police,
      ['adviceGiven'],
    ),
  ],
  'case extendAction': [
    onCase(
      () => plannedCase().c,
      'extendAction',
      (c, date) => ({
        actionId: c.case.actions[0]?.actionId,
        dueAt: instant(date),
        reason: 'service_not_available',
      }),
      workers.specialist,
    ),
  ],
  'case addInterimAction': [
    onCase(prepared, 'addInterimAction', (_, date) => asked({ dueAt: instant(date) }), workers.specialist),
  ],
  'case counterAction': [
    onCase(
      prepared,
      'counterAction',
      (c, date) => ({ actionId: withAction(c), dueAt: instant(date) }),
      workers.police,
    ),
  ],
  'case startInterimLead': [
    onCase(
      withLead,
      'startInterimLead',
      (_, date) => ({
        to: workers.police,
        reason: 'after_hours',
        guideline: 'after_hours_crisis_response',
        until: instant(date),
      }),
      workers.specialist,
    ),
  ],
  'case recordPlan': [
    onCase(
      withLead,
      'recordPlan',
      (_, date) => plan({ actions: plan().actions.map((a) => ({ ...a, dueAt: instant(date) })) }),
      workers.specialist,
    ),
    onCase(withLead, 'recordPlan', (_, on) => plan({ wishes: { ...plan().wishes, on } }), workers.specialist),
  ],
  'case pauseClock': [
    onCase(
      () => plannedCase().c,
      'pauseClock',
      (c, date) => ({ clockId: c.clock('followup.call')?.clockId, until: instant(date), reason: 'other' }),
      workers.specialist,
    ),
  ],
  'case postponeFollowUp': [
    onCase(
      () => caseLate('follow_up_call'),
      'postponeFollowUp',
      (_, date) => ({ reason: 'action_open', evaluationShown: true, until: instant(date) }),
      workers.specialist,
    ),
  ],
  'case extendWatch': [
    onCase(
      () => caseLate('closed_watch'),
      'extendWatch',
      (_, date) => ({ until: instant(date), reason: 'release_expected' }),
      workers.convenor,
    ),
  ],
  'case reportIncident': [
    onCase(
      () => plannedCase().c,
      'reportIncident',
      (_, date) => incident(instant(date)),
      workers.police,
    ),
  ],
  'case recordConsentAttempt': [
    onCase(
      () => caseIn('consent_attempt'),
      'recordConsentAttempt',
      (_, date) => ({
        personId: persons.victim,
        method: 'phone',
        outcome: 'given',
        told: { purpose: true, agencies: true, limits: true },
        at: instant(date),
      }),
      workers.specialist,
    ),
  ],
  'case recordSupportOffer': [
    onCase(
      () => caseIn('consent_attempt'),
      'recordSupportOffer',
      (_, date) => ({
        personId: persons.victim,
        kind: 'counselling',
        answer: 'accepted',
        dueAt: instant(date),
      }),
      workers.specialist,
    ),
  ],
  'case recordChildIntoCare': [
    onCase(prepared, 'recordChildIntoCare', (_, date) => ({ personId: persons.child, at: instant(date) })),
  ],
  ...Object.fromEntries(
    Object.entries(waysIn).map(([name, more]) => [
      `case ${name}`,
      [
        onCase(
          () => new CaseUnderTest(),
          name,
          (_, date) => ({ ...opening(), incident: { at: instant(date), reportedToPolice: true }, ...more }),
        ),
      ],
    ]),
  ),
  'case personChanged': ['release_expected', 'flag_placed', 'released'].map((what) =>
    onCase(
      prepared,
      'personChanged',
      (_, on) => ({ personId: persons.personUsingViolence, what, on, ref: 'flag-0001' }),
      'system',
    ),
  ),
  'case recordJusticeFact': [
    onCase(
      prepared,
      'recordJusticeFact',
      (_, on) => ({ personId: persons.personUsingViolence, code: 'arrest', on }),
      workers.police,
    ),
  ],
  'case updateDraft': [
    onCase(
      () => {
        const c = new CaseUnderTest();
        c.run('saveDraft', opening());
        return c;
      },
      'updateDraft',
      (_, date) => ({ ...opening(), incident: { at: instant(date), reportedToPolice: true } }),
    ),
  ],
};
