import type { Worker } from '../../../shared/actor.ts';
import { displayCode } from '../../../shared/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../../shared/refusal.ts';
import type { CaseContext } from '../../command.ts';
import { victims } from '../../queries.ts';
import type { Referral } from '../../schema/referral.ts';
import type { CaseState } from '../../state.ts';
import { addLink } from '../ending/link-case.ts';
import { admit } from '../people/admit.ts';
import { takeAll, takePart } from './agencies.ts';
import { findHighRisk } from './finding.ts';
import type { DraftInput } from './inputs.ts';

/** A case with nobody and nothing in it yet. The creation goes on from here and starts its clocks. */
export function emptyCase(
  caseId: string,
  input: Pick<DraftInput, 'contacts' | 'region' | 'locality'>,
  referral: Pick<Referral, 'kind' | 'status' | 'from'>,
  context: CaseContext,
): CaseState {
  const { policy, now } = context;
  return {
    schema: 1,
    caseId,
    displayCode: displayCode(caseId),
    profile: policy.profile,
    policyVersion: policy.version,
    region: input.region ?? policy.region,
    ...(input.locality === undefined ? {} : { locality: input.locality }),
    openedAt: now,
    phase: 'referral',
    phaseSince: now,
    cycle: 1,
    urgency: 'standard',
    marks: {
      elderAbuse: false,
      childrenInvolved: false,
      crossBorder: false,
      highestRisk: false,
      complexNeeds: false,
      seriousOffender: false,
    },
    members: [],
    referral: {
      ...referral,
      sourceCategory: 'not_stated',
      criteria: [],
      savedAt: now,
      decisions: [],
      reviews: [],
    },
    contacts: input.contacts,
    agencies: [],
    exclusions: [],
    endorsements: [],
    risk: { assessments: [], needs: [], determinations: [], identified: [], justice: [], incidents: [] },
    consent: {
      attempts: [],
      flags: [],
      decisions: [],
      notSafeToAsk: [],
      goAheadTold: [],
      supportOffers: [],
    },
    meetings: [],
    lead: { periods: [], offers: [] },
    plans: [],
    planCopies: [],
    actions: [],
    records: [],
    tasks: [],
    clocks: [],
    undelivered: [],
    links: [],
    holds: [],
    closures: [],
    followUps: [],
    received: {},
  };
}

/** Write what a caller or referrer told into a new case or a resumed draft. */
export function fill(
  state: CaseState,
  input: DraftInput,
  by: Worker,
  context: CaseContext,
): Refusal | undefined {
  const { referral } = state;
  referral.criteria = [...new Set(input.criteria)];
  referral.sourceCategory = input.sourceCategory;
  referral.savedAt = context.now;
  state.urgency = input.urgency;
  state.contacts = input.contacts;
  if (input.region !== undefined) state.region = input.region;
  if (input.locality !== undefined) state.locality = input.locality;
  if (input.victimAware !== undefined) referral.victimAware = input.victimAware;
  if (input.usualResponseTried !== undefined) referral.usualResponseTried = input.usualResponseTried;
  Object.assign(state.marks, input.marks);
  const reason = context.notes['reason'];
  if (reason) referral.reasonNoteId = reason.noteId;
  if (input.incident) {
    const note = context.notes['incident'];
    referral.incident = { ...input.incident, ...(note ? { noteId: note.noteId } : {}) };
  }
  if (input.finding) {
    const found = findHighRisk(input.finding, by, context);
    if (isRefusal(found)) return found;
    setFinding(state, found.finding);
  }
  if (input.repeatOf !== undefined) addLink(state, { caseId: input.repeatOf, kind: 'repeat_of' }, context);
  for (const member of input.members) {
    const refusal = admit(state, member, referral.kind, context);
    if (refusal) return refusal;
  }
  takePart(state, { agencyId: by.agencyId, representativeId: by.representativeId }, context);
  return takeAll(state, input.agencies, context);
}

export function setFinding(state: CaseState, finding: NonNullable<Referral['finding']>): void {
  state.referral.finding = finding;
  state.marks.highestRisk = finding.level === 'highest';
}

/** Whom it is about: without a victim, adult or child, there is no family group to protect (S3-08). */
export const noVictim = (state: CaseState): Refusal | undefined =>
  victims(state).length > 0
    ? undefined
    : refuse('no-victim', 'no member of the family group is named as an adult or child victim', {
        missing: ['members'],
        duty: 'S0-06',
      });
