import type { Draft } from 'immer';
import { endClocks } from '../../../clocks/manage.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import type { CaseContext } from '../../command.ts';
import { requireFunction } from '../../roles.ts';
import type { Member } from '../../schema/members.ts';
import type { CaseState } from '../../state.ts';

/** End the holds of a kind about a person, with the clock that asked for their review. */
export function endHolds(
  draft: Draft<CaseState>,
  kind: 'death' | 'misidentification',
  personId: string,
  context: CaseContext,
): void {
  for (const hold of draft.holds) {
    if (hold.kind !== kind || hold.subject !== personId || hold.to !== undefined) continue;
    hold.to = context.now;
    context.event('hold.ended', { hold: hold.holdId, kind });
  }
  const others = draft.holds.some((hold) => hold.subject === personId && hold.to === undefined);
  if (!others) endClocks(draft, context, { rule: 'hold.review', subject: personId }, 'met');
}

/** Only the specialist asked, or who chairs or convenes the case, decides about a misidentification (judgement). */
export function reviewRefusal(
  draft: Draft<CaseState>,
  personId: string,
  context: CaseContext,
): Refusal | undefined {
  const task = draft.tasks.find(
    (t) => t.status === 'open' && t.code === 'review_misidentification' && t.subject === personId,
  );
  if (!task)
    return refuse('nothing-suspected', 'no misidentification of this person is suspected', {
      field: 'personId',
    });
  const by = requireFunction(draft, context, ['convenor', 'chair', 'region'], {
    agencies: [task.for.agencyId],
    duty: 'S2-19',
  });
  return 'kind' in by ? by : undefined;
}

export function decideSuspicion(
  member: Draft<Member>,
  status: 'confirmed' | 'dismissed',
  context: CaseContext,
): void {
  if (!member.misidentification) return;
  member.misidentification.status = status;
  member.misidentification.decidedAt = context.now;
  const finding = context.notes['finding'];
  if (finding) member.misidentification.noteId = finding.noteId;
}
