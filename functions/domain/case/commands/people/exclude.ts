import type { Draft } from 'immer';
import type { CaseContext } from '../../command.ts';
import { currentMeeting, excludedNow, lastHeldMeeting, openActions } from '../../queries.ts';
import type { CaseState } from '../../state.ts';
import { askResponsible, responsible } from './responsible.ts';

type Exclusion = CaseState['exclusions'][number];
interface Who {
  agencyId: string;
  representativeId?: string | undefined;
}

/**
 * Exclude a worker, or a whole agency, from the case. Nothing goes there any more; what they held is not
 * lost but becomes a task for the lead: their actions, requests to them, their place in the case.
 */
export function exclude(
  draft: Draft<CaseState>,
  who: Who,
  because: Exclusion['because'],
  context: CaseContext,
  personId?: string,
): void {
  const { agencyId, representativeId } = who;
  const known = draft.exclusions.some(
    (e) =>
      e.liftedAt === undefined &&
      e.agencyId === agencyId &&
      e.representativeId === representativeId &&
      e.because === because &&
      e.personId === personId,
  );
  if (known) return;
  draft.exclusions.push({
    exclusionId: context.newId('exc', agencyId, representativeId ?? 'agency', because, personId ?? ''),
    agencyId,
    ...(representativeId === undefined ? {} : { representativeId }),
    ...(personId === undefined ? {} : { personId }),
    because,
    from: context.now,
  });
  context.event('worker.excluded', { agency: agencyId, representative: representativeId, because });
  context.did('worker.excluded');
  freeHoldings(draft, who, context);
  tellMeetingsExcluded(draft, context);
}

/** End an exclusion for a reason given as a code: what was taken over stays where it is, what is to come goes there again. */
export function lift(
  draft: Draft<CaseState>,
  exclusion: Draft<Exclusion>,
  reason: string,
  context: CaseContext,
): void {
  exclusion.liftedAt = context.now;
  const { agencyId: agency, because } = exclusion;
  context.event('worker.exclusion_lifted', { agency, because, reason });
  tellMeetingsExcluded(draft, context);
}

/** Tell the meeting to come, and the last one held, who does nothing about this case from now on. */
export function tellMeetingsExcluded(draft: Draft<CaseState>, context: CaseContext): void {
  const excluded = excludedNow(draft);
  for (const meeting of [lastHeldMeeting(draft), currentMeeting(draft)])
    if (meeting)
      context.command({
        aggregate: 'meeting',
        id: meeting.meetingId,
        name: 'caseChanged',
        input: { caseId: draft.caseId, excluded },
      });
}

function freeHoldings(draft: Draft<CaseState>, who: Who, context: CaseContext): void {
  const holds = (worker: Who | undefined): boolean =>
    worker !== undefined &&
    worker.agencyId === who.agencyId &&
    (who.representativeId === undefined || worker.representativeId === who.representativeId);
  const ask = (code: string, subject: string) =>
    askResponsible(draft, context, { code, subject, reason: 'excluded' });

  for (const action of openActions(draft)) if (holds(action.owner)) ask('reassign_action', action.actionId);
  for (const period of draft.lead.periods)
    if (holds(period) && (period.to === undefined || period.to > context.now))
      ask('replace_lead', period.leadId);
  for (const offer of draft.lead.offers)
    if (offer.status === 'offered' && holds(offer.to)) ask('replace_lead_offer', offer.offerId);
  for (const contact of Object.values(draft.contacts))
    if (contact && holds(contact)) ask('replace_contact', contact.representativeId);
  const named = draft.agencies.find((a) => a.agencyId === who.agencyId && a.removedAt === undefined);
  if (named && holds(named)) {
    if (currentMeeting(draft)) ask('redirect_requests', who.agencyId);
    ask('replace_representative', who.agencyId);
  }
  const next = responsible(draft, context);
  for (const task of draft.tasks) {
    if (task.status === 'open' && holds(task.for)) task.for = { ...next };
  }
  for (const member of draft.members)
    if (member.trustedContact && holds(member.trustedContact)) delete member.trustedContact;
}
