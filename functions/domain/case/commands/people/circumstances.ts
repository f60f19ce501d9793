import * as z from 'zod/mini';
import { instantSchema } from '../../../calendar/instants.ts';
import { workerSchema } from '../../../shared/actor.ts';
import { idSchema } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { isExcluded } from '../../queries.ts';
import { requireWorker } from '../../roles.ts';
import { victimRoles } from '../../schema/members.ts';
import { marksInput } from '../referral/inputs.ts';
import { tellLeadOf } from './lead-told.ts';
import { memberMissing } from './leave.ts';

/** Say which worker a victim trusts; other agencies go through that person (S2-30). */
export const recordTrustedContact = defineCaseCommand({
  name: 'recordTrustedContact',
  title: 'Record a trusted contact',
  duty: ['S2-30'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ personId: idSchema, worker: z.optional(workerSchema) }),
  decide(draft, { personId, worker }, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    const member = draft.members.find((m) => m.personId === personId && m.removedAt === undefined);
    if (!member) return memberMissing;
    if (!victimRoles.includes(member.role))
      return refuse('not-a-victim', 'a trusted contact is the way to a victim', { field: 'personId' });
    if (worker && isExcluded(draft, worker))
      return refuse('worker-excluded', 'this worker is excluded from the case', { field: 'worker' });
    if (worker) member.trustedContact = worker;
    else delete member.trustedContact;
    context.event('trusted_contact.recorded', { person: personId, agency: worker?.agencyId });
    return undefined;
  },
});

/** A child came into care during the case or its watch: recorded, counted, and shown to the lead (S2-08). */
export const recordChildIntoCare = defineCaseCommand({
  name: 'recordChildIntoCare',
  title: 'Record that a child came into care',
  duty: ['S2-08'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ personId: idSchema, at: z.optional(instantSchema) }),
  decide(draft, { personId, at }, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    const member = draft.members.find((m) => m.personId === personId && m.removedAt === undefined);
    if (!member) return memberMissing;
    if (member.role !== 'child_victim')
      return refuse('not-a-child', 'only a child comes into care', { field: 'personId' });
    if (member.cameIntoCareAt !== undefined) return refuse('already-recorded', 'this is recorded already');
    if (at !== undefined && at > context.now)
      return refuse('date-ahead', 'at has not come yet', { field: 'at' });
    member.cameIntoCareAt = at ?? context.now;
    context.event('child.came_into_care', { person: personId });
    tellLeadOf(draft, 'child_came_into_care', personId, by.agencyId, context);
    return undefined;
  },
});

/** Mark what sorts and counts cases: elder abuse, complex needs, cross-border, serious offender (S2-49, S4-10). */
export const markCase = defineCaseCommand({
  name: 'markCase',
  title: 'Mark the case',
  duty: ['S2-22', 'S2-49', 'S4-10'],
  phases: livePhases,
  by: 'worker',
  input: marksInput,
  decide(draft, marks, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    Object.assign(draft.marks, marks);
    context.event('case.marked', marks);
    return undefined;
  },
});
