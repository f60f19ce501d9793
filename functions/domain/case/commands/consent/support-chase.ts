import type { Draft } from 'immer';
import { openChasedTask } from '../../chased-tasks.ts';
import type { CaseContext } from '../../command.ts';
import { findMember, isHeld } from '../../queries.ts';
import { isSettled, type SupportOffer } from '../../schema/consent.ts';
import type { CaseState } from '../../state.ts';
import { endTasks } from '../../tasks.ts';
import { askResponsible } from '../people/responsible.ts';

/** What is asked about an offer: of who is to provide it, and of the lead when she was not given it. */
const supportTasks: readonly string[] = ['provide_support', 'support_not_provided'];

/** Support that she accepted and nobody has said yet what became of, or that she was not given. */
const outstandingSupport = (draft: Draft<CaseState>, personId: string): Draft<SupportOffer>[] =>
  draft.consent.supportOffers.filter(
    (offer) => offer.personId === personId && offer.answer === 'accepted' && !isSettled(offer),
  );

/**
 * Ask who is to provide what she accepted whether she has it, and chase that up to the lead (S4-04): a promise
 * that nobody keeps is worse than none. Whoever recorded it for somebody else has them told at once.
 */
export function chaseSupport(draft: Draft<CaseState>, offer: SupportOffer, context: CaseContext): void {
  const to = offer.provider ?? offer.by;
  openChasedTask(draft, context, {
    code: 'provide_support',
    for: { ...to },
    subject: offer.offerId,
    dueAt: offer.dueAt !== undefined && offer.dueAt > context.now ? offer.dueAt : undefined,
    tell: to.representativeId !== offer.by.representativeId,
  });
}

/** She wants it no more: nobody is chased to bring her what she has said no to. `kind`: that support alone. */
export function endUnwanted(
  draft: Draft<CaseState>,
  personId: string,
  context: CaseContext,
  { by, kind }: { by: SupportOffer['by']; kind?: string },
): void {
  for (const offer of outstandingSupport(draft, personId)) {
    if (kind !== undefined && offer.kind !== kind) continue;
    offer.results = [...(offer.results ?? []), { outcome: 'not_wanted', by, at: context.now }];
    endSupportTasks(draft, offer.offerId, 'not_wanted', context);
  }
}

/** End what is asked about one offer of support. */
export function endSupportTasks(
  draft: Draft<CaseState>,
  offerId: string,
  outcome: string,
  context: CaseContext,
): void {
  for (const code of supportTasks) endTasks(draft, context, { code, subject: offerId }, 'done', outcome);
}

/** Nobody is chased for somebody who is no longer a victim in the case. */
export function stopSupport(
  draft: Draft<CaseState>,
  personId: string,
  outcome: string,
  context: CaseContext,
): void {
  for (const { offerId } of outstandingSupport(draft, personId))
    for (const code of supportTasks)
      endTasks(draft, context, { code, subject: offerId }, 'cancelled', outcome);
}

/** What a hold after a death stopped is asked again for the living: put off, never dropped. */
export function resumeSupport(draft: Draft<CaseState>, context: CaseContext): void {
  if (isHeld(draft, 'death')) return;
  for (const offer of draft.consent.supportOffers) {
    const member = findMember(draft, offer.personId);
    if (!member || member.deceasedAt !== undefined || isSettled(offer)) continue;
    const last = draft.tasks.findLast(
      ({ code, subject }) => supportTasks.includes(code) && subject === offer.offerId,
    );
    if (last?.status !== 'cancelled') continue;
    if (last.code === 'provide_support') chaseSupport(draft, offer, context);
    else askResponsible(draft, context, { code: last.code, subject: offer.offerId });
  }
}
