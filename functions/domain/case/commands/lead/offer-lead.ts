import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { endClocks, startClock } from '../../../clocks/manage.ts';
import type { Clock } from '../../../clocks/schema.ts';
import { type Worker, workerSchema } from '../../../shared/actor.ts';
import { codeSchema } from '../../../shared/code.ts';
import { idSchema } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import { leadRecipient, openChasedTask } from '../../chased-tasks.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { askedVictims, hasInformedConsent } from '../../legal-basis.ts';
import { openPhases } from '../../phases.ts';
import { currentAgencies, leadAt } from '../../queries.ts';
import { leadOrConvenor, requireFunction } from '../../roles.ts';
import type { CaseState } from '../../state.ts';
import { endTasksThat, openTask } from '../../tasks.ts';
import { copyCurrentPlans } from '../plan/copies.ts';
import { changeLead, guidelines, handovers } from './change-lead.ts';
import { checkEligible } from './nominate-lead.ts';

type Offer = CaseState['lead']['offers'][number];

/** Convening lead or lead: whoever answers for the case until another accepts. */
const baseLead = (state: CaseState | Draft<CaseState>) =>
  state.lead.periods.findLast((p) => p.to === undefined && p.kind !== 'interim_after_hours');

/**
 * What goes with the offer. An agency that already takes part on a recorded basis needs nothing more; to
 * another, risk assessment and plan go only with the victim survivor's consent (S3-36).
 */
function packetFor(draft: Draft<CaseState>, to: Worker): Offer['packet'] {
  const agency = currentAgencies(draft).find((a) => a.agencyId === to.agencyId);
  if (agency?.basis !== undefined) return 'not_needed';
  const asked = askedVictims(draft);
  const consent = asked.length > 0 && asked.every((m) => hasInformedConsent(draft, m.personId));
  return consent ? 'with_consent' : 'withheld_no_consent';
}

/** Offer the lead to another agency; the old one answers for the case until the other accepts (S3-35). */
export const offerLead = defineCaseCommand({
  name: 'offerLead',
  title: 'Offer the lead to another agency',
  duty: ['S3-35', 'S3-36', 'S3-46', 'S3-47', 'S3-49'],
  phases: openPhases,
  by: 'worker',
  input: z.strictObject({
    to: workerSchema,
    reason: codeSchema,
    guideline: z.optional(z.enum(guidelines)),
    /** A crisis: the answer is due as an urgent case's. */
    urgent: z.optional(z.boolean()),
    specialistService: z.optional(z.boolean()),
  }),
  decide(draft, { to, reason, urgent, specialistService }, context) {
    const by = requireFunction(draft, context, leadOrConvenor, { duty: 'S3-35' });
    if ('kind' in by) return by;
    const refusal = checkEligible(draft, context, to, specialistService);
    if (refusal) return refusal;
    const base = baseLead(draft);
    if (!base) return refuse('no-lead', 'the case has no lead yet that could be handed over');
    if (base.agencyId === to.agencyId && base.representativeId === to.representativeId)
      return refuse('already-lead', 'this worker leads already', { field: 'to' });
    if (draft.lead.offers.some((offer) => offer.status === 'offered'))
      return refuse('offer-open', 'another offer of the lead is still open; recall it first');
    const offerId = context.newId('off', to.agencyId, to.representativeId);
    const packet = packetFor(draft, to);
    draft.lead.offers.push({
      offerId,
      to: { ...to },
      reason,
      offeredBy: by,
      offeredAt: context.now,
      status: 'offered',
      packet,
    });
    const key = urgent && draft.urgency === 'standard' ? 'urgent' : draft.urgency;
    startClock(draft, context, 'lead.offer', { subject: offerId, key });
    const dueAt = draft.clocks.findLast((c) => c.subject === offerId)?.dueAt;
    context.message({
      kind: 'lead_offered',
      to: [{ ...to }],
      params: { offerId, ...(dueAt === undefined ? {} : { dueAt }) },
    });
    context.event('lead.offered', {
      offer: offerId,
      agency: to.agencyId,
      reason,
      packet,
      handovers: handovers(draft),
    });
    context.did('lead.offered');
    if (packet === 'with_consent') copyCurrentPlans(draft, context, to, 'incoming_lead');
    if (packet === 'withheld_no_consent')
      openTask(draft, context, {
        code: 'packet_withheld',
        for: leadRecipient(draft, context.now),
        subject: offerId,
        reason: 'no_consent',
      });
    return undefined;
  },
});

function openOffer(draft: Draft<CaseState>, offerId: string) {
  return (
    draft.lead.offers.find((offer) => offer.offerId === offerId && offer.status === 'offered') ??
    refuse('no-such-offer', 'there is no such open offer of the lead', { field: 'offerId' })
  );
}

function end(
  draft: Draft<CaseState>,
  context: CaseContext,
  offer: Draft<Offer>,
  status: Exclude<Offer['status'], 'offered'>,
): void {
  offer.status = status;
  offer.endedAt = context.now;
  endClocks(
    draft,
    context,
    { rule: 'lead.offer', subject: offer.offerId },
    status === 'accepted' ? 'met' : 'cancelled',
  );
  endTasksThat(
    draft,
    context,
    (t) => t.code === 'packet_withheld' && t.subject === offer.offerId,
    status === 'accepted' ? 'done' : 'cancelled',
    status,
  );
  context.event(`lead.offer_${status}`, { offer: offer.offerId, agency: offer.to.agencyId });
  context.did(`lead.offer_${status}`);
}

/** Accept the lead: from this instant on the new agency answers for the case, without a gap (S3-46). */
export const acceptLead = defineCaseCommand({
  name: 'acceptLead',
  title: 'Accept the lead',
  duty: ['S3-35', 'S3-46', 'S3-50'],
  phases: openPhases,
  by: 'worker',
  input: z.strictObject({ offerId: idSchema }),
  decide(draft, { offerId }, context) {
    const offer = openOffer(draft, offerId);
    if ('kind' in offer) return offer;
    const by = requireFunction(draft, context, [], { agencies: [offer.to.agencyId], duty: 'S3-35' });
    if ('kind' in by) return by;
    const base = baseLead(draft);
    end(draft, context, offer, 'accepted');
    changeLead(draft, context, { to: by, kind: base?.kind ?? 'lead', reason: offer.reason });
    if (offer.packet !== 'withheld_no_consent') {
      copyCurrentPlans(draft, context, by, 'lead');
      return undefined;
    }
    // The gap stays visible with the one who now has to close it: ask for consent, or for a basis (S3-36).
    openChasedTask(draft, context, {
      code: 'packet_withheld',
      for: by,
      subject: offerId,
      reason: 'no_consent',
      tell: true,
    });
    return undefined;
  },
});

/** Decline the lead with a reason; the old lead stays, and is asked to find another. */
export const declineLead = defineCaseCommand({
  name: 'declineLead',
  title: 'Decline the lead',
  duty: ['S3-35'],
  phases: openPhases,
  by: 'worker',
  input: z.strictObject({ offerId: idSchema, reason: codeSchema }),
  decide(draft, { offerId, reason }, context) {
    const offer = openOffer(draft, offerId);
    if ('kind' in offer) return offer;
    const by = requireFunction(draft, context, [], { agencies: [offer.to.agencyId], duty: 'S3-35' });
    if ('kind' in by) return by;
    end(draft, context, offer, 'declined');
    askAgain(draft, context, offerId, reason);
    return undefined;
  },
});

/** Take an offer back. */
export const recallLead = defineCaseCommand({
  name: 'recallLead',
  title: 'Take an offer of the lead back',
  duty: ['S3-35'],
  phases: openPhases,
  by: 'worker',
  input: z.strictObject({ offerId: idSchema, reason: codeSchema }),
  decide(draft, { offerId, reason }, context) {
    const offer = openOffer(draft, offerId);
    if ('kind' in offer) return offer;
    const by = requireFunction(draft, context, leadOrConvenor, { duty: 'S3-35' });
    if ('kind' in by) return by;
    end(draft, context, offer, 'recalled');
    context.event('lead.recalled', { offer: offerId, reason });
    return undefined;
  },
});

function askAgain(draft: Draft<CaseState>, context: CaseContext, offerId: string, reason: string): void {
  openChasedTask(draft, context, {
    code: 'lead_offer_failed',
    for: leadRecipient(draft, context.now),
    subject: offerId,
    reason,
    tell: true,
  });
}

/** Nobody answered the offer in time: it lapses, and the old lead, who answers still, hears it. */
export function expireOffer(draft: Draft<CaseState>, clock: Draft<Clock>, context: CaseContext): void {
  const offer = draft.lead.offers.find((o) => o.offerId === clock.subject && o.status === 'offered');
  if (!offer) return;
  end(draft, context, offer, 'expired');
  if (leadAt(draft, context.now)) askAgain(draft, context, offer.offerId, 'no_answer');
}
