import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { idSchema } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import { convenorRecipient, openChasedTask } from '../../chased-tasks.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { phases } from '../../phases.ts';
import { requireWorker } from '../../roles.ts';
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
 * nobody the other case. A repeat makes a task on both: what was tried before is to be looked at before it is
 * tried again, and the earlier case's people know that it was not over.
 */
export const linkRepeat = defineCaseCommand({
  name: 'linkRepeat',
  title: 'Link the case to an earlier or related one',
  duty: ['S0-12', 'S0-13'],
  phases,
  by: 'any',
  input: z.strictObject({ caseId: idSchema, kind: z.enum(kinds) }),
  decide(draft, { caseId, kind }, context) {
    if (context.by.kind === 'worker') {
      const by = requireWorker(context);
      if ('kind' in by) return by;
    }
    if (caseId === draft.caseId)
      return refuse('same-case', 'a case is not linked to itself', { field: 'caseId' });
    if (!addLink(draft, { caseId, kind }, context)) return undefined;
    if (context.by.kind === 'worker') {
      const input = { caseId: draft.caseId, kind: fromOtherSide[kind] };
      context.command({ aggregate: 'case', id: caseId, name: 'linkRepeat', input });
    }
    const code = { repeat_of: 'repeat.prior_plan', repeated_by: 'repeat.after_case' }[kind as string];
    if (code !== undefined) {
      openChasedTask(draft, context, { code, for: convenorRecipient(draft), subject: caseId, tell: true });
    }
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
