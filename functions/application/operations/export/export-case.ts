import type { Worker } from '../../../domain/shared/actor.ts';
import { hashText } from '../../../domain/shared/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../../domain/shared/refusal.ts';
import { appendAccess, verifyAccessChain } from '../../access/chain.ts';
import type { App } from '../../app.ts';
import { verifyAuditChain } from '../../audit.ts';
import { loadCase } from '../../load-states.ts';
import { type CollectedCase, collectCase, type LeavingCase } from './collect.ts';
import { type Review, redact, reviewOf } from './redaction.ts';

/** For whom a case leaves. The first two are given everything; the others only what a review releases. */
export const exportReasons = ['coroner', 'ombudsman', 'access_request', 'subpoena'] as const;
export type ExportReason = (typeof exportReasons)[number];
const whole: readonly ExportReason[] = ['coroner', 'ombudsman'];

export interface ExportOrder {
  caseId: string;
  /** Names this export, in the access log as in its manifest and its place. */
  exportId?: string | undefined;
  for: ExportReason;
  /** Who exports it: recorded in the case's access log before anything is read. */
  by: Worker;
  /** As whom AWS knows them, for the manifest. @default a cloud without sign-in */
  caller?: string | undefined;
  /** What may leave; needed for everything but a coroner or ombudsman, and honoured for them. */
  review?: Review | undefined;
}

/** A file of an export. */
export interface ExportFile {
  name: string;
  content: string;
}

type ExportPorts = Pick<
  App,
  'aggregates' | 'notes' | 'audit' | 'accessLog' | 'messages' | 'clock' | 'random' | 'pause'
>;

/**
 * Everything of a case as files, with a manifest that has the hash of each, both chains verified, and what could not
 * be read. Recorded as a disclosure first: what cannot be recorded is not given. Throws NotFoundError, ConflictError.
 */
export async function exportCase(app: ExportPorts, order: ExportOrder): Promise<ExportFile[] | Refusal> {
  if (!whole.includes(order.for) && !order.review)
    return refuse('review-missing', 'this leaves only as far as a review releases it', {
      missing: ['review'],
    });
  const state = await loadCase(app, order.caseId);
  if (!state) return refuse('no-such-case', 'there is no such case');
  if (order.review) {
    // Before it is recorded: a review that does not hold gives nothing to anybody.
    const tried = redact(await collectCase(app, order.caseId), order.review);
    if (isRefusal(tried)) return tried;
  }
  await appendAccess(app, order.caseId, {
    at: app.clock.now(),
    event: 'read',
    ...order.by,
    via: 'account',
    what: 'export',
    aggregate: 'case',
    id: order.caseId,
    ...(order.exportId === undefined ? {} : { item: order.exportId }),
    purpose: order.for === 'coroner' || order.for === 'ombudsman' ? 'audit' : 'records',
    ground: `export_${order.for}`,
  });
  const collected = await collectCase(app, order.caseId);
  const leaving = order.review ? redact(collected, order.review) : collected;
  return isRefusal(leaving) ? leaving : filesOf(app, order, collected, leaving);
}

/** The list that somebody goes through before anything leaves by a review; it holds ids, no content. */
export const reviewFor = async (app: ExportPorts, caseId: string): Promise<Review> =>
  reviewOf(await collectCase(app, caseId));

async function filesOf(
  app: ExportPorts,
  order: ExportOrder,
  collected: CollectedCase,
  leaving: LeavingCase,
): Promise<ExportFile[]> {
  const { accessLog, ...rest } = leaving;
  const files: ExportFile[] = [
    ...Object.entries(rest).map(([name, value]) => fileOf(`${name}.json`, value)),
    ...accessLog.map((part, index) => fileOf(`access-log-${index + 1}.json`, part)),
    ...(order.review ? [fileOf('review.json', order.review)] : []),
  ];
  const ref = { type: 'case', id: order.caseId } as const;
  const unreadable = [...collected.people, ...collected.narratives].filter((one) => 'unreadable' in one);
  const manifest = {
    format: 'case-export/1',
    caseId: order.caseId,
    exportId: order.exportId,
    caller: order.caller,
    for: order.for,
    exportedAt: app.clock.now(),
    by: order.by,
    redacted: order.review !== undefined,
    audit: await verifyAuditChain(app.audit, ref),
    access: verifyAccessChain(
      order.caseId,
      collected.accessLog.flatMap(({ entries }) => entries),
    ),
    unreadable: unreadable.length,
    files: files.map(({ name, content }) => ({ name, sha256: hashText(content) })),
  };
  return [...files, fileOf('manifest.json', manifest)];
}

const fileOf = (name: string, value: unknown): ExportFile => ({
  name,
  content: `${JSON.stringify(value, null, 2)}\n`,
});
