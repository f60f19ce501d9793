import * as z from 'zod/mini';
import { instantSchema } from '../../calendar/instants.ts';
import { actorKey } from '../../shared/actor.ts';
import { idSchema } from '../../shared/ids.ts';
import { refuse } from '../../shared/refusal.ts';
import { askOf, endAsked } from '../../shared/tasks.ts';
import { defineAgencyCommand } from '../command.ts';
import { findRepresentative } from '../queries.ts';
import { representativeRoles } from '../state.ts';
import { tellFormer } from './tell.ts';

/** Enter somebody who acts for the agency. Without a verified address nothing is sent to them. */
export const addRepresentative = defineAgencyCommand({
  name: 'addRepresentative',
  title: 'Enter a representative',
  duty: ['S0-35', 'S2-03'],
  by: 'worker',
  input: z.strictObject({
    representativeId: z.optional(idSchema),
    name: z.string().check(z.minLength(1), z.maxLength(200)),
    roles: z.array(z.enum(representativeRoles)),
    phone: z.optional(z.string().check(z.maxLength(40))),
    canCommitResources: z.optional(z.boolean()),
  }),
  decide(draft, input, context) {
    const representativeId = input.representativeId ?? context.newId('rep', draft.agencyId, input.name);
    if (draft.representatives.some((r) => r.representativeId === representativeId))
      return refuse('representative-exists', 'this representative is entered already', {
        field: 'representativeId',
      });
    draft.representatives.push({ ...input, representativeId, since: context.now, away: [] });
    context.event('representative.added', { representative: representativeId, roles: input.roles });
    return undefined;
  },
});

/** Somebody leaves. Posts that they held are asked to be filled; their past stays readable. */
export const removeRepresentative = defineAgencyCommand({
  name: 'removeRepresentative',
  title: 'Remove a representative',
  duty: ['S0-35', 'judgement'],
  by: 'worker',
  input: z.strictObject({
    representativeId: idSchema,
    reason: z.enum(['left', 'other_duty', 'conflict_of_interest', 'other']),
  }),
  decide(draft, { representativeId, reason }, context) {
    const known = findRepresentative(draft, representativeId);
    if (!known)
      return refuse('no-such-representative', 'nobody by this id acts for the agency', {
        field: 'representativeId',
      });
    known.removedAt = context.now;
    context.event('representative.removed', { representative: representativeId, reason });
    for (const code of ['verify_address', 'name_delegate'])
      endAsked(draft, context, { code, subject: representativeId }, 'cancelled');
    for (const post of draft.posts.filter((p) => p.representativeId === representativeId)) {
      delete post.representativeId;
      askOf(draft, draft.agencyId, context, {
        code: 'fill_post',
        for: { agencyId: draft.agencyId, post: 'manager' },
        subject: post.post,
        reason,
      });
    }
    for (const other of draft.representatives) {
      for (const absence of other.away.filter(
        (a) => a.delegateId === representativeId && a.to > context.now,
      )) {
        delete absence.delegateId;
        askOf(draft, draft.agencyId, context, {
          code: 'name_delegate',
          for: { agencyId: draft.agencyId, post: 'manager' },
          subject: other.representativeId,
          reason,
        });
      }
    }
    return undefined;
  },
});

/** Who gets the mail of an absent representative, from when to when; they hear of it when somebody else says so. */
export const nameDelegate = defineAgencyCommand({
  name: 'nameDelegate',
  title: 'Name a delegate for an absence',
  duty: ['S0-35'],
  by: 'worker',
  input: z.strictObject({
    representativeId: idSchema,
    delegateId: idSchema,
    from: instantSchema,
    to: instantSchema,
  }),
  decide(draft, { representativeId, delegateId, from, to }, context) {
    const absent = findRepresentative(draft, representativeId);
    if (!absent || !findRepresentative(draft, delegateId))
      return refuse('no-such-representative', 'both have to act for the agency', { field: 'delegateId' });
    if (representativeId === delegateId)
      return refuse('delegate-is-absent', 'nobody stands in for themselves', { field: 'delegateId' });
    if (from >= to || to <= context.now)
      return refuse('period-invalid', 'an absence ends after it begins and after now', { field: 'to' });
    if (absent.away.some((a) => a.from < to && from < a.to))
      return refuse('absence-overlaps', 'an absence in this time is recorded already', { field: 'from' });
    absent.away.push({ from, to, delegateId, by: actorKey(context.by) });
    tellFormer(draft, representativeId, 'delegate', context);
    endAsked(draft, context, { code: 'name_delegate', subject: representativeId }, 'done');
    context.event('delegate.named', { representative: representativeId, delegate: delegateId, from, to });
    return undefined;
  },
});
