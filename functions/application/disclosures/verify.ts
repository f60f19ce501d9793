import { verifyAccessChain } from '../access/chain.ts';
import { GENESIS } from '../audit.ts';
import { EXPORT_MOST, type ReadExport, readExport } from './export.ts';

/**
 * What an export turned out to be. `unreadable`: no export, or a line that no entry can be. `gap`, `broken_link`,
 * `altered`: at `seq`. `truncated`: it ends before the end of the chain that it names, or that is known.
 */
export type ExportReport =
  | { ok: true; caseId: string; from: number; checked: number; hash: string; toTheEnd: boolean | 'not known' }
  | { ok: false; fault: 'unreadable' | 'truncated'; seq?: number }
  | { ok: false; fault: 'gap' | 'broken_link' | 'altered'; seq: number };

/**
 * Check an export against its own chain and, with `knownHead`, against an end of the chain that is known from
 * elsewhere: from the header of a CSV, an earlier export, or the system itself. Without either, a file that was
 * cut off at its end cannot be told from a whole one, and the report says so.
 */
export function verifyExport(text: string, knownHead?: string): ExportReport {
  const found = readExport(text);
  if (!found) return { ok: false, fault: 'unreadable' };
  const { caseId, entries } = found;
  const from = startOf(found);
  const chain = verifyAccessChain(caseId, entries, from);
  if (!chain.ok) return { ok: false, fault: chain.fault, seq: chain.seq };
  const last = entries.at(-1) ?? from;
  const holdsKnown = knownHead === undefined || [from, ...entries].some(({ hash }) => hash === knownHead);
  if (!holdsKnown || endsShort(found)) return { ok: false, fault: 'truncated', seq: last.seq };
  const toTheEnd =
    knownHead === undefined && found.head === undefined
      ? 'not known'
      : last.hash === (found.head?.hash ?? knownHead);
  return { ok: true, caseId, from: from.seq + 1, checked: entries.length, hash: last.hash, toTheEnd };
}

/** A CSV does not say what comes before its first line, unless that is the chain's first. */
function startOf({ after, entries }: ReadExport): { seq: number; hash: string } {
  if (after) return after;
  const [first] = entries;
  if (!first || first.seq <= 1) return { seq: 0, hash: GENESIS };
  return { seq: first.seq - 1, hash: first.prevHash };
}

/** A JSON export ends with the head that it names, unless it is full and goes on in another file. */
function endsShort({ head, after, entries }: ReadExport): boolean {
  if (!head) return false;
  const last = entries.at(-1) ?? after;
  if (last?.seq === head.seq) return last.hash !== head.hash;
  return entries.length < EXPORT_MOST;
}
