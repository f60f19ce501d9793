import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leadTimeline } from '../../../../functions/domain/case/commands/lead/lead-for-victim.ts';
import { leadAt } from '../../../../functions/domain/case/queries.ts';
import { testPolicy } from '../../test-policy.ts';
import { caseIn, workers } from '../fixtures.ts';
import { mailed, mails, withLead } from '../meeting/held-case.ts';
import { lead, night, offer, offerId, pass } from './leads.ts';

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

  it('S3-42 lets only a specialist service take it where the profile says so, by the agency’s own record', () => {
    const policy = {
      ...testPolicy,
      leadRule: { ...testPolicy.leadRule, eligible: 'specialist_service' as const },
    };
    const made = caseIn('meeting', { policy });
    const by = { by: workers.hospital };
    const plain = made.refused('startInterimLead', { ...night, specialistService: false }, by);
    expect(plain).toMatchObject({ code: 'not-a-specialist-service', duty: 'S3-42' });
    made.run('startInterimLead', { ...night, specialistService: true }, by);
    expect(leadAt(made.case, made.now)).toMatchObject(workers.hospital);
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
