import * as z from 'zod/mini';
import { instantSchema } from '../../calendar/instants.ts';
import { localDateSchema } from '../../calendar/local-date.ts';
import { atLocalTime } from '../../calendar/local-time.ts';
import { actorKey } from '../../shared/actor.ts';
import { idSchema } from '../../shared/ids.ts';
import { agencyPosts } from '../../shared/recipient.ts';
import { refuse } from '../../shared/refusal.ts';
import { askOf, endAsked } from '../../shared/tasks.ts';
import { defineAgencyCommand } from '../command.ts';
import { findRepresentative } from '../queries.ts';
import { localitySchema } from '../state.ts';
import { tellFormer, tellTeam } from './tell.ts';

/**
 * Say who holds a post: escalation and after-hours contact, manager, regional, mailbox. Mail for the agency goes there,
 * so the former holder and the convening team hear at once of a change.
 */
export const setPost = defineAgencyCommand({
  name: 'setPost',
  title: 'Say who holds a post',
  duty: ['S0-14', 'S3-50'],
  by: 'worker',
  input: z.strictObject({
    post: z.enum(agencyPosts),
    representativeId: z.optional(idSchema),
    phone: z.optional(z.string().check(z.maxLength(40))),
  }),
  decide(draft, { post, representativeId, phone }, context) {
    if (representativeId === undefined && phone === undefined)
      return refuse('holder-missing', 'who holds the post is missing', { missing: ['representativeId'] });
    if (representativeId !== undefined && !findRepresentative(draft, representativeId))
      return refuse('no-such-representative', 'nobody by this id acts for the agency', {
        field: 'representativeId',
      });
    const known = draft.posts.find((p) => p.post === post);
    let held = known;
    const former = known?.representativeId;
    if (!held) {
      draft.posts.push({ post });
      held = draft.posts.at(-1);
    }
    if (held && representativeId !== undefined) held.representativeId = representativeId;
    // Also where nobody holds it just now: to remove somebody first must not make it a secret.
    if (known && representativeId !== undefined && representativeId !== former) {
      tellTeam('post', context);
      tellFormer(draft, former, 'post', context);
    }
    if (held && phone !== undefined) held.phone = phone;
    if (representativeId !== undefined)
      endAsked(draft, context, { code: 'fill_post', subject: post }, 'done');
    context.event('post.set', { post, representative: representativeId });
    return undefined;
  },
});

/**
 * Record an agreement with the day of its review, which becomes a dated task of the agency's manager. The
 * same code signed anew ends the one before (S0-44, S0-45, S1-17).
 */
export const recordAgreement = defineAgencyCommand({
  name: 'recordAgreement',
  title: 'Record an agreement',
  duty: ['S0-44', 'S0-45', 'S1-17'],
  by: 'worker',
  input: z.strictObject({ code: z.string(), signedAt: instantSchema, reviewOn: localDateSchema }),
  decide(draft, { code, signedAt, reviewOn }, context) {
    const { policy, calendar, now } = context;
    if (!policy.agreements.some((known) => known.code === code))
      return refuse('agreement-not-in-profile', `the profile ${policy.profile} has no such agreement`, {
        field: 'code',
        duty: 'S0-44',
      });
    if (signedAt > now)
      return refuse('signed-in-the-future', 'it is signed after now', { field: 'signedAt' });
    const dueAt = atLocalTime(calendar, reviewOn, policy.daily.at);
    if (dueAt <= signedAt)
      return refuse('review-before-signing', 'the review falls after the signing', { field: 'reviewOn' });
    const agreementId = context.newId('agr', draft.agencyId, code, signedAt);
    for (const earlier of draft.agreements.filter((a) => a.code === code)) earlier.endedAt ??= now;
    draft.agreements.push({ agreementId, code, signedAt, reviewOn, recordedBy: actorKey(context.by) });
    endAsked(draft, context, { code: 'agreement_review', subject: code }, 'done');
    askOf(draft, draft.agencyId, context, {
      code: 'agreement_review',
      for: { agencyId: draft.agencyId, post: 'manager' },
      subject: code,
      dueAt,
    });
    context.event('agreement.recorded', { agreement: agreementId, code, reviewOn });
    return undefined;
  },
});

/** An agreement ends: sharing with the agency shows another basis from then on (S0-44). */
export const endAgreement = defineAgencyCommand({
  name: 'endAgreement',
  title: 'Record that an agreement ended',
  duty: ['S0-44'],
  by: 'worker',
  input: z.strictObject({
    agreementId: idSchema,
    reason: z.enum(['expired', 'withdrawn', 'replaced', 'other']),
  }),
  decide(draft, { agreementId, reason }, context) {
    const known = draft.agreements.find((a) => a.agreementId === agreementId);
    if (!known || known.endedAt !== undefined)
      return refuse('no-such-agreement', 'there is no such agreement in force', { field: 'agreementId' });
    known.endedAt = context.now;
    endAsked(draft, context, { code: 'agreement_review', subject: known.code }, 'cancelled');
    context.event('agreement.ended', { agreement: agreementId, code: known.code, reason });
    return undefined;
  },
});

/** Record where the agency serves; its local network is proposed for cases there (S3-13). */
export const recordLocality = defineAgencyCommand({
  name: 'recordLocality',
  title: 'Record where the agency serves',
  duty: ['S3-13', 'S3-31', 'S4-06'],
  by: 'worker',
  input: z.strictObject({ localities: z.array(z.strictObject(localitySchema.shape)).check(z.minLength(1)) }),
  decide(draft, { localities }, context) {
    draft.localities = localities;
    context.event('agency.locality', { regions: localities.map((l) => l.region) });
    return undefined;
  },
});

/**
 * Write only to people named for a case; who looks after integrity is named with it. It shuts others out or lets them
 * in again, so the convening team and the former contact hear of it at once.
 */
export const setNamedContactOnly = defineAgencyCommand({
  name: 'setNamedContactOnly',
  title: 'Write only to named contacts',
  duty: ['judgement'],
  by: 'worker',
  input: z.strictObject({ on: z.boolean(), integrityContactId: z.optional(idSchema) }),
  decide(draft, { on, integrityContactId }, context) {
    if (on && integrityContactId === undefined)
      return refuse('integrity-contact-missing', 'who is told when a named contact fails is missing', {
        missing: ['integrityContactId'],
      });
    if (integrityContactId !== undefined && !findRepresentative(draft, integrityContactId))
      return refuse('no-such-representative', 'nobody by this id acts for the agency', {
        field: 'integrityContactId',
      });
    const former = draft.namedContactOnly;
    if (former.on || on) tellTeam('named_contact', context);
    if (former.integrityContactId !== integrityContactId)
      tellFormer(draft, former.integrityContactId, 'named_contact', context);
    draft.namedContactOnly = {
      on,
      ...(integrityContactId === undefined ? {} : { integrityContactId }),
      since: context.now,
      by: actorKey(context.by),
    };
    context.event('agency.named_contact_only', { on });
    return undefined;
  },
});
