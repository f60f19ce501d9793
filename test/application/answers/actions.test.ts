import { describe, expect, it } from 'vitest';
import type { AgencyState } from '../../../functions/domain/agency/state.ts';
import { asked, createDesk, endorsedBy, mine, owner, startsAt } from './desk.ts';

describe('an action', () => {
  const open = async () => {
    const desk = createDesk({ state: endorsedBy(owner) });
    const link = await desk.linkIn('action_assigned', mine);
    await desk.prove(link);
    const action = () => desk.caseState().actions[0];
    return { desk, link, action };
  };

  it('S0-39 is reported on again and again until the last report, and then the link has done its work', async () => {
    const { desk, link, action } = await open();
    expect((await desk.look(link)).html).toContain('Safe housing');
    for (const feedback of ['Begun.', 'Further.'])
      await desk.send(link, { form: 'progress', progress: 'in_progress', effect: 'too_early', feedback });
    expect(action()?.feedback).toHaveLength(2);
    expect((await desk.send(link, { form: 'progress', progress: 'done', final: 'yes' })).html).toContain(
      'what effect',
    );
    const last = await desk.send(link, {
      form: 'progress',
      progress: 'done',
      effect: 'risk_reduced',
      final: 'yes',
    });
    expect(last.html).toContain('Your last report is recorded.');
    expect(action()?.status).toBe('completed');
    expect((await desk.look(link)).html).toContain('This link has been used');
  });

  it('S2-22 is due by the clock of an agency of another state, and by that of the case', async () => {
    const { desk, link } = await open();
    desk.change<AgencyState>('agency', owner.agencyId, (agency) => {
      agency.localities = [{ level: 'regional', region: 'AU-SA' }];
    });
    expect((await desk.look(link)).html).toMatch(
      /\(ACDT, Adelaide time\), which is [\d:]+ [ap]m \(AWST, Perth time\)/,
    );
  });

  it('S0-43 may need more time, which the lead answers, and is due as before until then', async () => {
    const { desk, link, action } = await open();
    expect((await desk.send(link, { form: 'counter', date: '2026-02-01' })).html).toContain('still to come');
    const dueAt = action()?.dueAt;
    await desk.send(link, { form: 'counter', date: '2026-03-31', terms: 'When the flat is free.' });
    expect(action()).toMatchObject({ negotiation: 'countered', dueAt });
    expect(action()?.steps?.at(-1)?.dueAt).toBe('2026-03-31T09:00:00.000Z');
  });

  it('S0-38 is handed back with a reason and stays open for the lead', async () => {
    const { desk, link, action } = await open();
    await desk.send(link, { form: 'hand_back', why: 'no_capacity' });
    expect(action()).toMatchObject({ negotiation: 'declined', status: 'not_started' });
    expect(desk.caseState().tasks.map(({ code }) => code)).toContain('action.declined');
  });

  it('is no business of a link for something else', async () => {
    const desk = createDesk({ state: endorsedBy(owner) });
    const link = await desk.linkIn('declaration_request', asked);
    await desk.prove(link);
    const before = JSON.stringify(desk.caseState());
    await desk.send(link, { form: 'progress', progress: 'done' });
    expect(JSON.stringify(desk.caseState())).toBe(before);
  });
});

describe('an offer of the lead', () => {
  const offers = [
    {
      offerId: 'off-0000a',
      to: owner,
      reason: 'moved',
      offeredBy: owner,
      offeredAt: startsAt,
      status: 'offered' as const,
      packet: 'not_needed' as const,
    },
  ];

  it.each([
    [{ form: 'accept_lead', sure: 'yes' }, 'accepted', 'Your agency leads from now on.'],
    [{ form: 'decline_lead', why: 'no_capacity' }, 'declined', 'You have declined.'],
  ])('S3-35 is answered by %o', async (fields, status, said) => {
    const lead = createDesk().caseState().lead;
    const desk = createDesk({ state: { lead: { ...lead, offers } } });
    const link = await desk.linkIn('lead_offered', { offerId: 'off-0000a' });
    expect((await desk.look(link)).html).not.toContain('from now on');
    await desk.send(link, fields);
    expect(desk.caseState().lead.offers[0]?.status, 'a forwarded mail alone').toBe('offered');
    await desk.prove(link);
    expect((await desk.send(link, { form: fields.form })).status).toBe(422);
    expect((await desk.send(link, fields)).html).toContain(said);
    expect(desk.caseState().lead.offers[0]?.status).toBe(status);
    expect((await desk.look(link)).html).toContain('This link has been used');
  });
});
