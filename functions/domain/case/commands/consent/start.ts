import type { Draft } from 'immer';
import type { Worker } from '../../../shared/actor.ts';
import { actorKey } from '../../../shared/actor.ts';
import type { CaseContext } from '../../command.ts';
import { adultVictims, conveningLead, sameWorker } from '../../queries.ts';
import type { CaseState } from '../../state.ts';
import { openTask } from '../../tasks.ts';
import { takePart } from '../referral/agencies.ts';

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

/** The convening lead holds a consent task for each adult victim who can be asked and has not answered. */
export function askForConsent(draft: Draft<CaseState>, context: CaseContext): void {
  const lead = conveningLead(draft);
  if (!lead) return;
  const holder = { agencyId: lead.agencyId, representativeId: lead.representativeId };
  const asked = adultVictims(draft).filter((member) => member.deceasedAt === undefined);
  for (const { personId } of asked) {
    const flags = draft.consent.flags.find((f) => f.personId === personId);
    const unsafe = draft.consent.notSafeToAsk.some(
      (n) => n.personId === personId && n.liftedAt === undefined,
    );
    if (flags?.macmSharing === 'not_asked' && !unsafe)
      openTask(draft, context, { code: 'attempt_consent', for: holder, subject: personId });
  }
  if (asked.length === 0) openTask(draft, context, { code: 'decide_basis', for: holder });
}
