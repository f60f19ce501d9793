import * as z from 'zod/mini';
import type { Instant } from '../calendar/instants.ts';
import type { Member } from '../case/schema/members.ts';
import { type PersonState, personSchema } from '../person/state.ts';
import type { Policy } from '../policy/schema.ts';
import { memberView, memberViewSchema } from './case-view.ts';

const { identity, identityUnknown, safeContact, needs, orders, custody, programs, designation, deceasedAt } =
  personSchema.shape;

/** A person as a member of one case: nothing shows of any other case, nor whom the person was matched with. */
export const personViewSchema = z.object({
  member: memberViewSchema,
  identity,
  identityUnknown,
  safeContact,
  needs,
  flags: personSchema.shape.flags,
  orders,
  breaches: personSchema.shape.breaches,
  custody,
  programs,
  designation,
  deceasedAt,
});
export type PersonView = z.infer<typeof personViewSchema>;

/** What a person is read through: who else is in the case, and which agencies have, or once had, a part in it. */
export interface Through {
  members: ReadonlySet<string>;
  hadPart(agencyId: string): boolean;
}

/** Stands for a worker of an agency that this case does not know: that it knows the person is another case's. */
const ANOTHER_AGENCY = 'another agency';

/**
 * A person as one case may see them. Orders and contacts that concern people of other families are left out, and
 * who recorded something in another case is not named.
 */
export function personView(
  person: PersonState,
  member: Member,
  { members, hadPart }: Through,
  policy: Policy,
  now: Instant,
): PersonView {
  const inCase = (ids: readonly string[]): string[] => ids.filter((id) => members.has(id));
  const { safeContact: contact } = person;
  const known = person.orders.filter(
    (order) => order.protects.length === 0 || inCase(order.protects).length > 0,
  );
  const orderIds = new Set(known.map(({ orderId }) => orderId));
  const view = {
    ...person,
    member: memberView(member, policy),
    flags: person.flags.filter(
      (flag) => flag.withdrawnAt === undefined && flag.expiresOn >= now.slice(0, 10),
    ),
    orders: known.map((order) => ({ ...order, protects: inCase(order.protects) })),
    breaches: person.breaches.filter(({ orderId }) => orderIds.has(orderId)),
    designation: person.designation.map(({ agencyId, ...stage }) =>
      agencyId !== undefined && hadPart(agencyId) ? { ...stage, agencyId } : stage,
    ),
    ...(contact && {
      safeContact: {
        ...contact,
        safeToTalkTo: inCase(contact.safeToTalkTo),
        unsafeToTalkTo: inCase(contact.unsafeToTalkTo),
        fears: inCase(contact.fears),
      },
    }),
  };
  return personViewSchema.parse(withoutStrangers(view, hadPart));
}

/** A copy in which every `by` of the form `agency/representative` is of an agency that the case knows. */
function withoutStrangers(value: unknown, hadPart: Through['hadPart']): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutStrangers(one, hadPart));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => {
      if (key !== 'by' || typeof part !== 'string') return [key, withoutStrangers(part, hadPart)];
      const [agencyId = ''] = part.split('/');
      return [key, agencyId.startsWith('system:') || hadPart(agencyId) ? part : ANOTHER_AGENCY];
    }),
  );
}
