import type { Draft } from 'immer';
import { startClock } from '../../../clocks/manage.ts';
import { isLive } from '../../../clocks/schema.ts';
import { actorKey, type Worker } from '../../../shared/actor.ts';
import { askForBases } from '../../agency-basis.ts';
import type { CaseContext } from '../../command.ts';
import { askedVictims, basisStands, withoutBasis } from '../../legal-basis.ts';
import { conveningLead, isExcluded, isHeld, sameWorker } from '../../queries.ts';
import type { CaseState } from '../../state.ts';
import { openTask } from '../../tasks.ts';
import { responsible } from '../people/responsible.ts';
import { takePart } from '../referral/agencies.ts';
import { isUnsafeToAsk } from './persons.ts';
import { awaitDecision } from './progress.ts';

/**
 * Record the convening lead, who exists from the call on (S1-03), and ask that agency to attempt informed
 * consent with each adult victim before the meeting proceeds (S1-19).
 */
export function beginConvening(
  draft: Draft<CaseState>,
  lead: Worker,
  reason: string,
  context: CaseContext,
): void {
  draft.lead.periods.push({
    leadId: context.newId('lead', 'convening', lead.agencyId),
    ...lead,
    kind: 'convening',
    from: context.now,
    by: actorKey(context.by),
    reason,
    victimInformed: [],
  });
  takePart(draft, lead, context);
  askForBases(draft, context);
  context.event('lead.convening', { agency: lead.agencyId });
  if (!draft.endorsements.some((e) => sameWorker(e.worker, lead))) askToEndorse(draft, lead, context);
  askForConsent(draft, context);
}

/** Whoever has not endorsed confidentiality sees no identity, so it is asked for at once (guard d). */
function askToEndorse(draft: Draft<CaseState>, worker: Worker, context: CaseContext): void {
  openTask(draft, context, {
    code: 'endorse_confidentiality',
    for: worker,
    subject: worker.representativeId,
  });
  context.message({ kind: 'declaration_request', to: [worker], params: { reason: 'convening_lead' } });
}

/**
 * The convening lead holds a consent task for each adult victim who can be asked and has not answered, and
 * each of them is waited for by a clock: the phase's own, or one of hers where that has ended.
 */
export function askForConsent(draft: Draft<CaseState>, context: CaseContext): void {
  const convening = conveningLead(draft);
  // After a death nobody goes to the family until the hold is reviewed; its clock keeps the case awake.
  if (!convening || isHeld(draft, 'death')) return;
  const lead = { agencyId: convening.agencyId, representativeId: convening.representativeId };
  const holder = isExcluded(draft, lead) ? responsible(draft, context) : lead;
  const asked = withoutBasis(draft);
  for (const { personId } of asked) {
    const flags = draft.consent.flags.find((f) => f.personId === personId);
    if (flags?.macmSharing === 'not_asked' && !isUnsafeToAsk(draft, personId))
      openTask(draft, context, { code: 'attempt_consent', for: holder, subject: personId });
    if (isWaitedFor(draft, personId)) continue;
    if (isUnsafeToAsk(draft, personId)) awaitDecision(draft, personId, context);
    else startClock(draft, context, 'consent.attempt', { subject: personId });
  }
  if (askedVictims(draft).length === 0 && !basisStands(draft))
    openTask(draft, context, { code: 'decide_basis', for: holder });
}

const isWaitedFor = (draft: Draft<CaseState>, personId: string): boolean =>
  draft.clocks.some(
    (clock) =>
      isLive(clock) &&
      ((clock.rule === 'consent.attempt' && (clock.subject === undefined || clock.subject === personId)) ||
        (clock.rule === 'consent.decision' && clock.subject === personId) ||
        (clock.rule === 'consent.withdrawn' && clock.subject === personId)),
  );
