import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { idSchema } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import { convenorRecipient, leadRecipient, openChasedTask } from '../../chased-tasks.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { phases } from '../../phases.ts';
import type { CaseState } from '../../state.ts';

type Link = CaseState['links'][number];
const kinds = ['repeat_of', 'repeated_by', 'same_person_using_violence', 'same_victim', 'sibling'] as const;
/** What the other case is told: the same bond seen from its side. */
const fromOtherSide: Readonly<Record<(typeof kinds)[number], (typeof kinds)[number]>> = {
  repeat_of: 'repeated_by',
  repeated_by: 'repeat_of',
  same_person_using_violence: 'same_person_using_violence',
  same_victim: 'same_victim',
  sibling: 'sibling',
};

/**
 * Connect two cases, also one that has ended (S0-12, S0-13). The other case is told of its side; a link shows
 * nobody the other case.
 */
export const linkCase = defineCaseCommand({
  name: 'linkCase',
  title: 'Link the case to an earlier or related one',
  duty: ['S0-12', 'S0-13', 'S4-05'],
  phases,
  by: 'any',
  input: z.strictObject({ caseId: idSchema, kind: z.enum(kinds) }),
  decide(draft, { caseId, kind }, context) {
    if (caseId === draft.caseId)
      return refuse('same-case', 'a case is not linked to itself', { field: 'caseId' });
    if (!addLink(draft, { caseId, kind }, context)) return undefined;
    if (context.by.kind === 'worker') tellOtherSide(draft, { caseId, kind }, context);
    askToLookBack(draft, { caseId, kind }, context);
    return undefined;
  },
});

/** Keep a link once. @returns whether it is new */
export function addLink(draft: Draft<CaseState>, link: Omit<Link, 'at'>, context: CaseContext): boolean {
  if (draft.links.some((known) => known.caseId === link.caseId && known.kind === link.kind)) return false;
  draft.links.push({ ...link, at: context.now });
  context.event('case.linked', { case: link.caseId, kind: link.kind });
  context.did(`linked.${link.kind}`);
  return true;
}

function tellOtherSide(
  draft: Draft<CaseState>,
  { caseId, kind }: { caseId: string; kind: (typeof kinds)[number] },
  context: CaseContext,
): void {
  const input = { caseId: draft.caseId, kind: fromOtherSide[kind] };
  context.command({ aggregate: 'case', id: caseId, name: 'linkCase', input });
}

const lookBack: Readonly<Partial<Record<Link['kind'], string>>> = {
  repeat_of: 'repeat.prior_plan',
  repeated_by: 'repeat.after_case',
};

/**
 * A repeat makes a task on both cases: what was tried before is to be looked at before it is tried again
 * (`priorPlanReview`), and the earlier case's people know that it was not over. A record that has ended for
 * good keeps the link alone.
 */
function askToLookBack(
  draft: Draft<CaseState>,
  { caseId, kind }: Pick<Link, 'caseId' | 'kind'>,
  context: CaseContext,
): void {
  const code = lookBack[kind];
  if (code === undefined || draft.phase === 'closed') return;
  const watched = draft.phase === 'closed_watch';
  openChasedTask(draft, context, {
    code,
    for: watched ? convenorRecipient(draft) : leadRecipient(draft, context.now),
    subject: caseId,
    tell: true,
  });
}

/** What a repeat asks on both sides, once the new case is sent; a mere draft is nobody's business yet. */
export function followRepeat(draft: Draft<CaseState>, context: CaseContext): void {
  for (const { caseId, kind } of draft.links) {
    if (kind !== 'repeat_of') continue;
    tellOtherSide(draft, { caseId, kind }, context);
    askToLookBack(draft, { caseId, kind }, context);
  }
}
