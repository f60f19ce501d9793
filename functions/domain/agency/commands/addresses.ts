import * as z from 'zod/mini';
import { instantSchema } from '../../calendar/instants.ts';
import { asWorker } from '../../shared/actor.ts';
import { idSchema } from '../../shared/ids.ts';
import { agencyPosts } from '../../shared/recipient.ts';
import { type Refusal, refuse } from '../../shared/refusal.ts';
import { askOf, endAsked } from '../../shared/tasks.ts';
import { defineAgencyCommand } from '../command.ts';
import { addressOf, findRepresentative } from '../queries.ts';
import { type AgencyState, healths } from '../state.ts';

const plain = /^[^\s@<>,;:"]+@([^\s@<>,;:"]+)$/;

/** Refuse an address outside the agency's own domains: content never goes to a private mailbox. */
function checkAddress(state: AgencyState, address: string): Refusal | undefined {
  const domain = plain.exec(address)?.[1]?.toLowerCase();
  if (domain === undefined)
    return refuse('address-invalid', 'this is not an e-mail address', { field: 'address' });
  if (state.domains.some((own) => domain === own || domain.endsWith(`.${own}`))) return undefined;
  return refuse('address-outside-agency', 'the address is not in a mail domain of the agency', {
    field: 'address',
  });
}

const holder = {
  representativeId: z.optional(idSchema),
  post: z.optional(z.enum(agencyPosts)),
};

/**
 * Record the verified address of a representative or of a post's mailbox. It must be in the agency's domains
 * (decision 9); a new or verified address starts healthy.
 */
export const verifyAddress = defineAgencyCommand({
  name: 'verifyAddress',
  title: 'Record a verified e-mail address',
  duty: ['judgement'],
  by: 'worker',
  input: z.strictObject({ ...holder, address: z.string().check(z.maxLength(254)) }),
  decide(draft, { representativeId, post, address }, context) {
    if ((representativeId === undefined) === (post === undefined))
      return refuse('holder-missing', 'the address is of one representative or of one post', {
        missing: ['representativeId', 'post'],
      });
    const refusal = checkAddress(draft, address);
    if (refusal) return refusal;
    const by = asWorker(context.by)?.representativeId;
    const verified = {
      address,
      verifiedAt: context.now,
      ...(by === undefined ? {} : { verifiedBy: by }),
      health: 'ok' as const,
      healthAt: context.now,
    };
    if (representativeId !== undefined) {
      const known = findRepresentative(draft, representativeId);
      if (!known)
        return refuse('no-such-representative', 'nobody by this id acts for the agency', {
          field: 'representativeId',
        });
      known.address = verified;
    } else if (post !== undefined) {
      const known = draft.posts.find((p) => p.post === post);
      if (known) known.address = verified;
      else draft.posts.push({ post, address: verified });
    }
    endAsked(draft, context, { code: 'verify_address', subject: representativeId ?? post }, 'done');
    context.event('address.verified', { representative: representativeId, post });
    return undefined;
  },
});

/**
 * What delivery says of an address. Written only when its health changes; an unhealthy one becomes a task for
 * a person, since nothing is sent there until it is verified anew (design, section 4). An outcome older than
 * the last word is no news.
 */
export const addressHealth = defineAgencyCommand({
  name: 'addressHealth',
  title: 'Note whether mail arrives at an address',
  duty: ['judgement'],
  by: 'system',
  input: z.strictObject({ ...holder, health: z.enum(healths), at: z.optional(instantSchema) }),
  decide(draft, { representativeId, post, health, at }, context) {
    const to = {
      ...(representativeId === undefined ? {} : { representativeId }),
      ...(post === undefined ? {} : { post }),
    };
    const address = addressOf(draft, to);
    const when = at ?? context.now;
    if (!address || address.health === health) return undefined;
    if (address.healthAt !== undefined && when < address.healthAt) return undefined;
    // A complaint stays until somebody verifies the address anew: a later delivery does not undo it.
    if (address.health === 'complained' && health === 'ok') return undefined;
    address.health = health;
    address.healthAt = when;
    context.event('address.health', { representative: representativeId, post, health });
    const subject = representativeId ?? post;
    if (health === 'ok') endAsked(draft, context, { code: 'verify_address', subject }, 'done');
    else
      askOf(draft, draft.agencyId, context, {
        code: 'verify_address',
        for: { agencyId: draft.agencyId, post: 'manager' },
        subject,
        reason: health,
      });
    return undefined;
  },
});
