import { describe, expect, it } from 'vitest';
import { profiles } from '../../../functions/domain/policy/index.ts';
import { CANARY, colleague, createDesk, meetingId, owner, startsAt } from './desk.ts';

const declaration = profiles.wa.declaration.version;
const invitation = { meetingId, startsAt };
const endorse = { form: 'endorse', endorse: 'yes', text: declaration };

describe('whom a declaration or an offer of the lead is about', () => {
  it('guard d: is shown after the code and the declaration of an invited agency, not before', async () => {
    const desk = createDesk();
    const link = await desk.linkIn('declaration_request', { ...invitation, textVersion: declaration });
    expect((await desk.prove(link)).html).not.toContain(CANARY);
    expect((await desk.send(link, endorse)).html).toContain(`${CANARY} victim`);
  });

  it.each([
    ['not_needed', true],
    ['withheld_no_consent', false],
  ] as const)(
    'guard d S3-36: with a packet that is %s, shown to whoever is offered the lead: %s',
    async (packet, isShown) => {
      const lead = createDesk().caseState().lead;
      const offer = {
        offerId: 'off-0000a',
        to: colleague,
        reason: 'moved',
        offeredBy: owner,
        offeredAt: startsAt,
      };
      const offers = [{ ...offer, status: 'offered' as const, packet }];
      const desk = createDesk({ state: { lead: { ...lead, offers } } });
      const link = await desk.linkIn('lead_offered', { offerId: 'off-0000a' }, colleague);
      expect((await desk.prove(link)).html).not.toContain(CANARY);
      expect((await desk.send(link, endorse)).html.includes(`${CANARY} victim`)).toBe(isShown);
    },
  );
});
