import * as z from 'zod/mini';
import { type DisposalFacts, mayDestroyKey } from '../../domain/keys/may-destroy.ts';
import { type Worker, workerSchema } from '../../domain/shared/actor.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/shared/refusal.ts';
import type { App } from '../app.ts';
import { destroyOwnerKey, disposalFacts } from '../keys/destroy-key.ts';
import type { OwnerKeys } from '../keys/owner-keys.ts';
import { loadCase } from '../load-states.ts';

/** A disposal that one person has proposed and another has to approve. */
export const proposalSchema = z.object({
  caseId: z.string(),
  authority: z.string(),
  class: z.string(),
  proposedBy: workerSchema,
  /** As whom AWS knows them. */
  proposedAs: z.optional(z.string()),
  proposedAt: z.string(),
});
export type DisposalProposal = z.infer<typeof proposalSchema>;

const headSchema = z.optional(z.object({ seq: z.number(), hash: z.string() }));
/** What stays of a case that was disposed of: under which authority, by whom, and the ends of its chains. */
export const tombstoneSchema = z.object({
  ...proposalSchema.shape,
  approvedBy: workerSchema,
  approvedAs: z.optional(z.string()),
  disposedAt: z.string(),
  audit: headSchema,
  access: headSchema,
  /** Owners whose data keys are destroyed, the case first. */
  destroyed: z.array(z.string()),
  /** People of the case who stay readable, each with the code of the reason: another case, or a hold. */
  kept: z.array(z.object({ personId: z.string(), reason: z.string() })),
});
export type Tombstone = z.infer<typeof tombstoneSchema>;

/** Proposals and tombstones of disposals. */
export interface DisposalStore {
  /** Unless there is one. */
  propose(proposal: DisposalProposal): Promise<boolean>;
  proposal(caseId: string): Promise<DisposalProposal | undefined>;
  /** The first one stays. */
  bury(tombstone: Tombstone): Promise<void>;
  tombstone(caseId: string): Promise<Tombstone | undefined>;
}

type Authorities = DisposalFacts['authorities'];
interface DisposalPorts extends Pick<App, 'aggregates' | 'matches' | 'audit' | 'accessLog' | 'clock'> {
  disposals: DisposalStore;
}

/** Propose to dispose of a case: refused at once when authority, class, retention date or a hold speak against it. */
export async function proposeDisposal(
  app: DisposalPorts,
  {
    caseId,
    by,
    as,
    ...under
  }: { caseId: string; authority: string; class: string; by: Worker; as?: string | undefined },
  authorities: Authorities,
): Promise<DisposalProposal | Refusal> {
  const now = app.clock.now();
  const facts = await disposalFacts(app, caseId, authorities);
  const decided = mayDestroyKey({ ownerId: caseId, ...under, proposedBy: by }, facts, now);
  // That nobody has approved it yet is the one thing that may be missing.
  if (isRefusal(decided) && decided.code !== 'second-person-missing') return decided;
  const proposedAs = as === undefined ? {} : { proposedAs: as };
  const proposal = { caseId, ...under, proposedBy: by, ...proposedAs, proposedAt: now };
  if (await app.disposals.propose(proposal)) return proposal;
  return refuse('proposed-already', 'somebody has proposed this already; a second person approves it');
}

/**
 * Approve a proposal, as another person: destroys the data keys of the case, and of each of its people whom no other
 * case keeps, and leaves a tombstone. Everything is checked again. After a crash it is done again to its end.
 */
export async function approveDisposal(
  app: DisposalPorts,
  keys: OwnerKeys,
  { caseId, by, as }: { caseId: string; by: Worker; as?: string | undefined },
  authorities: Authorities,
): Promise<Tombstone | Refusal> {
  const proposal = await app.disposals.proposal(caseId);
  if (!proposal) return refuse('not-proposed', 'nobody has proposed to dispose of this case');
  const known = await app.disposals.tombstone(caseId);
  if (known) return known;
  // Two ids are quickly given; two sign-ins are two persons.
  if (as !== undefined && as === proposal.proposedAs)
    return refuse('same-person', 'AWS knows who approves it as the one who proposed it', {
      field: 'approvedBy',
    });
  const { authority, class: of, proposedBy } = proposal;
  const order = { authority, class: of, proposedBy, approvedBy: by };
  const state = await loadCase(app, caseId);
  const first = await destroyOwnerKey(app, keys, { ...order, ownerId: caseId }, authorities);
  if (isRefusal(first)) return first;
  const destroyed = [caseId];
  const kept: Tombstone['kept'] = [];
  for (const personId of new Set(state?.members.map((member) => member.personId))) {
    const outcome = await destroyPerson(app, keys, { ...order, ownerId: personId }, authorities);
    if (isRefusal(outcome)) kept.push({ personId, reason: outcome.code });
    else destroyed.push(personId);
  }
  const [access] = await app.accessLog.latest(caseId);
  const tombstone: Tombstone = {
    ...proposal,
    approvedBy: by,
    ...(as === undefined ? {} : { approvedAs: as }),
    disposedAt: app.clock.now(),
    audit: await app.audit.head({ type: 'case', id: caseId }),
    access: access && { seq: access.seq, hash: access.hash },
    destroyed,
    kept,
  };
  await app.disposals.bury(tombstone);
  return tombstone;
}

/** A person whose key an earlier try destroyed cannot be read, and is done with. */
async function destroyPerson(
  ...args: Parameters<typeof destroyOwnerKey>
): ReturnType<typeof destroyOwnerKey> {
  try {
    return await destroyOwnerKey(...args);
  } catch (error) {
    if (error instanceof Error && error.name === 'ErasedError') return { kind: 'no_key' };
    throw error;
  }
}
