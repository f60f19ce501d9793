import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { actorKey } from '../../../shared/actor.ts';
import { codeSchema } from '../../../shared/code.ts';
import { idSchema } from '../../../shared/ids.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import type { CaseContext } from '../../command.ts';
import { childVictims, findMember } from '../../queries.ts';
import { askedVictimRoles, type MemberRole, memberRoleSchema } from '../../schema/members.ts';
import type { CaseState } from '../../state.ts';
import { labelFor } from './labels.ts';

export const memberInput = z.strictObject({
  personId: idSchema,
  role: memberRoleSchema,
  relationshipToVictim: z.optional(codeSchema),
  carerRole: z.optional(z.boolean()),
  identityUnknown: z.optional(z.boolean()),
  livingArrangements: z.optional(codeSchema),
});
export type MemberInput = z.output<typeof memberInput>;

/**
 * In Victoria an adult victim survivor is one with a carer role, whatever sex or age; an adult without is a
 * victim survivor in the family group (S3-09). A carer role stated otherwise than the role says is refused.
 */
export function carerRoleRefusal(
  role: MemberRole,
  carerRole: boolean | undefined,
  context: CaseContext,
): Refusal | undefined {
  if (context.policy.profile !== 'vic') return undefined;
  if (role === 'adult_victim' && carerRole !== true)
    return refuse('carer-role-missing', 'an adult victim survivor is one with a carer role', {
      missing: ['carerRole'],
      duty: 'S3-09',
    });
  if (role === 'victim_in_family_group' && carerRole === true)
    return refuse('carer-role-differs', 'a victim survivor with a carer role is an adult victim survivor', {
      field: 'role',
      duty: 'S3-09',
    });
  return undefined;
}

/** Take a person into the family group, with a label, consent flags if asked, and word to the person's record. */
export function admit(
  draft: Draft<CaseState>,
  member: MemberInput,
  reason: string,
  context: CaseContext,
): Refusal | undefined {
  const { personId, role, ...details } = member;
  if (findMember(draft, personId)) return refuse('already-a-member', 'this person is in the case already');
  const wrong = carerRoleRefusal(role, member.carerRole, context);
  if (wrong) return wrong;
  draft.members.push({
    personId,
    role,
    label: labelFor(draft, role, context.policy),
    addedAt: context.now,
    ...details,
    roleHistory: [{ role, from: context.now, reason, by: actorKey(context.by) }],
  });
  followRoles(draft);
  context.event('member.added', { person: personId, role });
  context.command({
    aggregate: 'person',
    id: personId,
    name: 'joinCase',
    input: { caseId: draft.caseId },
  });
  return undefined;
}

/** What follows from the roles at once: flags of those who are asked, and the mark for children. */
export function followRoles(draft: Draft<CaseState>): void {
  for (const member of draft.members) {
    if (member.removedAt !== undefined || !askedVictimRoles.includes(member.role)) continue;
    if (draft.consent.flags.some((flags) => flags.personId === member.personId)) continue;
    draft.consent.flags.push({
      personId: member.personId,
      supportOrAssistance: 'not_asked',
      macmSharing: 'not_asked',
    });
  }
  draft.marks.childrenInvolved = childVictims(draft).length > 0;
}
