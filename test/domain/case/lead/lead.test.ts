import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarFor } from '../../../../functions/domain/calendar/calendar.ts';
import {
  leadForVictim,
  leadTimeline,
} from '../../../../functions/domain/case/commands/lead/lead-for-victim.ts';
import { leadAt } from '../../../../functions/domain/case/queries.ts';
import { advanceCase } from '../../../../functions/domain/clocks/advance.ts';
import type { Policy } from '../../../../functions/domain/policy/schema.ts';
import { testPolicy } from '../../test-policy.ts';
import { type CaseUnderTest, caseIn, persons, workers } from '../fixtures.ts';
import {
  attends,
  commands,
  inMeeting,
  mailed,
  mails,
  mtg,
  prepared,
  withLead,
} from '../meeting/held-case.ts';

const chair = { by: workers.chair };
const lead = { by: workers.specialist };
const vic: Policy = { ...testPolicy, leadRule: { eligible: 'specialist_service', perVictimAllowed: true } };

function pass(made: CaseUnderTest, until: string) {
  made.now = until;
  const decision = advanceCase(made.case, until, made.policy, calendarFor('AU-WA'));
  if (decision.kind !== 'accepted') throw new Error('time passing was refused');
  made.state = decision.state;
  return decision;
}

describe('nominateLead', () => {
  it('S0-26 S0-27 nominates an agency that is present, from now on, at this meeting', () => {
    const made = withLead();
    expect(leadAt(made.case, made.now)).toMatchObject({
      ...workers.specialist,
      kind: 'lead',
      meetingId: mtg,
      from: made.now,
    });
    expect(made.case.lead.periods[0]).toMatchObject({ kind: 'convening', to: made.now });
  });

  it('S0-27 nominates one represented by a proxy', () => {
    const made = inMeeting({ came: [attends(workers.childProtection, 'represented_by_proxy')] });
    made.run('nominateLead', { to: workers.childProtection }, chair);
    expect(leadAt(made.case, made.now)?.agencyId).toBe('agy-childprot');
  });

  it.each(['apology_with_return', 'apology_without_return', 'no_show', 'no_response', 'observer'])(
    'S0-27 refuses an agency that was %s',
    (status) => {
      const made = inMeeting({ came: [attends(workers.childProtection, status)] });
      expect(made.refused('nominateLead', { to: workers.childProtection }, chair)).toMatchObject({
        code: 'agency-not-represented',
        duty: 'S0-27',
      });
    },
  );

  it('S3-42 wants a specialist service in the Victorian rule, and refuses another that is present', () => {
    const made = inMeeting({ policy: vic });
    expect(made.refused('nominateLead', { to: workers.police }, chair).code).toBe('not-a-specialist-service');
    made.run('nominateLead', { to: workers.childProtection, specialistService: true }, chair);
    expect(leadAt(made.case, made.now)?.agencyId).toBe('agy-childprot');
  });

  it('S0-34 alters nothing of other agencies: membership, actions, due dates and clocks stay', () => {
    const made = inMeeting();
    const action = {
      owner: workers.police,
      stream: 'person_using_violence',
      part: 'risk_management',
      code: 'engage_person_using_violence',
      towards: [persons.personUsingViolence],
      priority: 'standard',
    };
    made.run('addInterimAction', action, { by: workers.police });
    const { agencies, actions } = made.case;
    const due = made.clock('action.due');
    made.run('nominateLead', { to: workers.specialist }, chair);
    expect(made.case.agencies).toEqual(agencies);
    expect(made.case.actions).toEqual(actions);
    expect(made.clock('action.due')).toEqual(due);
  });

  it('S0-28 S3-50 gives the lead, and no other, a task for each adult victim; no mail goes to her', () => {
    const made = inMeeting();
    const did = made.run('nominateLead', { to: workers.police }, chair);
    expect(made.tasks('victim_liaison')).toMatchObject([{ for: workers.police, subject: persons.victim }]);
    expect(made.clock('lead.victim_informed', persons.victim)).toBeDefined();
    expect(mailed(did, 'victim_liaison')).toEqual(['rep-police1']);
  });

  it('confirms a lead who leads already', () => {
    const made = withLead();
    made.run('nominateLead', { to: workers.specialist }, chair);
    expect(made.case.lead.periods.filter((p) => p.kind === 'lead')).toHaveLength(1);
  });

  it('S3-44 sets an own lead for one victim where the profile allows it, with a reason', () => {
    const own = { to: workers.childProtection, forVictim: persons.child };
    expect(
      inMeeting({ came: [attends(workers.childProtection)] }).refused(
        'nominateLead',
        { ...own, reason: 'kinship_care' },
        chair,
      ).code,
    ).toBe('one-lead-for-all');
    const made = inMeeting({ policy: vic });
    const special = { ...own, specialistService: true };
    expect(made.refused('nominateLead', special, chair).code).toBe('reason-missing');
    expect(
      made.refused(
        'nominateLead',
        { ...special, reason: 'kinship_care', forVictim: persons.personUsingViolence },
        chair,
      ).code,
    ).toBe('not-a-victim');
    expect(
      made.refused('nominateLead', { ...special, reason: 'kinship_care', to: workers.hospital }, chair).code,
    ).toBe('agency-not-in-case');
    made.run('nominateLead', { ...special, reason: 'kinship_care' }, chair);
    expect(leadForVictim(made.case, persons.child, made.now)?.agencyId).toBe('agy-childprot');
    expect(leadForVictim(made.case, persons.victim, made.now)?.agencyId).toBe('agy-specialist');
  });

  it('refuses before attendance is recorded, an excluded worker, and a worker who neither leads nor chairs', () => {
    const made = prepared();
    made.state = { ...made.case, phase: 'meeting' };
    expect(made.refused('nominateLead', { to: workers.police }, chair).code).toBe('meeting-not-held');
    const held = inMeeting();
    expect(held.refused('nominateLead', { to: workers.police }, { by: workers.police }).code).toBe(
      'not-for-this-worker',
    );
    held.run('declareConflict', { ...workers.police }, { by: workers.convenor });
    expect(held.refused('nominateLead', { to: workers.police }, chair).code).toBe('worker-excluded');
  });
});

const offer = { to: workers.childProtection, reason: 'needs_exceed_agency' };
const offerId = (made: CaseUnderTest) => made.case.lead.offers.at(-1)?.offerId;

describe('offer, accept, decline, recall', () => {
  it('S3-35 keeps the old lead answerable until the other accepts', () => {
    const made = withLead();
    const did = made.run('offerLead', offer, lead);
    expect(mailed(did, 'lead_offered')).toEqual(['rep-childprot1']);
    expect(leadAt(made.case, made.now)?.agencyId).toBe('agy-specialist');
    made.later({ hours: 3 });
    made.run('acceptLead', { offerId: offerId(made) }, { by: workers.childProtection });
    expect(leadAt(made.case, made.now)).toMatchObject({ ...workers.childProtection, kind: 'lead' });
    expect(made.clock('lead.offer')).toBeUndefined();
  });

  it('S3-50 tells the agencies of the case at once that another leads', () => {
    const made = withLead();
    made.run('offerLead', offer, lead);
    const did = made.run('acceptLead', { offerId: offerId(made) }, { by: workers.childProtection });
    expect(mailed(did, 'lead_changed')).toEqual(['rep-police1', 'rep-specialist1']);
  });

  it('S3-46 hands the open tasks of the old lead to the new one', () => {
    const made = withLead();
    made.run('offerLead', offer, lead);
    made.run('acceptLead', { offerId: offerId(made) }, { by: workers.childProtection });
    expect(made.tasks('victim_liaison').map((t) => t.for)).toEqual([workers.childProtection]);
  });

  it('keeps a convening lead convening when it changes before the meeting', () => {
    const made = caseIn('meeting_scheduling');
    made.run('offerLead', offer, lead);
    made.run('acceptLead', { offerId: offerId(made) }, { by: workers.childProtection });
    expect(leadAt(made.case, made.now)).toMatchObject({ agencyId: 'agy-childprot', kind: 'convening' });
  });

  it('tells a meeting to come who leads now', () => {
    const made = prepared();
    made.run('offerLead', offer, lead);
    const did = made.run('acceptLead', { offerId: offerId(made) }, { by: workers.childProtection });
    expect(commands(did, 'caseChanged')[0]?.input['lead']).toEqual(workers.childProtection);
  });

  it('declines or is taken back with a reason, and the lead who stays is asked again', () => {
    const made = withLead();
    made.run('offerLead', offer, lead);
    made.run(
      'declineLead',
      { offerId: offerId(made), reason: 'no_capacity' },
      { by: workers.childProtection },
    );
    expect(made.case.lead.offers[0]?.status).toBe('declined');
    expect(made.tasks('lead_offer_failed')).toMatchObject([{ for: workers.specialist }]);
    made.run('offerLead', offer, lead);
    made.run('recallLead', { offerId: offerId(made), reason: 'other_found' }, lead);
    expect(made.case.lead.offers[1]?.status).toBe('recalled');
    expect(leadAt(made.case, made.now)?.agencyId).toBe('agy-specialist');
  });

  it('lapses when nobody answers in time, which the lead hears', () => {
    const made = withLead();
    made.run('offerLead', { ...offer, urgent: true }, lead);
    const dueAt = made.clock('lead.offer')?.dueAt ?? '';
    expect(dueAt).toBe('2026-03-09T04:10:00.000Z');
    pass(made, dueAt);
    expect(made.case.lead.offers[0]?.status).toBe('expired');
    expect(made.tasks('lead_offer_failed')).toHaveLength(1);
    expect(made.refused('acceptLead', { offerId: offerId(made) }, { by: workers.childProtection }).code).toBe(
      'no-such-offer',
    );
  });

  it('S3-36 withholds the packet from a new agency without consent, the offer goes on, and the gap is visible', () => {
    const made = withLead();
    made.run('withdrawConsent', { personId: persons.victim, method: 'phone' }, lead);
    const did = made.run('offerLead', { ...offer, to: workers.hospital }, lead);
    expect(made.case.lead.offers[0]?.packet).toBe('withheld_no_consent');
    expect(mailed(did, 'lead_offered')).toEqual(['rep-hospital1']);
    expect(made.tasks('packet_withheld')).toHaveLength(1);
    made.run('acceptLead', { offerId: offerId(made) }, { by: workers.hospital });
    expect(made.tasks('packet_withheld')).toMatchObject([{ for: workers.hospital }]);
  });

  it('S3-36 sends it along with consent, and needs none for an agency that takes part on a basis', () => {
    const made = withLead();
    made.run('offerLead', { ...offer, to: workers.hospital }, lead);
    expect(made.case.lead.offers[0]?.packet).toBe('with_consent');
    made.run('recallLead', { offerId: offerId(made), reason: 'other_found' }, lead);
    made.run('offerLead', offer, lead);
    expect(made.case.lead.offers[1]?.packet).toBe('not_needed');
  });

  it('S3-49 counts handovers at each offer', () => {
    const made = withLead();
    const did = made.run('offerLead', offer, lead);
    expect(did.events.find((e) => e.type === 'lead.offered')?.facts['handovers']).toBe(0);
    const accepted = made.run('acceptLead', { offerId: offerId(made) }, { by: workers.childProtection });
    expect(accepted.events.find((e) => e.type === 'lead.changed')?.facts['handovers']).toBe(1);
  });

  it('refuses a second open offer, the lead itself, an excluded worker, a stranger, and answers of others', () => {
    const made = withLead();
    expect(made.refused('offerLead', { ...offer, to: workers.specialist }, lead).code).toBe('already-lead');
    expect(made.refused('offerLead', offer, { by: workers.police }).code).toBe('not-for-this-worker');
    made.run('offerLead', offer, lead);
    expect(made.refused('offerLead', { ...offer, to: workers.police }, lead).code).toBe('offer-open');
    const id = { offerId: offerId(made) };
    expect(made.refused('acceptLead', id, { by: workers.police }).code).toBe('not-for-this-worker');
    expect(made.refused('declineLead', { ...id, reason: 'x' }, { by: workers.police }).code).toBe(
      'not-for-this-worker',
    );
    expect(made.refused('recallLead', { ...id, reason: 'x' }, { by: workers.police }).code).toBe(
      'not-for-this-worker',
    );
    expect(made.refused('declineLead', { offerId: 'off-none1', reason: 'x' }, lead).code).toBe(
      'no-such-offer',
    );
    expect(made.refused('recallLead', { offerId: 'off-none1', reason: 'x' }, lead).code).toBe(
      'no-such-offer',
    );
    made.run('declareConflict', { ...workers.hospital }, { by: workers.convenor });
    expect(made.refused('offerLead', { ...offer, to: workers.hospital }, lead).code).toBe('worker-excluded');
    expect(caseIn('referral').refused('offerLead', offer, { by: workers.convenor }).code).toBe('no-lead');
  });
});

const night = {
  to: workers.hospital,
  reason: 'crisis_accommodation',
  guideline: 'after_hours_crisis_response',
};

describe('interim lead after hours', () => {
  it('S3-46 S3-47 lets the service take it at any hour, with its reason and guideline', () => {
    const made = withLead();
    made.later({ hours: 15 });
    const did = made.run('startInterimLead', night, { by: workers.hospital });
    expect(leadAt(made.case, made.now)).toMatchObject({
      ...workers.hospital,
      kind: 'interim_after_hours',
      guideline: 'after_hours_crisis_response',
    });
    expect(mailed(did, 'victim_liaison')).toEqual(['rep-hospital1']);
    expect(made.tasks('victim_liaison')).toMatchObject([{ for: workers.hospital }]);
  });

  it('S3-46 hands back by itself when its time is over, without a gap', () => {
    const made = withLead();
    made.run('startInterimLead', { ...night, until: '2026-03-10T01:00:00.000Z' }, { by: workers.hospital });
    const did = pass(made, '2026-03-10T01:00:00.000Z');
    expect(leadAt(made.case, made.now)?.agencyId).toBe('agy-specialist');
    expect(made.tasks('victim_liaison')).toMatchObject([{ for: workers.specialist }]);
    expect(mails(did, 'victim_liaison').map((m) => m.to[0]?.representativeId)).toEqual(['rep-specialist1']);
  });

  it('hands back earlier, to whoever leads the case by then', () => {
    const made = withLead();
    made.run('startInterimLead', night, { by: workers.hospital });
    made.run('offerLead', offer, lead);
    made.run('acceptLead', { offerId: offerId(made) }, { by: workers.childProtection });
    expect(leadAt(made.case, made.now)?.agencyId).toBe('agy-hospital');
    made.run('handBackLead', { reason: 'morning' }, { by: workers.hospital });
    expect(leadAt(made.case, made.now)?.agencyId).toBe('agy-childprot');
    expect(made.clock('lead.interim_end')).toBeUndefined();
  });

  it('refuses an excluded or already leading worker, a time gone, a hand-back of nothing, a stranger, and a case without a lead', () => {
    const made = withLead();
    expect(
      made.refused(
        'startInterimLead',
        { ...night, until: '2026-03-01T01:00:00.000Z' },
        { by: workers.hospital },
      ).code,
    ).toBe('date-not-ahead');
    expect(made.refused('startInterimLead', { ...night, to: workers.specialist }, lead).code).toBe(
      'already-lead',
    );
    expect(made.refused('startInterimLead', night, { by: workers.police }).code).toBe('not-for-this-worker');
    expect(made.refused('handBackLead', { reason: 'morning' }, lead).code).toBe('no-interim-lead');
    expect(made.refused('handBackLead', { reason: 'morning' }, { by: workers.police }).code).toBe(
      'not-for-this-worker',
    );
    made.run('declareConflict', { ...workers.hospital }, { by: workers.convenor });
    expect(made.refused('startInterimLead', night, lead).code).toBe('worker-excluded');
    expect(caseIn('referral').refused('startInterimLead', night, { by: workers.hospital }).code).toBe(
      'no-lead',
    );
  });

  it('S3-46 at each instant exactly one leads, whatever the night brings', () => {
    const others = [workers.hospital, workers.childProtection, workers.police];
    const step = fc.record({
      what: fc.constantFrom('interim', 'back', 'offer', 'accept', 'wait'),
      who: fc.integer({ min: 0, max: 2 }),
      minutes: fc.integer({ min: 0, max: 90 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        const made = withLead();
        for (const { what, who, minutes } of steps) {
          made.later({ minutes });
          const to = others[who] ?? workers.hospital;
          const [name, input, by] =
            what === 'interim'
              ? ['startInterimLead', { ...night, to }, to]
              : what === 'back'
                ? ['handBackLead', { reason: 'over' }, workers.chair]
                : what === 'offer'
                  ? ['offerLead', { to, reason: 'other_needs' }, workers.chair]
                  : what === 'accept'
                    ? [
                        'acceptLead',
                        { offerId: offerId(made) ?? 'off-none1' },
                        made.case.lead.offers.at(-1)?.to ?? to,
                      ]
                    : [undefined, undefined, undefined];
          if (name === undefined) continue;
          const decision = made.decide(name, input, { by });
          if (decision.kind === 'accepted') made.state = decision.state;
        }
        const line = leadTimeline(made.case);
        for (const [n, piece] of line.entries()) {
          expect(piece.to).toBe(line[n + 1]?.from);
        }
        expect(line[0]?.from).toBe(made.case.lead.periods[0]?.from);
        const { periods } = made.case.lead;
        for (const layer of [
          periods.filter((p) => p.kind === 'interim_after_hours'),
          periods.filter((p) => p.kind !== 'interim_after_hours'),
        ]) {
          for (const [n, period] of layer.entries()) {
            const next = layer[n + 1];
            if (next) expect((period.to ?? '9') <= next.from).toBe(true);
          }
        }
        expect(periods.filter((p) => p.kind !== 'interim_after_hours' && p.to === undefined)).toHaveLength(1);
      }),
      { seed: 11, numRuns: 80 },
    );
  });
});

describe('victimInformed', () => {
  const told = { personId: persons.victim, told: true, how: 'phone', whoStaysInvolved: true };

  it('S0-28 stores who told her, when and how, and ends task and clock', () => {
    const made = withLead();
    made.run('victimInformed', told, lead);
    expect(leadAt(made.case, made.now)?.victimInformed).toMatchObject([
      { personId: persons.victim, told: true, how: 'phone', by: workers.specialist, at: made.now },
    ]);
    expect(made.tasks('victim_liaison')).toEqual([]);
    expect(made.clock('lead.victim_informed')).toBeUndefined();
  });

  it('S0-28 goes on asking when it was not safe now or she was not reached, and ends with other reasons', () => {
    const made = withLead();
    made.run(
      'victimInformed',
      { personId: persons.victim, told: false, reasonNotTold: 'not_safe_now' },
      lead,
    );
    expect(made.tasks('victim_liaison')).toHaveLength(1);
    expect(made.clock('lead.victim_informed')).toBeDefined();
    made.run(
      'victimInformed',
      { personId: persons.victim, told: false, reasonNotTold: 'asked_not_to' },
      lead,
    );
    expect(made.tasks('victim_liaison')).toEqual([]);
  });

  it('S0-28 refuses another agency, a child, a yes without how, a no without why', () => {
    const made = withLead();
    expect(made.refused('victimInformed', told, { by: workers.police }).code).toBe('not-the-lead');
    expect(made.refused('victimInformed', { ...told, personId: persons.child }, lead).code).toBe(
      'not-an-adult-victim',
    );
    expect(made.refused('victimInformed', { ...told, how: undefined }, lead).code).toBe('how-missing');
    expect(made.refused('victimInformed', { personId: persons.victim, told: false }, lead).code).toBe(
      'reason-missing',
    );
  });

  it('stops while it is suspected that the wrong person is taken for the victim', () => {
    const made = inMeeting();
    made.run(
      'suspectMisidentification',
      { personId: persons.personUsingViolence, reviewer: workers.childProtection },
      { by: workers.police, notes: ['reason', 'grounds', 'rationale'] },
    );
    const did = made.run('nominateLead', { to: workers.specialist }, chair);
    expect(mailed(did, 'victim_liaison')).toEqual([]);
  });
});
