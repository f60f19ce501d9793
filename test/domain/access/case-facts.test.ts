import { describe, expect, it } from 'vitest';
import { type CaseSurroundings, caseFacts } from '../../../functions/domain/access/case-facts.ts';
import { decideAccess } from '../../../functions/domain/access/decide.ts';
import type { Subject } from '../../../functions/domain/access/subject.ts';
import type { AgencyState } from '../../../functions/domain/agency/state.ts';
import type { CaseState } from '../../../functions/domain/case/state.ts';
import type { Worker } from '../../../functions/domain/shared/actor.ts';
import { calledCase, caseIn, persons, workers } from '../case/fixtures.ts';
import { issued } from '../case/plan/planned-case.ts';
import { testPolicy } from '../test-policy.ts';
import { aSubject } from './fixtures.ts';

const around = (more: Partial<CaseSurroundings> = {}): CaseSurroundings => ({
  agency: undefined,
  meetings: new Map(),
  now: '2026-03-20T01:00:00.000Z',
  policy: testPolicy,
  ...more,
});
const facts = (state: CaseState, who: Worker, more: Partial<CaseSurroundings> = {}) =>
  caseFacts(state, aSubject(who), around(more));
const relations = (state: CaseState, who: Worker, more: Partial<CaseSurroundings> = {}) =>
  [...facts(state, who, more).relations].toSorted();

/** The directory's entry of an agency, as far as access reads it. */
const anAgency = (more: Partial<AgencyState>): AgencyState => ({
  schema: 1,
  agencyId: 'agy-specialist',
  name: 'Example agency',
  kind: 'specialist_fdv',
  government: false,
  specialistService: true,
  scope: 'in_scope',
  responsibilities: [],
  domains: [],
  localities: [],
  representatives: [],
  posts: [],
  namedContactOnly: { on: false },
  agreements: [],
  createdAt: '2026-01-01T00:00:00.000Z',
  tasks: [],
  received: {},
  ...more,
});
const entry = (representativeId: string, more: Partial<AgencyState['representatives'][number]> = {}) => ({
  representativeId,
  name: 'Placeholder',
  roles: [],
  since: '2026-01-01',
  away: [],
  ...more,
});

describe('what somebody is to a case', () => {
  it('follows from its records: the caller, the named worker, the convening lead', () => {
    const state = caseIn('meeting_scheduling').case;
    expect(relations(state, workers.police)).toEqual(
      ['caller', 'caller_agency', 'former_agency', 'member_agency', 'takes_part'].toSorted(),
    );
    expect(relations(state, workers.specialist)).toContain('convening_lead');
    expect(relations(state, workers.chair)).toContain('chair');
    expect(relations(state, workers.hospital)).toEqual([]);
  });

  it('makes no duty for a colleague', () => {
    const held = relations(caseIn('meeting_scheduling').case, workers.police2);
    expect(held).toEqual(['caller_agency', 'former_agency', 'member_agency']);
  });

  it('makes a coordinator of the convening agency part of its team, and nobody else there', () => {
    const state = caseIn('referral').case;
    const colleague = { agencyId: 'agy-coord', representativeId: 'rep-colleague1' };
    expect(relations(state, colleague)).toContain('convening_agency');
    expect(relations(state, colleague)).not.toContain('convening_team');
    const coordinator = caseFacts(state, aSubject({ ...colleague, roles: ['coordinator'] }), around());
    expect(coordinator.relations.has('convening_team')).toBe(true);
    const elsewhere = caseFacts(state, aSubject({ ...workers.hospital, roles: ['coordinator'] }), around());
    expect(elsewhere.relations.size).toBe(0);
  });

  it('passes to the delegate of somebody who is away, for as long as they are', () => {
    const state = caseIn('meeting_scheduling').case;
    const away = {
      from: '2026-03-19T00:00:00.000Z',
      to: '2026-03-21T00:00:00.000Z',
      by: 'x',
      delegateId: 'rep-delegate1',
    };
    const agency = anAgency({
      representatives: [entry(workers.specialist.representativeId, { away: [away] }), entry('rep-delegate1')],
    });
    const delegate = { agencyId: 'agy-specialist', representativeId: 'rep-delegate1' };
    expect(relations(state, delegate, { agency })).toContain('convening_lead');
    const later = { agency, now: '2026-03-21T00:00:00.000Z' };
    expect(relations(state, delegate, later)).not.toContain('convening_lead');
  });

  it('is nobody’s but the named contact’s in an agency that is written to by named contact only', () => {
    const state = caseIn('meeting_scheduling').case;
    const away = { from: '2026-03-19T00:00:00.000Z', to: '2026-03-21T00:00:00.000Z', by: 'x' };
    const agency = anAgency({
      namedContactOnly: { on: true, integrityContactId: 'rep-integrity1' },
      representatives: [
        entry('rep-specialist1', { away: [{ ...away, delegateId: 'rep-delegate1' }] }),
        entry('rep-delegate1'),
      ],
    });
    const of = (representativeId: string, on = state) =>
      relations(on, { agencyId: 'agy-specialist', representativeId }, { agency });
    expect(of('rep-specialist1')).toContain('convening_lead');
    expect(of('rep-delegate1')).toEqual([]);
    expect(of('rep-colleague1')).toEqual([]);
    expect(of('rep-integrity1')).toContain('member_agency');
    const unnamed = {
      ...state,
      agencies: state.agencies.map((agency) => {
        const { representativeId: _, ...one } = agency;
        return one;
      }),
    };
    expect(of('rep-colleague1', unnamed)).toEqual([]);
    expect(of('rep-integrity1', unnamed)).toContain('takes_part');
  });

  it('lets the agency that leads or convenes say who leads by its named worker and manager alone', () => {
    const state = caseIn('meeting_scheduling').case;
    const of = (who: Worker, roles: Subject['roles'] = ['representative']) => {
      const subject = aSubject({ ...who, roles });
      const held = caseFacts(state, subject, around());
      const asked = { kind: 'command', aggregate: 'case', name: 'nominateLead' } as const;
      return decideAccess(subject, asked, { ...held, exists: true }, undefined, testPolicy);
    };
    const colleague = { agencyId: 'agy-coord', representativeId: 'rep-colleague1' };
    expect(relations(state, colleague)).toContain('convening_agency');
    expect(of(colleague)).toMatchObject({ code: 'not-permitted' });
    expect(of(colleague, ['agency_manager'])).toMatchObject({ ground: 'runs_for_agency' });
    expect(of(colleague, ['coordinator'])).toMatchObject({ ground: 'convening_team' });
    expect(of(workers.police, ['agency_manager'])).toMatchObject({ code: 'not-permitted' });
  });

  it('makes an offer of the lead one to the person named, and to a manager there', () => {
    const { made } = issued();
    made.run('offerLead', { to: workers.childProtection, reason: 'other' }, { by: workers.specialist });
    const colleague = { ...workers.childProtection, representativeId: 'rep-colleague1' };
    expect(relations(made.case, workers.childProtection)).toContain('incoming_lead');
    expect(relations(made.case, colleague)).not.toContain('offered_lead');
    const manager = caseFacts(made.case, aSubject({ ...colleague, roles: ['agency_manager'] }), around());
    expect(manager.relations.has('offered_lead')).toBe(true);
    const withheld = {
      ...made.case,
      lead: {
        ...made.case.lead,
        offers: made.case.lead.offers.map((one) => ({ ...one, packet: 'withheld_no_consent' as const })),
      },
    };
    expect(relations(withheld, workers.childProtection)).toContain('offered_lead');
    expect(relations(withheld, workers.childProtection)).not.toContain('incoming_lead');
  });

  it('is not everybody’s in an agency that has named nobody yet, but theirs who answer for it', () => {
    const { case: named } = caseIn('meeting_scheduling');
    const agencies = named.agencies.map((one) => ({ ...one, representativeId: undefined }));
    const state = { ...named, agencies };
    const colleague = { agencyId: 'agy-specialist', representativeId: 'rep-colleague1' };
    const agency = anAgency({ posts: [{ post: 'mailbox', representativeId: 'rep-desk1' }] });
    const takesPart = (more: Partial<Subject>) =>
      caseFacts(state, aSubject({ ...colleague, ...more }), around({ agency })).relations.has('takes_part');
    expect(takesPart({})).toBe(false);
    expect(takesPart({ representativeId: 'rep-desk1' })).toBe(true);
    expect(takesPart({ roles: ['agency_manager'] })).toBe(true);
    expect(takesPart({ via: 'link', roles: [] })).toBe(true);
  });

  it('S3-46 lets who is on duty take the lead for an agency that the case knows, or after breaking the glass', () => {
    const made = caseIn('meeting_scheduling');
    const onDuty = (who: Worker, now: string, roles: Subject['roles'] = ['after_hours']) => {
      const subject = aSubject({ ...who, roles });
      const held = caseFacts(made.case, subject, around({ now }));
      const asked = { kind: 'command', aggregate: 'case', name: 'startInterimLead' } as const;
      return decideAccess(subject, asked, held, undefined, testPolicy);
    };
    expect(onDuty(workers.police2, made.now)).toMatchObject({ ground: 'on_duty' });
    expect(onDuty(workers.police2, made.now, ['representative'])).toMatchObject({ code: 'not-permitted' });
    expect(onDuty(workers.hospital, made.now)).toMatchObject({ code: 'not-found' });
    const reading = { reason: 'danger_to_life', minutes: 10 };
    made.run('breakGlass', reading, { by: workers.hospital, notes: ['rationale'] });
    expect(onDuty(workers.hospital, made.now)).toMatchObject({ ground: 'on_duty' });
    expect(onDuty(workers.hospital, '2026-03-09T00:00:00.000Z')).toMatchObject({ code: 'not-found' });
  });

  it('breaks the glass with a part in the case, or on duty: knowing its id is not enough', () => {
    const state = caseIn('meeting_scheduling').case;
    const breaking = (who: Worker, roles: Subject['roles'], agency?: AgencyState) => {
      const subject = aSubject({ ...who, roles });
      const asked = { kind: 'command', aggregate: 'case', name: 'breakGlass' } as const;
      return decideAccess(
        subject,
        asked,
        caseFacts(state, subject, around({ agency })),
        undefined,
        testPolicy,
      );
    };
    const { hospital, police2 } = workers;
    for (const role of ['representative', 'agency_manager'] as const)
      expect(breaking(hospital, [role])).toMatchObject({ code: 'not-found' });
    expect(breaking(police2, ['representative'])).toMatchObject({ ground: 'caller_agency' });
    for (const role of ['after_hours', 'coordinator'] as const)
      expect(breaking(hospital, [role])).toMatchObject({ ground: 'emergency_duty' });
    expect(breaking(hospital, ['auditor'])).toMatchObject({ ground: 'auditor' });
    const closed = { on: true, integrityContactId: 'rep-integrity1' };
    const shut = (agencyId: string) => anAgency({ agencyId, namedContactOnly: closed });
    expect(breaking(hospital, ['after_hours'], shut('agy-hospital'))).toMatchObject({ code: 'not-found' });
    expect(breaking(police2, ['representative'], shut('agy-police'))).toMatchObject({ code: 'not-found' });
    expect(breaking(workers.police, ['representative'], shut('agy-police')).kind).toBe('permit');
  });

  it('ends with the directory’s entry', () => {
    const agency = anAgency({
      agencyId: 'agy-police',
      representatives: [entry('rep-police1', { removedAt: '2026-03-01T00:00:00.000Z' })],
    });
    expect(facts(caseIn('referral').case, workers.police, { agency }).left).toBe(true);
    expect(facts(caseIn('referral').case, workers.police).left).toBe(false);
  });
});

describe('what stands in the way', () => {
  it('is an exclusion, by name, by agency or by her condition', () => {
    const made = caseIn('meeting_scheduling');
    expect(facts(made.case, workers.police2).excluded).toBe(false);
    made.run('declareConflict', { ...workers.police2 }, { by: workers.police });
    expect(facts(made.case, workers.police2).excluded).toBe(true);
    expect(facts(made.case, workers.police).excluded).toBe(false);
    made.run('declareConflict', { agencyId: 'agy-childprot' }, { by: workers.convenor });
    expect(facts(made.case, workers.childProtection).excluded).toBe(true);

    const asked = caseIn('consent_attempt');
    const conditions = [{ exclude: { agencyId: 'agy-police' } }];
    const told = { purpose: true, agencies: true, limits: true };
    const answer = {
      personId: persons.victim,
      method: 'phone',
      outcome: 'given_with_conditions',
      conditions,
      told,
    };
    asked.run('recordConsentAttempt', answer, { by: workers.specialist });
    expect(facts(asked.case, workers.police).excluded).toBe(true);
  });

  it('is an endorsement of this cycle that is not there (guard d)', () => {
    const called = calledCase();
    expect(facts(called.case, workers.police).endorsed).toBe(true);
    expect(facts(called.case, workers.convenor).endorsed).toBe(false);
    called.run('endorseForCase', { mode: 'electronic' }, { by: workers.convenor });
    expect(facts(called.case, workers.convenor).endorsed).toBe(true);
    const next = {
      ...called.case,
      cycle: 2,
      followUps: [
        { at: '2026-03-10T00:00:00.000Z', by: 'rep', decision: 'called' as const, reason: 'planned' },
      ],
    };
    expect(facts(next, workers.convenor).endorsed).toBe(false);
  });

  it('is an agency without agreement or explicit basis, and a case without consent or decision', () => {
    const before = facts(caseIn('consent_attempt').case, workers.specialist);
    expect(before).toMatchObject({ basis: 'invented_mou', caseBasis: false, stage: 'intake' });
    const after = facts(caseIn('meeting_scheduling').case, workers.specialist);
    expect(after).toMatchObject({ caseBasis: true, stage: 'work' });
    expect(facts(caseIn('meeting_scheduling').case, workers.hospital).basis).toBeUndefined();
  });

  it('S0-44 is an agreement that has ended, also where the case names it as the basis', () => {
    const made = calledCase().case;
    const signed = {
      agreementId: 'agr-one01',
      code: 'invented_mou',
      signedAt: '2026-01-01T00:00:00.000Z',
      reviewOn: '2027-01-01',
      recordedBy: 'agy-coord/rep-triage1',
    };
    const basis = (...agreements: AgencyState['agreements']) =>
      facts(made, workers.specialist, { agency: anAgency({ agreements }) }).basis;
    const ended = { ...signed, endedAt: '2026-03-10T00:00:00.000Z' };
    expect(basis(signed)).toBe('invented_mou');
    expect(basis(ended)).toBeUndefined();
    expect(basis(ended, { ...signed, agreementId: 'agr-two02' })).toBe('invented_mou');
  });

  it('is away while a broken glass lasts, for the one who broke it', () => {
    const made = caseIn('meeting_scheduling');
    made.run(
      'breakGlass',
      { reason: 'danger_to_life', minutes: 30 },
      { by: workers.hospital, notes: ['rationale'] },
    );
    const { now } = made;
    expect(facts(made.case, workers.hospital, { now }).breakGlass).toBe(true);
    expect(facts(made.case, workers.police2, { now }).breakGlass).toBe(false);
    expect(facts(made.case, workers.hospital, { now: made.later({ minutes: 30 }).now }).breakGlass).toBe(
      false,
    );
  });
});
