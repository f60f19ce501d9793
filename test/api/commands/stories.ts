import type { TokenRole } from '../../../functions/domain/access/subject.ts';
import { persons, workers } from '../../domain/case/fixtures.ts';
import type { Stage } from './stages.ts';

/** A command as somebody gives it, by its name; ids of its path that are not given are the newest of their kind. */
export interface Step {
  command: string;
  as: keyof typeof workers;
  body?: Record<string, unknown>;
  notes?: readonly string[];
  ids?: Readonly<Record<string, string>>;
  roles?: readonly TokenRole[];
}
export type Story = readonly [stage: Stage, ...steps: Step[]];

const give = (
  command: string,
  as: Step['as'],
  body: Record<string, unknown> = {},
  more: Omit<Step, 'command' | 'as' | 'body'> = {},
): Step => ({ command, as, body, ...more });
const { victim, child, personUsingViolence: violent } = persons;
const later = '2026-04-01T01:00:00.000Z';
const other = { reason: 'other' };
const note = (...notes: string[]) => ({ notes });
const person = (personId: string, ...notes: string[]) => ({ ids: { personId }, notes });

/** Stories of one case each that together give every command of a case that no scenario gives. */
export const caseStories: readonly Story[] = [
  ['referral', give('redirectReferral', 'triage', { ...other, to: workers.hospital.agencyId })],
  ['referral', give('notEscalated', 'triage', other)],
  [
    'referral',
    give('declineReferral', 'triage', { reason: 'below_threshold' }),
    give('reRefer', 'police', {}, note('information')),
  ],
  ['called', give('recordCallNotCarriedOut', 'convenor', other, note('why'))],
  ['selfCalled', give('acceptConvening', 'triage', { outcome: 'taken_over' })],
  ['referral', give('endorseForCase', 'police', { mode: 'electronic' })],
  [
    'referral',
    give('addMember', 'police', { personId: 'per-dddd1', role: 'other_party' }),
    give('correctMember', 'police', { relationshipToVictim: 'neighbour' }, person('per-dddd1')),
    give('changeMemberRole', 'triage', { role: 'victim_in_family_group', ...other }, person('per-dddd1')),
    give('removeMember', 'triage', { reason: 'entered_in_error' }, person('per-dddd1')),
  ],
  [
    'scheduling',
    give(
      'recordRiskAssessment',
      'specialist',
      { purpose: 'review', tool: 'invented_tool', score: 14, level: 'high' },
      person(victim),
    ),
    give('contributeToAssessment', 'police', { factors: ['separation'] }),
    give('recordNeed', 'police', { code: 'school_support' }, person(child)),
    give('meetNeed', 'police', {}),
    give('recordCulturalSupport', 'specialist', { choice: 'not_wanted' }, person(victim)),
    give('markCase', 'specialist', { elderAbuse: true }),
    give('recordTrustedContact', 'specialist', {}, person(victim)),
    give('recordChildIntoCare', 'childProtection', {}, person(child)),
    give('recordDeath', 'specialist', { learntFrom: 'police' }, person(child)),
    give('reviewDeathHold', 'specialist', { decision: 'continue' }, person(child, 'review')),
  ],
  [
    'excluded',
    give('liftConflict', 'specialist', other),
    give('declareConflict', 'hospital', { agencyId: 'agy-hospital' }),
  ],
  [
    'scheduling',
    give('declareConflict', 'police2', { ...workers.police }),
    give('reviewExclusion', 'chair', { outcome: 'stands' }, note('rationale')),
  ],
  [
    'scheduling',
    give(
      'suspectMisidentification',
      'specialist',
      { reviewer: workers.hospital },
      person(violent, 'grounds'),
    ),
    give('dismissMisidentification', 'hospital', {}, person(violent, 'finding')),
  ],
  [
    'consent',
    give('recordConsentAttempt', 'specialist', {
      personId: victim,
      method: 'not_attempted',
      outcome: 'not_safe_to_ask',
      reason: 'safety',
    }),
    give('recordSafeToAsk', 'specialist', { personId: victim }, note('change')),
    give('setSupportFlag', 'specialist', { personId: victim, answer: 'yes' }),
    give('recordSupportOffer', 'specialist', { personId: victim, kind: 'counselling', answer: 'accepted' }),
    give('recordSupportResult', 'specialist', { outcome: 'provided' }),
  ],
  [
    'planned',
    give('withdrawConsent', 'specialist', { personId: victim, method: 'phone' }),
    give('respectWithdrawal', 'specialist', { personId: victim, ...other }),
  ],
  [
    'consent',
    give('proposeAgencies', 'police', { agencies: [{ agencyId: 'agy-hospital' }] }),
    give(
      'nameRepresentative',
      'hospital',
      { representativeId: workers.hospital.representativeId },
      { ids: { agencyId: 'agy-hospital' }, roles: ['agency_manager'] },
    ),
    give(
      'setParticipation',
      'specialist',
      { participation: 'invited' },
      { ids: { agencyId: 'agy-hospital' } },
    ),
  ],
  ['offered', give('declineLead', 'childProtection', other)],
  ['offered', give('recallLead', 'specialist', other)],
  [
    'planned',
    {
      ...give('startInterimLead', 'specialist', {
        to: workers.police,
        reason: 'crisis_accommodation',
        guideline: 'after_hours_crisis_response',
      }),
      roles: ['after_hours'],
    },
    give('handBackLead', 'specialist', other),
  ],
  ['planned', give('addAddendum', 'specialist', {}, note('addendum'))],
  ['led', give('recordNoPlan', 'specialist', { reason: 'no_risk_found' })],
  ['planned', give('declineAction', 'police', other)],
  [
    'planned',
    give('counterAction', 'police', { dueAt: later }),
    give('answerCounter', 'specialist', { answer: 'agreed' }),
    give('startAction', 'police', {}),
  ],
  [
    'planned',
    give('extendAction', 'specialist', { dueAt: later, ...other }),
    give('handOnAction', 'specialist', { to: workers.childProtection, ...other }),
  ],
  ['planned', give('cancelAction', 'specialist', other)],
  [
    'urgent',
    give('closeAction', 'police', { outcome: 'not_undertaken', reason: 'no_capacity' }),
    give('acceptNotUndertaken', 'chair', other),
  ],
  [
    'scheduling',
    give(
      'recordContact',
      'police',
      { kind: 'information', purposes: ['identify_risk'], about: [victim] },
      note('risksSeen'),
    ),
    give('acknowledgeRecord', 'specialist', {
      primaryAssessment: 'changed',
      accountability: 'no_change',
      casePlan: 'changed',
    }),
    give('recordStaffSupportNeed', 'police', { need: 'debrief' }),
    give('recordServiceGap', 'police', { gap: 'no_refuge_bed', place: 'kununurra', about: [] }),
    give('recordAlert', 'police', {
      alert: 'firearm',
      about: [victim],
      receivers: ['agy-specialist'],
      endsAt: '2026-06-01T01:00:00.000Z',
    }),
    give('withdrawAlert', 'specialist', other),
  ],
  [
    'followUp',
    give('postponeFollowUp', 'specialist', {
      reason: 'actions_overdue',
      evaluationShown: true,
      until: later,
    }),
  ],
  ['watch', give('extendWatch', 'specialist', { until: '2027-09-01T01:00:00.000Z', ...other })],
  ['referral', give('linkCase', 'triage', { caseId: 'case-0000b', kind: 'same_person_using_violence' })],
  [
    'consent',
    give('startTransferOut', 'specialist', { to: 'east_kimberley', reason: 'victim_moved' }),
    give('recallTransferOut', 'specialist', other),
  ],
  [
    'consent',
    give('startTransferOut', 'specialist', { to: 'east_kimberley', reason: 'victim_moved' }),
    give('confirmTransferReceived', 'specialist', {}),
  ],
  ['referral', give('withdrawInError', 'triage', { reason: 'duplicate' })],
  [
    'watch',
    give('placeLegalHold', 'convenor', { reason: 'coroner' }),
    give('liftLegalHold', 'convenor', { decision: 'keep', ...other }),
  ],
  ['followUp', give('continueShortTerm', 'chair', { reason: 'risk_still_high' })],
  [
    'scheduling',
    give(
      'pauseClock',
      'convenor',
      { until: '2026-03-09T01:00:00.000Z', reason: 'court_date' },
      { ids: { clockId: 'meeting.convene' } },
    ),
    give('resumeClock', 'convenor', {}, { ids: { clockId: 'meeting.convene' } }),
  ],
  ['reminded', give('acknowledgeReminder', 'convenor', {}, { ids: { clockId: 'meeting.convene' } })],
  [
    'meeting',
    give(
      'breakGlass',
      'hospital',
      { reason: 'danger_to_life', minutes: 30 },
      { ...note('rationale'), roles: ['after_hours'] },
    ),
    give('reviewBreakGlass', 'chair', { outcome: 'justified' }),
  ],
  ['meeting', give('movePolicy', 'convenor', { version: 'wa-8' }, note('reason'))],
];
