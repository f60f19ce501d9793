import { calendarFor } from '../../../functions/domain/calendar/index.ts';
import type { Action } from '../../../functions/domain/case/schema/actions.ts';
import type { Member } from '../../../functions/domain/case/schema/members.ts';
import { type CaseState, caseSchema } from '../../../functions/domain/case/state.ts';
import type { GateAgency, GateFacts, GateMeeting } from '../../../functions/domain/message/gate.ts';
import type { MessageKind } from '../../../functions/domain/message/kinds.ts';
import { createMessage, type MessageRecord } from '../../../functions/domain/message/record.ts';
import { profiles } from '../../../functions/domain/policy/index.ts';
import { displayCode } from '../../../functions/domain/shared/ids.ts';
import type { Recipient } from '../../../functions/domain/shared/recipient.ts';

/** Tuesday 3 March 2026, 10:00 in Perth. */
export const now = '2026-03-03T02:00:00.000Z';
export const startsAt = '2026-03-09T02:00:00.000Z';
const before = '2026-03-02T01:00:00.000Z';
export const policy = profiles.wa;
export const calendar = calendarFor('AU-WA');

export const caseId = 'case-0000a';
export const meetingId = 'mtg-0000a';
export const agencyId = 'agy-owner';
export const owner = { agencyId, representativeId: 'rep-owner' };
export const lead = { agencyId: 'agy-lead', representativeId: 'rep-lead' };
export const convenor = { agencyId: 'agy-coord', representativeId: 'rep-convenor' };
export const triage = { agencyId: 'agy-coord', representativeId: 'rep-triage' };
export const victimId = 'per-victim';

const member = (personId: string, role: Member['role'], label: string): Member => ({
  personId,
  role,
  label,
  addedAt: before,
  roleHistory: [],
});

export const action = (more: Partial<Action> = {}): Action => ({
  actionId: 'act-0000a',
  planId: 'plan-0000a',
  interim: false,
  owner,
  sharedWith: [],
  stream: 'adult_victim',
  part: 'support_adult_victim',
  code: 'housing',
  towards: [victimId],
  priority: 'standard',
  keptOutOfEmail: false,
  dueAt: '2026-03-16T09:00:00.000Z',
  createdAt: before,
  negotiation: 'accepted',
  status: 'not_started',
  feedback: [],
  handOns: [],
  extensions: [],
  ...more,
});

/** An invented case with a plan, whose action the owner holds; everything the gate asks for is in order. */
export function aCase(more: Partial<CaseState> = {}): CaseState {
  return caseSchema.parse({
    schema: 1,
    caseId,
    displayCode: displayCode(caseId),
    profile: 'wa',
    policyVersion: policy.version,
    region: 'AU-WA',
    openedAt: before,
    phase: 'action_deadlines',
    phaseSince: before,
    cycle: 1,
    urgency: 'standard',
    marks: {
      elderAbuse: false,
      childrenInvolved: true,
      crossBorder: false,
      highestRisk: true,
      complexNeeds: false,
      seriousOffender: false,
    },
    members: [
      member(victimId, 'adult_victim', 'adult victim'),
      member('per-child', 'child_victim', 'child 1'),
      member('per-violent', 'person_using_violence', 'perpetrator'),
    ],
    referral: {
      kind: 'call',
      status: 'called',
      from: { agencyId: 'agy-caller', representativeId: 'rep-caller' },
      sourceCategory: 'police',
      criteria: ['visible_high_risk'],
      savedAt: before,
      decisions: [],
      reviews: [],
    },
    contacts: { triage, convenor, chair: { agencyId: 'agy-coord', representativeId: 'rep-chair' } },
    agencies: [
      { agencyId, representativeId: 'rep-owner', since: before, participation: 'invited', basis: undefined },
      { ...lead, since: before, participation: 'invited' },
    ],
    exclusions: [],
    endorsements: [],
    risk: {
      assessments: [],
      needs: [],
      determinations: [],
      identified: [{ riskId: 'rsk-0000a', code: 'strangulation', identifiedBy: 'agy-lead', at: before }],
      justice: [],
      incidents: [],
    },
    consent: {
      attempts: [
        {
          attemptId: 'att-0000a',
          personId: victimId,
          by: lead,
          at: before,
          method: 'phone',
          outcome: 'given',
          conditions: [],
          informed: true,
        },
      ],
      flags: [{ personId: victimId, supportOrAssistance: 'yes', macmSharing: 'yes' }],
      decisions: [
        {
          decisionId: 'bas-0000a',
          personId: victimId,
          basis: 'consent',
          ground: 'consent',
          by: lead,
          at: before,
        },
      ],
      notSafeToAsk: [],
      goAheadTold: [],
      supportOffers: [],
    },
    meetings: [
      {
        meetingId,
        cycle: 1,
        kind: 'macm_on_demand',
        startsAt,
        meetingVersion: 1,
        status: 'scheduled',
        attendance: [],
      },
    ],
    lead: {
      periods: [
        {
          leadId: 'lead-0000a',
          ...lead,
          kind: 'lead',
          from: before,
          by: 'agy-coord',
          reason: 'nominated',
          victimInformed: [],
        },
      ],
      offers: [],
    },
    plans: [
      {
        planId: 'plan-0000a',
        kind: 'safety_plan',
        version: 1,
        cycle: 1,
        meetingId,
        recordedBy: lead,
        recordedAt: before,
        late: false,
        actionIds: ['act-0000a'],
        wishes: { status: 'recorded', noteId: 'note-wishes' },
        reasons: {},
        addenda: [],
      },
    ],
    planCopies: [],
    actions: [action()],
    records: [],
    tasks: [],
    clocks: [],
    undelivered: [],
    links: [],
    holds: [],
    closures: [],
    followUps: [],
    received: {},
    ...more,
  });
}

export const anAgency = (more: Partial<GateAgency> = {}): GateAgency => ({
  agencyId,
  name: 'Invented Housing Agency',
  domains: ['owner.example'],
  representatives: [
    {
      representativeId: 'rep-owner',
      address: { address: 'worker.one@owner.example', verifiedAt: before, health: 'ok' },
      away: [],
    },
    {
      representativeId: 'rep-second',
      address: { address: 'worker.two@owner.example', verifiedAt: before, health: 'ok' },
      away: [],
    },
  ],
  posts: [
    { post: 'escalation_contact', representativeId: 'rep-second' },
    { post: 'mailbox', address: { address: 'office@owner.example', verifiedAt: before, health: 'ok' } },
  ],
  namedContactsOnly: false,
  agreements: [{ code: policy.agreements[0]?.code ?? '', signedAt: '2025-01-01T00:00:00.000Z' }],
  ...more,
});

export const aMeeting = (more: Partial<GateMeeting> = {}): GateMeeting => ({
  meetingId,
  status: 'scheduled',
  startsAt,
  caseIds: [caseId],
  formerCaseIds: [],
  chair: { agencyId: 'agy-coord', representativeId: 'rep-chair' },
  invited: [{ ...owner, caseIds: [caseId], answeredFor: [] }],
  endorsed: [{ worker: owner, at: before }],
  ...more,
});

export const someFacts = (more: Partial<GateFacts> = {}): GateFacts => ({
  agency: anAgency(),
  cases: new Map([[caseId, aCase()]]),
  meetings: new Map([[meetingId, aMeeting()]]),
  familyAddresses: new Set(),
  agreements: policy.agreements.map((agreement) => agreement.code),
  now,
  ...more,
});

export const factsOf = (state: CaseState, more: Partial<GateFacts> = {}): GateFacts =>
  someFacts({ cases: new Map([[state.caseId, state]]), ...more });

const due = { dueAt: '2026-03-10T01:00:00.000Z' };
/** For each kind parameters that a sender gives, and who sends it. */
export const examples: Readonly<
  Record<MessageKind, { from: 'case' | 'meeting'; params: MessageRecord['params'] }>
> = {
  referral_received: { from: 'case', params: due },
  triage_outcome: { from: 'case', params: { outcome: 'declined' } },
  meeting_called: { from: 'case', params: due },
  meeting_changed: { from: 'meeting', params: { startsAt } },
  meeting_cancelled: { from: 'meeting', params: { startsAt } },
  invitation: { from: 'meeting', params: { startsAt, mode: 'virtual', returnsDueAt: due.dueAt } },
  declaration_request: { from: 'meeting', params: due },
  return_request: { from: 'meeting', params: due },
  agenda: { from: 'meeting', params: { startsAt } },
  plan_copy: { from: 'case', params: { planId: 'plan-0000a', version: 1, ground: 'has_action' } },
  action_assigned: { from: 'case', params: { actionId: 'act-0000a', priority: 'immediate', ...due } },
  reminder: { from: 'case', params: { rule: 'action.due', subject: 'act-0000a', rung: 'T-2', ...due } },
  digest: { from: 'case', params: {} },
  escalation: { from: 'case', params: { rule: 'action.due', subject: 'act-0000a', rung: '+2wd', ...due } },
  feedback_received: { from: 'case', params: { actionId: 'act-0000a' } },
  follow_up_called: { from: 'case', params: due },
  lead_offered: { from: 'case', params: { offerId: 'off-0000a', ...due } },
  lead_changed: { from: 'case', params: {} },
  victim_liaison: { from: 'case', params: due },
  consent_status: { from: 'case', params: {} },
  correction_notice: { from: 'case', params: due },
  outcome_note: { from: 'case', params: due },
  closure_notice: { from: 'case', params: {} },
  watch_lapse: { from: 'case', params: due },
  break_glass: { from: 'case', params: due },
  task_assigned: { from: 'case', params: { code: 'ring_agency', ...due } },
  link_code: { from: 'meeting', params: { link: 'lnk-0000a', n: 1 } },
  address_changed: { from: 'case', params: {} },
};

export function aMessage(kind: MessageKind, to: Recipient = owner, more: Partial<MessageRecord> = {}) {
  const { from, params } = examples[kind];
  const id = from === 'case' ? caseId : meetingId;
  const made = createMessage({ kind, cause: 'cmd-1', to, from: { aggregate: from, id }, params }, now);
  return { ...made, ...more };
}
