import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { startClock } from '../../../clocks/manage.ts';
import { actorKey } from '../../../shared/actor.ts';
import { idSchema } from '../../../shared/ids.ts';
import { requireNote } from '../../../shared/notes.ts';
import { refuse } from '../../../shared/refusal.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { requireFunction, requireWorker } from '../../roles.ts';
import type { CaseState } from '../../state.ts';
import { endTasks } from '../../tasks.ts';
import { resumeSupport } from '../consent/support-chase.ts';
import { resumeCulturalSupport } from './cultural-support.ts';
import { endHolds } from './holds.ts';
import { endWhatConcerns, memberMissing } from './leave.ts';
import { resumeLiaison, stopTasks } from './liaison.ts';
import { askResponsible } from './responsible.ts';
import { followRoleChange } from './roles.ts';

/** Tasks by which somebody would go to the family. A new one that does belongs in this list. */
export const contactTasks: readonly string[] = [
  'attempt_consent',
  'complete_informed_consent',
  'tell_go_ahead',
  'renew_support_offer',
  'provide_support',
  'support_not_provided',
  'ask_cultural_support',
  'victim_liaison',
];
/** Clocks that would have somebody go to the family. */
export const contactClocks: readonly string[] = [
  'consent.attempt',
  'consent.renew',
  'goahead.told',
  'lead.victim_informed',
];

/** From whom a death is known. */
const sources = ['police', 'coroner', 'health_service', 'family', 'own_agency', 'media', 'other'] as const;

/**
 * Somebody of the family group has died. Every task that would have a worker contact the family stops at
 * once, whoever died, and the case is held until somebody has reviewed what it now needs.
 */
export const recordDeath = defineCaseCommand({
  name: 'recordDeath',
  title: 'Record a death',
  duty: ['judgement'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ personId: idSchema, learntFrom: z.optional(z.enum(sources)) }),
  decide(draft, { personId, learntFrom }, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    const member = draft.members.find((m) => m.personId === personId && m.removedAt === undefined);
    if (!member) return memberMissing;
    if (member.deceasedAt !== undefined) return refuse('already-recorded', 'this death is recorded already');
    // Nobody is dead by an empty request: what follows stops every contact with the family.
    if (learntFrom === undefined)
      return refuse('source-missing', 'from whom this is known is missing', { missing: ['learntFrom'] });
    applyDeath(draft, personId, context, learntFrom);
    context.command({
      aggregate: 'person',
      id: personId,
      name: 'markDeceased',
      input: { caseId: draft.caseId },
    });
    return undefined;
  },
});

/** What a death changes in the case, whether a worker records it here or the person's record tells of it. */
export function applyDeath(
  draft: Draft<CaseState>,
  personId: string,
  context: CaseContext,
  learntFrom?: string,
): void {
  const member = draft.members.find((m) => m.personId === personId && m.removedAt === undefined);
  if (!member || member.deceasedAt !== undefined) return;
  member.deceasedAt = context.now;
  endWhatConcerns(draft, personId, 'deceased', context);
  stopTasks(draft, contactTasks, contactClocks, 'death_in_the_family', context);
  draft.holds.push({
    holdId: context.newId('hold', 'death', personId),
    kind: 'death',
    from: context.now,
    by: actorKey(context.by),
    reason: 'deceased',
    subject: personId,
  });
  context.event('member.died', { person: personId, learntFrom });
  context.did('hold.death');
  startClock(draft, context, 'hold.review', { subject: personId });
  askResponsible(draft, context, { code: 'review_death_hold', subject: personId });
}

/**
 * Review a hold after a death: the case stays held and is reviewed again, or goes on, and the living are
 * asked again with care. To end it takes the reasons in words.
 */
export const reviewDeathHold = defineCaseCommand({
  name: 'reviewDeathHold',
  title: 'Review the hold after a death',
  duty: ['judgement'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ personId: idSchema, decision: z.enum(['continue', 'remain_held']) }),
  decide(draft, { personId, decision }, context) {
    const by = requireFunction(draft, context, ['lead', 'convenor', 'chair', 'region']);
    if ('kind' in by) return by;
    const held = draft.holds.some((h) => h.kind === 'death' && h.subject === personId && h.to === undefined);
    if (!held) return refuse('not-held', 'no hold after this person’s death stands', { field: 'personId' });
    const missing = requireNote(context, 'review', 'what the review found');
    if (missing) return missing;
    context.event('hold.reviewed', { person: personId, decision });
    if (decision === 'remain_held') {
      startClock(draft, context, 'hold.review', { subject: personId });
      return undefined;
    }
    goOn(draft, personId, context);
    return undefined;
  },
});

/** The hold ends, the living are asked again, and the case takes up what it waited for. */
function goOn(draft: Draft<CaseState>, personId: string, context: CaseContext): void {
  endTasks(draft, context, { code: 'review_death_hold', subject: personId }, 'done');
  endHolds(draft, 'death', personId, context);
  followRoleChange(draft, 'reviewDeathHold', context);
  resumeLiaison(draft, context);
  resumeSupport(draft, context);
  resumeCulturalSupport(draft, context);
}
