import type { Draft } from 'immer';
import { endClocks } from '../../../clocks/manage.ts';
import { actorKey } from '../../../shared/actor.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import type { CaseContext } from '../../command.ts';
import { victims } from '../../queries.ts';
import type { Task } from '../../schema/ending.ts';
import { victimRoles } from '../../schema/members.ts';
import type { CaseState } from '../../state.ts';
import { endTasksThat } from '../../tasks.ts';
import { stopSupport } from '../consent/support-chase.ts';
import { followRoles } from './admit.ts';
import { followRoleChange } from './roles.ts';

export const memberMissing = refuse('not-a-member', 'this person is not in the case', { field: 'personId' });

/** Take a person out of the family group: what was asked about them ends, their record is told. */
export function leaveFamilyGroup(
  draft: Draft<CaseState>,
  personId: string,
  reason: string,
  context: CaseContext,
): Refusal | undefined {
  const member = draft.members.find((m) => m.personId === personId && m.removedAt === undefined);
  if (!member) return memberMissing;
  const isVictim = victimRoles.includes(member.role);
  if (isVictim && victims(draft).length === 1)
    return refuse('last-victim', 'a case without a victim is withdrawn as an error, not emptied', {
      field: 'personId',
    });
  if (draft.holds.some((hold) => hold.subject === personId && hold.to === undefined))
    return refuse('on-hold', 'a hold about this person is to be decided first', { field: 'personId' });
  member.removedAt = context.now;
  const role = member.roleHistory.findLast((entry) => entry.to === undefined);
  if (role) role.to = context.now;
  endWhatConcerns(draft, personId, reason, context);
  followRoles(draft);
  context.event('member.removed', { person: personId, reason, by: actorKey(context.by) });
  context.command({ aggregate: 'person', id: personId, name: 'leaveCase', input: { caseId: draft.caseId } });
  followRoleChange(draft, 'removeMember', context);
  return undefined;
}

const ofHolds = ['review_misidentification', 'review_death_hold', 'review_hold'];

/**
 * End the clocks and tasks about a person, but for those of a hold, which somebody has to decide. Tasks that
 * hang on something else go on.
 */
export function endWhatConcerns(
  draft: Draft<CaseState>,
  personId: string,
  outcome: string,
  context: CaseContext,
): void {
  const rules = draft.clocks
    .filter((c) => c.subject === personId && c.rule !== 'hold.review')
    .map((c) => c.rule);
  for (const rule of new Set(rules)) endClocks(draft, context, { rule, subject: personId }, 'cancelled');
  const concerns = ({ subject, code }: Task) => subject === personId && !ofHolds.includes(code);
  endTasksThat(draft, context, concerns, 'cancelled', outcome);
  stopSupport(draft, personId, outcome, context);
}
