import { describe, expect, it } from 'vitest';
import { calendarFor, regionSchema } from '../../../functions/domain/calendar/index.ts';
import { decideBasis } from '../../../functions/domain/case/commands/consent/decide-basis.ts';
import { phaseClocks } from '../../../functions/domain/case/lifecycle.ts';
import { planStreams } from '../../../functions/domain/case/schema/plan.ts';
import { dueAfter } from '../../../functions/domain/clocks/spans.ts';
import { baseCatalogue } from '../../../functions/domain/policy/base/catalogue.ts';
import { policyByVersion, policyProblems, profiles } from '../../../functions/domain/policy/index.ts';

/** Every clock rule that code or practice names; a profile without one would strand a case. */
const ruleIds = `triage.decision draft.stale information.requested triage.review not_escalated.recheck
consent.attempt consent.decision consent.withdrawn consent.renew meeting.convene meeting.start meeting.outcome
info.return plan.issue plan.copy_held action.acknowledge action.due action.check lead.offer lead.interim_end
lead.victim_informed goahead.told followup.call followup.decision feedback.collect shortterm.review
closure.complete watch.lapse flag.expiry agreement.review custody.release hold.review correction.confirm task.due
transfer.receipt participation.chase declaration.chase outcome.note incident.review`.split(/\s+/);

describe.each(Object.entries(profiles))('profile %s', (name, policy) => {
  it('is whole: schema, names of ladders, ladders that end in a repeat', () => {
    expect(policyProblems(policy)).toEqual([]);
    expect(policy.profile).toBe(name);
    expect(policyByVersion(policy.version)).toBe(policy);
  });

  it('has every clock rule that the code names', () => {
    expect(Object.keys(policy.clocks)).toEqual(expect.arrayContaining(ruleIds));
    for (const rule of Object.values(phaseClocks).flat()) expect(policy.clocks).toHaveProperty([rule]);
  });

  it('says of every rule where it comes from and claims no more', () => {
    const sourced = [
      ...Object.values(policy.clocks),
      ...Object.values(policy.settings),
      ...Object.values(policy.consentRules),
      ...policy.legalBases,
      ...policy.riskTools,
    ];
    for (const { source, confidence } of sourced) {
      expect(source.trim()).not.toBe('');
      expect(confidence).not.toBe('local_protocol');
    }
    // No source sets a time for any step: a clock is judgement, or guidance whose author is named.
    for (const clock of Object.values(policy.clocks))
      expect([clock.confidence, clock.confidence === 'judgement' || /SafeLives/.test(clock.source)]).toEqual([
        clock.confidence,
        true,
      ]);
  });

  it('gives a due instant to every rule and urgency in its own region', () => {
    const calendar = calendarFor(regionSchema.parse(policy.region));
    const start = '2026-12-23T06:30:00.000Z';
    for (const rule of Object.values(policy.clocks))
      for (const key of ['standard', 'urgent', 'critical'] as const)
        expect(dueAfter(rule, key, start, calendar) > start, `${rule.rule} ${key}`).toBe(true);
  });

  it('is never slower when urgent, nor when critical', () => {
    const calendar = calendarFor(regionSchema.parse(policy.region));
    const start = '2026-05-04T01:00:00.000Z';
    for (const rule of Object.values(policy.clocks)) {
      const [standard, urgent, critical] = (['standard', 'urgent', 'critical'] as const).map((key) =>
        dueAfter(rule, key, start, calendar),
      );
      expect(urgent! <= standard!, rule.rule).toBe(true);
      expect(critical! <= urgent!, rule.rule).toBe(true);
    }
  });

  it('S2-15 has kinds of action in all streams, each with a free one, and a term for every role', () => {
    for (const stream of planStreams) {
      expect(policy.actionCatalogue.some((kind) => kind.code === `other_${stream}`)).toBe(true);
      expect(policy.actionCatalogue.filter((kind) => kind.stream === stream).length).toBeGreaterThan(2);
    }
    const codes = policy.actionCatalogue.map((kind) => kind.code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toEqual(expect.arrayContaining(baseCatalogue.map((kind) => kind.code)));
    for (const role of Object.keys(policy.consentRules)) expect(policy.terms).toHaveProperty(role);
  });

  it('S0-18 says that its declaration text is ours', () => {
    expect(policy.declaration.source).toMatch(/^Our text/);
  });
});

describe('what differs between profiles', () => {
  const { wa, vic, nz } = profiles;

  it('S1-26 s28B needs a determination of high risk, S0-45 the schedule a serious offender', () => {
    const needs = (code: string) => wa.legalBases.find((basis) => basis.code === code)?.preconditions;
    expect(needs('ccs_act_s28b')).toEqual(['high_risk_determination']);
    expect(needs('mou')).toEqual(['recipient_signatory']);
    expect(needs('tripartite_schedule')).toContain('serious_offender_flag');
    expect(needs('duty_of_care')).toEqual(['rationale']);
  });

  it('S1-18 every basis can be chosen: its code has the form that commands take', () => {
    const codes = [wa, vic, nz].flatMap((policy) => policy.legalBases.map((basis) => basis.code));
    for (const code of codes) expect(decideBasis.input.safeParse({ basis: code }).success, code).toBe(true);
  });

  it('S0-44 S0-45 names both agreements in full', () => {
    expect(wa.agreements.map((agreement) => agreement.title)).toEqual([
      'Memorandum of Understanding: Information sharing between agencies with responsibilities for preventing and responding to family and domestic violence in Western Australia',
      'Tripartite Schedule: Collaboration and exchange of information regarding serious domestic violence offenders',
    ]);
  });

  it('S0-27 any agency present can lead in WA, S3-42 S3-44 a specialist service in Victoria, also per victim', () => {
    expect(wa.leadRule).toEqual({ eligible: 'present_or_represented', perVictimAllowed: false });
    expect(vic.leadRule).toEqual({ eligible: 'specialist_service', perVictimAllowed: true });
  });

  it('S2-01 S3-14 S4-01 knows the kinds of agency of each place', () => {
    for (const policy of [wa, vic, nz]) expect(policy.agencyKinds).toEqual(expect.arrayContaining(['acco']));
    expect(vic.agencyKinds).toEqual(
      expect.arrayContaining([
        'statewide_crisis_service',
        'orange_door',
        'sexual_assault_support',
        'targeted_family_violence_service',
        'family_safety_contact_and_advocate',
        'aboriginal_family_violence_service',
      ]),
    );
    expect(nz.agencyKinds).toEqual(expect.arrayContaining(['government_agency', 'ngo', 'iwi']));
  });

  it('S0-46 WA has the words of its department', () => {
    const words = ['adult_victim', 'person_using_violence', 'lead_agency', 'chair', 'representative'];
    expect(words.map((code) => wa.terms[code])).toEqual([
      ...['adult victim', 'perpetrator', 'lead agency', 'chairperson'],
      'agency representative',
    ]);
  });

  it('S2-20 S2-24 S2-35 S4-26 has kinds of action for what practice names, said by what is done', () => {
    const kinds = ({ actionCatalogue }: typeof wa, stream: string) =>
      actionCatalogue.filter((kind) => kind.stream === stream).map(({ code }) => code);
    expect(kinds(wa, 'person_using_violence')).toEqual(
      expect.arrayContaining([
        ...['banned_drinkers_register', 'charges', 'conviction', 'protection_order_application'],
        'breach_report',
      ]),
    );
    expect(kinds(nz, 'adult_victim')).toContain('specialist_outreach');
    const titles = wa.actionCatalogue.map(({ title }) => title);
    expect(titles).toEqual(
      expect.arrayContaining(['Linked with culturally responsive support', 'Emergency relief received']),
    );
  });

  it('S2-20 S2-28 has risk factors for what a case was made of', () => {
    const codes = wa.riskFactors.map(({ code }) => code);
    expect(codes).toEqual(
      expect.arrayContaining([
        'alcohol',
        ...['age_difference', 'isolation', 'migration_barriers', 'distrust_of_services'],
      ]),
    );
  });

  it('S1-14 has the four headings of issues that contribute to harm, and other', () => {
    expect(wa.contributingIssues).toEqual([
      ...['cultural_factors', 'mental_health', 'substance_misuse', 'other_medical_issues'],
      'other',
    ]);
  });

  it('S4-29 says that the High-Risk Protocol was not published, and is not implemented', () => {
    const protocol = nz.references.find(({ title }) => title === 'High-Risk Protocol');
    expect(protocol).toMatchObject({ date: 'not published in the source', note: 'not implemented here' });
  });

  it('S2-04 proposes the four partners of a response team', () => {
    expect(wa.partners).toHaveLength(4);
  });

  it('S3-31 has 17 areas without invented names', () => {
    expect(vic.areas).toMatchObject({ count: 17, names: [] });
  });

  it('S3-03 has five kinds of response, S3-63 dated references', () => {
    expect(vic.responseTypes).toHaveLength(5);
    const dates = vic.references.map((reference) => reference.date);
    expect(dates).toEqual(expect.arrayContaining(['October 2022', 'May 2020', 'February 2023']));
  });

  it('S4-12 has six practice steps, none claimed to be known', () => {
    expect(nz.practiceSteps?.map((step) => step.known)).toEqual([false, false, false, false, false, false]);
  });

  it('S4-03 has two kinds of plan, S4-16 keeps the macron', () => {
    expect(nz.plans).toEqual(['safety_plan', 'risk_management_plan']);
    expect(nz.terms['family']).toBe('whānau');
  });
});
