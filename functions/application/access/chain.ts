import { latest } from '../../domain/calendar/instants.ts';
import { hashText } from '../../domain/shared/ids.ts';
import type { App } from '../app.ts';
import { GENESIS } from '../audit.ts';
import { canonicalJson } from '../canonical.ts';
import { untilWritten } from '../retry.ts';
import type { Access, AccessEntry } from './access-log.ts';

type LogPorts = Pick<App, 'accessLog' | 'random' | 'pause'>;

/** The hash of an entry: over its case and everything in it but the hash itself. */
const hashOfAccess = (caseId: string, entry: Omit<AccessEntry, 'hash'> & { hash?: string }): string =>
  hashText(canonicalJson({ caseId, ...entry, hash: undefined }));

/** The entry that follows the last one. Time never runs backwards in a chain. */
function following(caseId: string, last: AccessEntry | undefined, access: Access): AccessEntry {
  const open = {
    ...access,
    seq: (last?.seq ?? 0) + 1,
    at: latest(access.at, last?.at),
    prevHash: last?.hash ?? GENESIS,
  };
  return { ...open, hash: hashOfAccess(caseId, open) };
}

/** Record an access at the end of the case's chain. Throws ConflictError after eight lost races. */
export const appendAccess = (app: LogPorts, caseId: string, access: Access): Promise<AccessEntry> =>
  untilWritten(app, `the access log of ${caseId}`, async () => {
    const [last] = await app.accessLog.latest(caseId);
    const entry = following(caseId, last, access);
    return (await app.accessLog.put(caseId, entry)) ? entry : undefined;
  });

/** How far a clock may have been wrong when a message was made. */
const SKEW_MS = 3_600_000;

/**
 * Record that a message gives content of a case, once however often it is tried. `since`: when the message was
 * made; nothing about it is older, so that the search for an earlier try ends there.
 */
export const appendOnce = (
  app: LogPorts,
  caseId: string,
  access: Access & { messageId: string },
  since: string,
): Promise<AccessEntry> =>
  untilWritten(app, `the access log of ${caseId}`, async () => {
    const from = new Date(Date.parse(since) - SKEW_MS).toISOString();
    let page = await app.accessLog.latest(caseId);
    const [last] = page;
    while (page.length > 0) {
      const known = page.find(({ messageId }) => messageId === access.messageId);
      if (known) return known;
      const oldest = page.at(-1);
      if (!oldest || oldest.at < from || oldest.seq === 1) break;
      page = await app.accessLog.latest(caseId, oldest.seq);
    }
    const entry = following(caseId, last, access);
    return (await app.accessLog.put(caseId, entry)) ? entry : undefined;
  });

/** What is wrong with a chain, or a part of one, or that nothing is. */
export type AccessChainReport =
  | { ok: true; checked: number; hash: string }
  | { ok: false; checked: number; seq: number; fault: 'gap' | 'broken_link' | 'altered' };

/**
 * Walk entries of a chain in order: numbers without a gap, each linked to the one before, each hash right.
 * @param from the entry before the first; without it they begin the chain
 */
export function verifyAccessChain(
  caseId: string,
  entries: readonly AccessEntry[],
  from: { seq: number; hash: string } = { seq: 0, hash: GENESIS },
): AccessChainReport {
  let { seq, hash } = from;
  let checked = 0;
  for (const entry of entries) {
    const broken = (fault: 'gap' | 'broken_link' | 'altered') =>
      ({ ok: false, checked, seq: seq + 1, fault }) as const;
    if (entry.seq !== seq + 1) return broken('gap');
    if (entry.prevHash !== hash) return broken('broken_link');
    if (hashOfAccess(caseId, entry) !== entry.hash) return broken('altered');
    ({ seq, hash } = entry);
    checked += 1;
  }
  return { ok: true, checked, hash };
}
