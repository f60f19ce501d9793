import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { askChased } from '../../clocks/chase.ts';
import { normaliseAddress } from '../../message/address.ts';
import { actorKey, asWorker } from '../../shared/actor.ts';
import { idSchema } from '../../shared/ids.ts';
import { type AgencyPost, agencyPosts } from '../../shared/recipient.ts';
import { isRefusal, type Refusal, refuse } from '../../shared/refusal.ts';
import { endAsked } from '../../shared/tasks.ts';
import { type AgencyContext, defineAgencyCommand } from '../command.ts';
import { addressOf, findRepresentative } from '../queries.ts';
import type { Address, AgencyState } from '../state.ts';

const plain = /^[^\s@<>,;:"]+@([^\s@<>,;:"]+)$/;

/** Replaced addresses that are kept for each holder. */
const MOST_FORMER = 5;

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

const holderInput = {
  representativeId: z.optional(idSchema),
  post: z.optional(z.enum(agencyPosts)),
};
type HolderInput = z.output<z.ZodMiniObject<typeof holderInput>>;
type Holder = Draft<AgencyState['representatives'][number] | AgencyState['posts'][number]>;

/** Whose address it is: one representative or one post. */
function holderOf(draft: Draft<AgencyState>, { representativeId, post }: HolderInput): Holder | Refusal {
  if (representativeId !== undefined && post === undefined)
    return (
      findRepresentative(draft, representativeId) ??
      refuse('no-such-representative', 'nobody by this id acts for the agency', {
        field: 'representativeId',
      })
    );
  if (post !== undefined && representativeId === undefined) return postOf(draft, post);
  return refuse('holder-missing', 'the address is of one representative or of one post', {
    missing: ['representativeId', 'post'],
  });
}

/** A post, which is made if nobody holds it yet. */
function postOf(draft: Draft<AgencyState>, post: AgencyPost): Holder {
  const known = draft.posts.find((held) => held.post === post);
  if (known) return known;
  const made: Holder = { post };
  draft.posts.push(made);
  return made;
}

const isSame = (a: string, b: string | undefined): boolean =>
  b !== undefined && normaliseAddress(a) === normaliseAddress(b);

/**
 * Say that an address is that of a representative or of a post's mailbox, within the agency's domains (decision
 * 9). From then on names go there, so a new address takes two persons: the first proposes it, and when somebody
 * else gives the same one it counts. One that counts already is verified anew by one, after a bounce say. Where mail
 * went before, its owner and the convening team hear at once that it is to go elsewhere (docs/adr/0017).
 */
export const verifyAddress = defineAgencyCommand({
  name: 'verifyAddress',
  title: 'Verify an e-mail address',
  duty: ['judgement'],
  by: 'worker',
  input: z.strictObject({
    ...holderInput,
    address: z.string().check(z.maxLength(254)),
    /** How it was made sure that it is theirs. */
    how: z.optional(z.enum(['rang_back', 'in_person', 'staff_directory'])),
  }),
  decide(draft, { address, how, ...whose }, context) {
    const refusal = checkAddress(draft, address);
    if (refusal) return refusal;
    const earlier = addressOf(draft, whose);
    const holder = holderOf(draft, whose);
    if (isRefusal(holder)) return holder;
    const { representativeId: representative, post } = whose;
    const known = { representative, post, how };
    if (isSame(address, holder.address?.address)) {
      useAddress(holder, address, context);
      endAsked(draft, context, { code: 'verify_address', subject: subjectOf(whose) }, 'done');
      context.event('address.verified', known);
      return undefined;
    }
    const by = actorKey(context.by);
    if (!isSame(address, holder.proposed?.address)) {
      holder.proposed = { address, at: context.now, by };
      context.event('address.proposed', known);
      askSecond(draft, whose, context);
      if (earlier?.verifiedAt !== undefined) tellOfChange(draft, whose, earlier, context);
      return undefined;
    }
    if (holder.proposed?.by === by)
      return refuse(
        'second-person-missing',
        'you entered this address yourself; names go there when somebody else has verified it too',
        { field: 'address' },
      );
    useAddress(holder, address, context);
    for (const code of ['verify_address', 'confirm_address'])
      endAsked(draft, context, { code, subject: subjectOf(whose) }, 'done');
    context.event('address.verified', known);
    return undefined;
  },
});

/**
 * Nothing goes to an address any more, nor to one that waits for a second person. One person may, at once: the
 * mailbox may be in the wrong hands. The agency is asked for another.
 */
export const withdrawAddress = defineAgencyCommand({
  name: 'withdrawAddress',
  title: 'Withdraw an e-mail address',
  duty: ['judgement'],
  by: 'worker',
  input: z.strictObject({
    ...holderInput,
    which: z.enum(['proposed', 'in_use']),
    reason: z.enum(['not_theirs', 'mistyped', 'in_wrong_hands', 'no_longer_used']),
  }),
  decide(draft, { which, reason, ...whose }, context) {
    const holder = holderOf(draft, whose);
    if (isRefusal(holder)) return holder;
    const gone = which === 'proposed' ? holder.proposed : holder.address;
    if (!gone) return refuse('no-such-address', 'there is no such address', { field: 'which' });
    const subject = subjectOf(whose);
    if (which === 'proposed') {
      delete holder.proposed;
      endAsked(draft, context, { code: 'confirm_address', subject }, 'cancelled');
    } else {
      if (holder.address) tellOfChange(draft, whose, holder.address, context);
      retire(holder);
      askChased(draft, draft.agencyId, context, {
        code: 'verify_address',
        for: { agencyId: draft.agencyId, post: 'manager' },
        subject,
        reason,
      });
    }
    const { representativeId: representative, post } = whose;
    context.event('address.withdrawn', { representative, post, which, reason });
    return undefined;
  },
});

const subjectOf = ({ representativeId, post }: HolderInput): string | undefined => representativeId ?? post;

function retire(holder: Holder): void {
  if (holder.address) holder.former = [...(holder.former ?? []), holder.address].slice(-MOST_FORMER);
  delete holder.address;
}

/** From now on mail goes there; a verified address starts healthy. */
function useAddress(holder: Holder, address: string, context: AgencyContext): void {
  const by = asWorker(context.by)?.representativeId;
  if (!isSame(address, holder.address?.address)) {
    retire(holder);
    delete holder.proposed;
  }
  holder.address = {
    address,
    verifiedAt: context.now,
    ...(by === undefined ? {} : { verifiedBy: by }),
    health: 'ok',
    healthAt: context.now,
  };
}

/** The convening team is asked to be the second person; a manager or administrator may come first. */
function askSecond(draft: Draft<AgencyState>, whose: HolderInput, context: AgencyContext): void {
  askChased(draft, draft.agencyId, context, {
    code: 'confirm_address',
    for: context.policy.conveningTeam.desk,
    subject: subjectOf(whose),
  });
}

/** Whoever read the mail until now, at that very address, and the convening team: two mails, even where both are one. */
function tellOfChange(
  draft: Draft<AgencyState>,
  whose: HolderInput,
  earlier: Address,
  context: AgencyContext,
): void {
  const { agencyId } = draft;
  context.message({ kind: 'address_changed', to: [context.policy.conveningTeam.desk], params: {} });
  if (earlier.health === 'ok' && earlier.verifiedAt !== undefined)
    context.message({
      kind: 'address_changed',
      cause: `${context.commandId}:former`,
      to: [{ agencyId, ...whose }],
      params: { verifiedAt: earlier.verifiedAt },
    });
}
