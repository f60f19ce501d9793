import * as z from 'zod/mini';
import type { AgencyState } from '../../domain/agency/state.ts';
import { idSchema } from '../../domain/shared/ids.ts';
import { type AccessEntry, accessEntrySchema } from '../access/access-log.ts';
import type { App } from '../app.ts';
import { loadAgency } from '../load-states.ts';
import { sayDisclosure } from './say.ts';

const { seq, at, event, content, purpose, ground, basis, decidedBy, hash } = accessEntrySchema.shape;

/** One answer to "who was given what, when, on what basis, by whose decision". */
export const disclosureSchema = z.object({
  seq,
  at,
  event,
  /** Who was given it. The agency's name is as the directory has it now. */
  to: z.object({
    agencyId: idSchema,
    agency: z.optional(z.string()),
    representativeId: z.optional(idSchema),
    via: accessEntrySchema.shape.via,
  }),
  what: z.object({
    kind: z.string(),
    aggregate: z.string(),
    id: idSchema,
    item: z.optional(z.string()),
    content,
  }),
  purpose,
  ground,
  basis,
  decidedBy,
  /** What became of a mail: its status now. */
  mail: z.optional(z.object({ messageId: idSchema, status: z.string(), at: z.string() })),
  /** The same in a sentence. */
  says: z.string(),
  hash,
});
export type Disclosure = z.infer<typeof disclosureSchema>;

type DisclosurePorts = Pick<App, 'accessLog' | 'messages' | 'aggregates'>;

/**
 * What was given of a case, oldest first: reads and mails with content, each with the fate of the mail. Refusals
 * are left out; they stand in the export.
 * @param after number of the last entry that the caller has seen
 * @returns `last`: the number to go on from, absent at the end
 */
export async function disclosuresOf(
  app: DisclosurePorts,
  caseId: string,
  after: number,
  most: number,
): Promise<{ disclosures: Disclosure[]; last?: number }> {
  const given: AccessEntry[] = [];
  let seen = after;
  for (let page = await app.accessLog.page(caseId, seen); page.length > 0; ) {
    given.push(...page.filter((entry) => entry.event !== 'refused'));
    seen = page.at(-1)?.seq ?? seen;
    page = given.length > most ? [] : await app.accessLog.page(caseId, seen);
  }
  const shown = given.slice(0, most);
  const agencies = await agenciesOf(app, shown);
  const disclosures: Disclosure[] = [];
  for (const entry of shown) {
    const mail = entry.messageId === undefined ? undefined : await app.messages.load(entry.messageId);
    disclosures.push(disclosureOf(entry, agencies.get(entry.agencyId)?.name, mail?.message));
  }
  const last = shown.at(-1);
  return given.length > most && last ? { disclosures, last: last.seq } : { disclosures };
}

async function agenciesOf(
  app: DisclosurePorts,
  entries: readonly AccessEntry[],
): Promise<ReadonlyMap<string, AgencyState>> {
  const found = new Map<string, AgencyState>();
  for (const id of new Set(entries.map(({ agencyId }) => agencyId))) {
    const agency = await loadAgency(app, id);
    if (agency) found.set(id, agency);
  }
  return found;
}

function disclosureOf(
  entry: AccessEntry,
  agency: string | undefined,
  mail: { status: string; statusAt: string } | undefined,
): Disclosure {
  const { agencyId, representativeId, via, what, aggregate, id, item, messageId } = entry;
  const stands = messageId !== undefined && mail;
  return {
    seq: entry.seq,
    at: entry.at,
    event: entry.event,
    to: { agencyId, agency, representativeId, via },
    what: { kind: what, aggregate, id, item, content: entry.content },
    purpose: entry.purpose,
    ground: entry.ground,
    basis: entry.basis,
    decidedBy: entry.decidedBy,
    ...(stands ? { mail: { messageId, status: mail.status, at: mail.statusAt } } : {}),
    says: sayDisclosure(entry, agency, mail?.status),
    hash: entry.hash,
  };
}
