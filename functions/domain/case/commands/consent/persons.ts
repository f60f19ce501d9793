import type { Draft } from 'immer';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import type { CaseContext } from '../../command.ts';
import { findMember } from '../../queries.ts';
import { requireWorker } from '../../roles.ts';
import { askedVictimRoles } from '../../schema/members.ts';
import type { CaseState } from '../../state.ts';

/**
 * Only a living adult victim is asked for consent or told what the agencies do, and by a worker who is not
 * excluded from the case.
 */
export function askablePerson(
  draft: Draft<CaseState>,
  personId: string,
  context: CaseContext,
): Refusal | undefined {
  const by = requireWorker(context);
  if ('kind' in by) return by;
  const member = findMember(draft, personId);
  if (!member) return refuse('not-a-member', 'this person is not in the case', { field: 'personId' });
  if (!askedVictimRoles.includes(member.role))
    return refuse('not-an-adult-victim', 'only an adult victim is asked for consent', { field: 'personId' });
  if (member.deceasedAt !== undefined)
    return refuse('person-deceased', 'this person has died; nobody is contacted', { field: 'personId' });
  return undefined;
}

export const isUnsafeToAsk = (draft: Draft<CaseState>, personId: string): boolean =>
  draft.consent.notSafeToAsk.some((n) => n.personId === personId && n.liftedAt === undefined);
