import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { codeSchema } from '../../../shared/code.ts';
import { idSchema } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { currentAgencies, findMember, isHeld } from '../../queries.ts';
import { requireWorker } from '../../roles.ts';
import { culturalChoices } from '../../schema/consent.ts';
import { victimRoles } from '../../schema/members.ts';
import type { CaseState } from '../../state.ts';
import { endTasks } from '../../tasks.ts';
import { memberMissing } from './leave.ts';
import { askResponsible } from './responsible.ts';

const ask = 'ask_cultural_support';
const bring = 'bring_cultural_support';

const isCommunityControlled = ({ kind }: { kind?: string | undefined }): boolean => kind === 'acco';

/** Whether what she wants was asked and answered: nobody asks a second time what she has decided. */
function isAnswered(draft: Draft<CaseState>, personId: string): boolean {
  const last = draft.consent.culturalSupport?.findLast((one) => one.personId === personId);
  return last !== undefined && last.choice !== 'not_asked';
}

/**
 * A victim says of herself, or it is said of a child, to be Aboriginal or Torres Strait Islander: whoever leads is
 * prompted to ask whether a community-controlled organisation is wanted (S3-40), unless one takes part already or
 * she has answered. Nobody is invited by this; it is hers to say.
 */
export function promptCulturalSupport(draft: Draft<CaseState>, personId: string, context: CaseContext): void {
  const member = findMember(draft, personId);
  if (!member || !victimRoles.includes(member.role) || member.deceasedAt !== undefined) return;
  if (isHeld(draft, 'death') || draft.phase === 'closed_watch' || isAnswered(draft, personId)) return;
  if (currentAgencies(draft).some(isCommunityControlled)) return;
  if (draft.tasks.some((t) => t.status === 'open' && t.code === ask && t.subject === personId)) return;
  askResponsible(draft, context, { code: ask, subject: personId });
}

/** What a hold after a death stopped is asked again about the living. */
export function resumeCulturalSupport(draft: Draft<CaseState>, context: CaseContext): void {
  const stopped = draft.tasks.filter((task) => task.code === ask && task.status === 'cancelled');
  for (const personId of new Set(stopped.map(({ subject }) => subject)))
    if (personId !== undefined) promptCulturalSupport(draft, personId, context);
}

/**
 * Whether she wants a community-controlled organisation, and which (S3-40): for herself, or for a child in her care.
 * Wanted, it is brought by a task of whoever leads, unless it takes part already. Not wanted, that stands and nobody
 * asks again. Not asked takes a reason.
 */
export const recordCulturalSupport = defineCaseCommand({
  name: 'recordCulturalSupport',
  title: 'Record whether a community-controlled organisation is wanted',
  duty: ['S3-40'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({
    personId: idSchema,
    choice: z.enum(culturalChoices),
    /** The organisation that she would rather have. */
    agencyId: z.optional(idSchema),
    reason: z.optional(codeSchema),
  }),
  decide(draft, chosen, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    const { personId, choice, agencyId, reason } = chosen;
    const member = findMember(draft, personId);
    if (!member) return memberMissing;
    if (!victimRoles.includes(member.role))
      return refuse('not-a-victim', 'support of a community is for a victim', { field: 'personId' });
    if (choice === 'not_asked' && reason === undefined)
      return refuse('reason-missing', 'why she was not asked is missing', {
        missing: ['reason'],
        duty: 'S3-40',
      });
    draft.consent.culturalSupport = [
      ...(draft.consent.culturalSupport ?? []),
      { ...chosen, by, at: context.now },
    ];
    context.event('cultural_support.recorded', { person: personId, choice });
    endTasks(draft, context, { code: ask, subject: personId }, 'done', choice);
    const here = currentAgencies(draft).some((agency) =>
      agencyId === undefined ? isCommunityControlled(agency) : agency.agencyId === agencyId,
    );
    if (choice !== 'wanted' || here)
      endTasks(draft, context, { code: bring, subject: personId }, 'done', choice);
    else askResponsible(draft, context, { code: bring, subject: personId });
    return undefined;
  },
});
