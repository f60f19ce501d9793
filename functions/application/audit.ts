import { hashText } from '../domain/shared/ids.ts';
import { canonicalJson } from './canonical.ts';
import type { AuditStore } from './ports.ts';
import type { AggregateRef, AuditEntry } from './record.ts';

/** What the first entry of every chain follows. */
export const GENESIS = '0'.repeat(64);

/** The hash of an entry: over its aggregate and everything in it but the hash itself. */
export function hashOfEntry(ref: AggregateRef, entry: Omit<AuditEntry, 'hash'> & { hash?: string }): string {
  return hashText(canonicalJson({ aggregate: ref, ...entry, hash: undefined }));
}

/** What is wrong with a chain, or that nothing is. `checked` counts entries. */
export type ChainReport =
  | { ok: true; checked: number; hash: string }
  | { ok: false; checked: number; seq: number; fault: 'gap' | 'broken_link' | 'altered' };

/**
 * Walk the audit chain of an aggregate: numbers without a gap, each entry linked to the one before, each hash
 * right. The last hash is compared with the aggregate's own by the caller, once its outbox is empty.
 */
export async function verifyAuditChain(
  audit: Pick<AuditStore, 'page'>,
  ref: AggregateRef,
): Promise<ChainReport> {
  let checked = 0;
  let hash = GENESIS;
  for (let page = await audit.page(ref, 0); page.length > 0; page = await audit.page(ref, checked)) {
    for (const entry of page) {
      const fault = faultOf(ref, entry, checked + 1, hash);
      if (fault) return { ok: false, checked, seq: checked + 1, fault };
      checked += 1;
      hash = entry.hash;
    }
  }
  return { ok: true, checked, hash };
}

function faultOf(ref: AggregateRef, entry: AuditEntry, seq: number, prevHash: string) {
  if (entry.seq !== seq) return 'gap';
  if (entry.prevHash !== prevHash) return 'broken_link';
  return hashOfEntry(ref, entry) === entry.hash ? undefined : 'altered';
}
