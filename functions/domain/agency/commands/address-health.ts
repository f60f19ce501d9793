import * as z from 'zod/mini';
import { instantSchema } from '../../calendar/instants.ts';
import { askChased } from '../../clocks/chase.ts';
import { idSchema } from '../../shared/ids.ts';
import { agencyPosts } from '../../shared/recipient.ts';
import { endAsked } from '../../shared/tasks.ts';
import { defineAgencyCommand } from '../command.ts';
import { addressOf } from '../queries.ts';
import { healths } from '../state.ts';

const holder = {
  representativeId: z.optional(idSchema),
  post: z.optional(z.enum(agencyPosts)),
};

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
      askChased(draft, draft.agencyId, context, {
        code: 'verify_address',
        for: { agencyId: draft.agencyId, post: 'manager' },
        subject,
        reason: health,
      });
    return undefined;
  },
});
