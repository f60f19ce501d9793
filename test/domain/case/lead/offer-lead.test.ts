import { describe, expect, it } from 'vitest';
import { leadAt } from '../../../../functions/domain/case/queries.ts';
import { caseIn, persons, workers } from '../fixtures.ts';
import { commands, mailed, prepared, withLead } from '../meeting/held-case.ts';
import { lead, offer, offerId, pass } from './leads.ts';

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
