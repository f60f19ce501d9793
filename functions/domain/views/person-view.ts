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
  custody,
  programs,
  designation,
  deceasedAt,
});
export type PersonView = z.infer<typeof personViewSchema>;

/**
 * @param members ids of the people in the case: orders and contacts that concern others are left out, since
 *   they belong to other families
 */
export function personView(
  person: PersonState,
  member: Member,
  members: ReadonlySet<string>,
  policy: Policy,
  now: Instant,
): PersonView {
  const inCase = (ids: readonly string[]): string[] => ids.filter((id) => members.has(id));
  const { safeContact: contact } = person;
  return personViewSchema.parse({
    ...person,
    member: memberView(member, policy),
    flags: person.flags.filter(
      (flag) => flag.withdrawnAt === undefined && flag.expiresOn >= now.slice(0, 10),
    ),
    orders: person.orders
      .map((order) => ({ ...order, protects: inCase(order.protects) }))
      .filter((order, index) => order.protects.length > 0 || person.orders[index]?.protects.length === 0),
    ...(contact && {
      safeContact: {
        ...contact,
        safeToTalkTo: inCase(contact.safeToTalkTo),
        unsafeToTalkTo: inCase(contact.unsafeToTalkTo),
        fears: inCase(contact.fears),
      },
    }),
  });
}
