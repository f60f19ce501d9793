import type { AccessEntry } from '../access/access-log.ts';
import { verifyAccessChain } from '../access/chain.ts';
import type { App } from '../app.ts';
import { verifyAuditChain } from '../audit.ts';
import { type Chain, chainName } from './anchor.ts';
import type { CheckedAnchors } from './check-anchors.ts';

/**
 * What is wrong with a chain. `gap`, `broken_link`, `altered`: with an entry itself. `not_as_anchored`: another entry
 * stands where an anchor saw this one. `lost`: an anchor saw an entry that is not there, as after a restore.
 * `not_as_recorded`: its end is not the one that the aggregate names.
 */
export interface ChainFault {
  seq: number;
  fault: 'gap' | 'broken_link' | 'altered' | 'not_as_anchored' | 'lost' | 'not_as_recorded';
  /** Last hour of the anchor that shows it. */
  hour?: string;
}

export interface ChainVerdict {
  chain: string;
  /** Entries that are as they were written. */
  checked: number;
  /** Anchors that this chain was held against. */
  anchored: number;
  faults: ChainFault[];
}

type VerifyPorts = Pick<App, 'audit' | 'accessLog'>;

/** Walk a chain from its first entry and hold it against every anchor of it. Nothing here opens a seal. */
export async function verifyChain(
  app: VerifyPorts,
  chain: Chain,
  { ends }: Pick<CheckedAnchors, 'ends'>,
): Promise<ChainVerdict> {
  const { hashes, checked, fault } =
    chain.log === 'audit' ? await walkAudit(app, chain.ref) : await walkAccess(app, chain.ownerId);
  const anchored = ends.get(chainName(chain)) ?? [];
  const against = anchored.flatMap(({ seq, hash, hour }): ChainFault[] => {
    const found = hashes.get(seq);
    if (found === hash) return [];
    return [{ seq, fault: found === undefined ? 'lost' : 'not_as_anchored', hour }];
  });
  const faults = [...(fault ? [fault] : []), ...against];
  return { chain: chainName(chain), checked, anchored: anchored.length, faults };
}

/** Hashes of all entries by number, and the first thing that is wrong with them. */
interface Walk {
  hashes: Map<number, string>;
  checked: number;
  fault?: ChainFault;
}

async function walkAudit(app: VerifyPorts, ref: Parameters<VerifyPorts['audit']['page']>[0]): Promise<Walk> {
  const hashes = new Map<number, string>();
  const report = await verifyAuditChain(
    {
      async page(of, after) {
        const page = await app.audit.page(of, after);
        for (const { seq, hash } of page) hashes.set(seq, hash);
        return page;
      },
    },
    ref,
  );
  return {
    hashes,
    checked: report.checked,
    ...(report.ok ? {} : { fault: { seq: report.seq, fault: report.fault } }),
  };
}

async function walkAccess(app: VerifyPorts, ownerId: string): Promise<Walk> {
  const entries: AccessEntry[] = [];
  for (let page = await app.accessLog.page(ownerId, 0); page.length > 0; ) {
    entries.push(...page);
    page = await app.accessLog.page(ownerId, page.at(-1)?.seq ?? 0);
  }
  const report = verifyAccessChain(ownerId, entries);
  return {
    hashes: new Map(entries.map(({ seq, hash }) => [seq, hash])),
    checked: report.checked,
    ...(report.ok ? {} : { fault: { seq: report.seq, fault: report.fault } }),
  };
}

/**
 * Both chains of a case, and whether its audit ends where the case itself says; what still waits to be relayed is
 * not missing.
 */
export async function verifyCase(
  app: VerifyPorts & Pick<App, 'aggregates'>,
  caseId: string,
  checked: Pick<CheckedAnchors, 'ends'>,
): Promise<ChainVerdict[] | undefined> {
  const ref = { type: 'case', id: caseId } as const;
  const record = await app.aggregates.load(ref);
  if (!record) return undefined;
  const audit = await verifyChain(app, { log: 'audit', ref }, checked);
  const access = await verifyChain(app, { log: 'access', ownerId: caseId }, checked);
  const head = await app.audit.head(ref);
  const waiting = Object.values(record.outbox)
    .flat()
    .flatMap((entry) => (entry.entry === 'audit' ? entry.seq : []));
  const isWhole =
    waiting.length > 0
      ? (head?.seq ?? 0) >= Math.min(...waiting) - 1
      : (head?.seq ?? 0) === record.auditSeq && (head === undefined || head.hash === record.auditHash);
  const end: ChainFault[] = isWhole ? [] : [{ seq: record.auditSeq, fault: 'not_as_recorded' }];
  return [{ ...audit, faults: [...audit.faults, ...end] }, access];
}
