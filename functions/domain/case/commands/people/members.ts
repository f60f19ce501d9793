import * as z from 'zod/mini';
import { actorKey } from '../../../shared/actor.ts';
import { codeSchema } from '../../../shared/code.ts';
import { idSchema } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { findMember } from '../../queries.ts';
import { requireWorker } from '../../roles.ts';
import { memberRoleSchema } from '../../schema/members.ts';
import { admit, carerRoleRefusal, memberInput } from './admit.ts';
import { leaveFamilyGroup, memberMissing } from './leave.ts';
import { followRoleChange, takeRole } from './roles.ts';

/** Add a person to the family group: of any composition, with no invented partner or child (S3-08). */
export const addMember = defineCaseCommand({
  name: 'addMember',
  title: 'Add a person to the family group',
  duty: ['S2-25', 'S2-49', 'S3-08', 'S3-09'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ ...memberInput.shape, reason: z._default(codeSchema, 'added') }),
  decide(draft, { reason, ...member }, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    const refusal = admit(draft, member, reason, context);
    if (refusal) return refusal;
    followRoleChange(draft, 'addMember', context);
    return undefined;
  },
});

/** Put right what is known of a member, apart from the role, which has a history of its own. */
export const correctMember = defineCaseCommand({
  name: 'correctMember',
  title: 'Correct what is known of a member',
  duty: ['S2-25', 'S2-49', 'S3-09'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({
    personId: idSchema,
    relationshipToVictim: z.optional(codeSchema),
    carerRole: z.optional(z.boolean()),
    identityUnknown: z.optional(z.boolean()),
    livingArrangements: z.optional(codeSchema),
  }),
  decide(draft, { personId, ...corrections }, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    const member = draft.members.find((m) => m.personId === personId && m.removedAt === undefined);
    if (!member) return memberMissing;
    if (Object.keys(corrections).length === 0)
      return refuse('nothing-to-correct', 'what is put right is missing', {
        missing: ['relationshipToVictim', 'carerRole', 'identityUnknown', 'livingArrangements'],
      });
    const wrong = carerRoleRefusal(member.role, corrections.carerRole ?? member.carerRole, context);
    if (wrong) return wrong;
    Object.assign(member, corrections);
    context.event('member.corrected', { person: personId, fields: Object.keys(corrections) });
    return undefined;
  },
});

/** Remove somebody who does not belong to the family group. What was recorded stays readable. */
export const removeMember = defineCaseCommand({
  name: 'removeMember',
  title: 'Remove a person from the family group',
  duty: ['judgement'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({
    personId: idSchema,
    reason: z.enum(['entered_in_error', 'wrong_person', 'not_part_of_the_family_group', 'other']),
  }),
  decide(draft, { personId, reason }, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    return leaveFamilyGroup(draft, personId, reason, context);
  },
});

/**
 * Give a member another role, with history. From person using violence to a victim it is a misidentification,
 * which has a way of its own, because agencies that were told the wrong role must be told (S2-19).
 */
export const changeMemberRole = defineCaseCommand({
  name: 'changeMemberRole',
  title: 'Change the role of a member',
  duty: ['S2-19', 'S3-09'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({
    personId: idSchema,
    role: memberRoleSchema,
    reason: codeSchema,
    carerRole: z.optional(z.boolean()),
  }),
  decide(draft, { personId, role, reason, carerRole }, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    const member = findMember(draft, personId);
    if (!member) return memberMissing;
    if (member.role === role) return refuse('same-role', 'the member has this role', { field: 'role' });
    const crosses = (member.role === 'person_using_violence') !== (role === 'person_using_violence');
    const harmless = member.role === 'other_party' || role === 'other_party';
    if (crosses && !harmless)
      return refuse(
        'misidentification',
        'a victim recorded as using violence, or the other way round, goes by suspectMisidentification',
        { field: 'role', duty: 'S2-19' },
      );
    const wrong = carerRoleRefusal(role, carerRole ?? member.carerRole, context);
    if (wrong) return wrong;
    takeRole(draft, personId, { role, reason, carerRole, by: actorKey(context.by) }, context);
    followRoleChange(draft, 'changeMemberRole', context);
    return undefined;
  },
});
