import { addElapsed, type Instant } from '../../domain/calendar/instants.ts';
import type { AccessLog } from '../access/access-log.ts';
import { type Chain, chainOf } from '../anchors/anchor.ts';
import type { CheckedAnchors } from '../anchors/check-anchors.ts';
import type { App } from '../app.ts';
import type { AuditStore } from '../ports.ts';
import type { AggregateRef } from '../record.ts';
import { hasFate, type StoredMessage } from '../stored-message.ts';
import { openCaseIds } from './attentive.ts';
import { type Failure, failureOf } from './failure.ts';
import { restartCase } from './move-on.ts';

/** The messages of the table that was in use before, a page at a time, in no order. */
export interface FormerMessages {
  page(cursor?: string): Promise<{ messages: StoredMessage[]; cursor?: string | undefined }>;
}

/** A chain that the anchors know further than the restored table does. */
export interface Gap {
  chain: string;
  /** The last entry that is there; 0: the whole chain is lost. */
  has: number;
  /** The last entry that was anchored. Entries between were lost, and perhaps some after the last anchor. */
  had: number;
  /** Last hour of that anchor. */
  hour: string;
}

export interface RestoreReport {
  /** What became of mail was carried over from the former table for so many messages; none without that table. */
  mail: { updated: number; added: number } | 'no_former_table';
  cases: { restarted: number; failed: Failure[] };
  gaps: Gap[];
  /** Records of which nothing is left: cases must be entered anew, meetings called anew. */
  lost: AggregateRef[];
}

/** After this the case has made again whatever time alone causes, and is told what had become of it. */
const TELL_AFTER_MINUTES = 60;

/**
 * Make a restored table carry on, before any function works on it: take over from the former table which mail has
 * gone, so that it does not go again; hand every open case to its next generation, because executions of the time
 * after the copy know what the copy does not; and say what is lost. Can be done again.
 *
 * A message's id derives from its cause, so what a case makes again after the restore is found to have gone. What a
 * worker did after the copy is lost and must be entered again; then its mail goes again, as it should.
 */
export async function carryOnAfterRestore(
  app: App,
  { former, anchors }: { former?: FormerMessages | undefined; anchors: Pick<CheckedAnchors, 'ends'> },
): Promise<RestoreReport> {
  const mail = former ? await takeOverMail(app, former) : 'no_former_table';
  const { gaps, lost } = await findGaps(app, anchors);
  for (const { type, id } of lost) if (type === 'case') await app.workflow.stopCase(id, 1);
  const cases = { restarted: 0, failed: [] as Failure[] };
  for (const caseId of await openCaseIds(app)) {
    try {
      await restartCase(app, caseId);
      cases.restarted += 1;
    } catch (error) {
      // Named in the report; the sweeper tries it as well.
      cases.failed.push(failureOf(caseId, error));
    }
  }
  return { mail, cases, gaps, lost };
}

/** SES was asked, or may have been, or the message has its fate. One that only waits the case makes again. */
const hasGone = ({ message: { status } }: StoredMessage): boolean =>
  status !== 'created' && status !== 'waiting';

/** Take over what became of each message since the copy; whoever it concerns is told in the restored record too. */
async function takeOverMail(
  app: TakeOverPorts,
  former: FormerMessages,
): Promise<{ updated: number; added: number }> {
  const report = { updated: 0, added: 0 };
  const now = app.clock.now();
  let cursor: string | undefined;
  do {
    const page = await former.page(cursor);
    for (const was of page.messages.filter(hasGone)) {
      const done = await takeOver(app, was, now);
      if (done) report[done] += 1;
    }
    ({ cursor } = page);
  } while (cursor !== undefined);
  return report;
}

type TakeOverPorts = Pick<App, 'aggregates' | 'messages' | 'clock'>;

async function takeOver(
  app: TakeOverPorts,
  was: StoredMessage,
  now: Instant,
): Promise<'updated' | 'added' | undefined> {
  const { messages } = app;
  const here = await messages.load(was.message.messageId);
  const { told: _told, attentionAt: _attentionAt, ...rest } = was;
  if (!here) {
    const { aggregate, id } = was.message.from;
    const isHeard = (await app.aggregates.load({ type: aggregate, id })) !== undefined;
    // Whoever would have to hear of it is lost, and named as such; the message only shows that it has gone.
    const quiet = hasFate(was) && !isHeard;
    const attentionAt = hasFate(was) ? addElapsed(now, { minutes: TELL_AFTER_MINUTES }) : now;
    const added = await messages.create(
      quiet ? { ...rest, told: was.message.status } : { ...rest, attentionAt },
    );
    return added ? 'added' : undefined;
  }
  if (here.version >= was.version) return undefined;
  const told = here.told === undefined ? {} : { told: here.told };
  const next = { ...rest, ...told, version: here.version + 1, attentionAt: now };
  return (await messages.save(next)) ? 'updated' : undefined;
}

type ChainPorts = { audit: Pick<AuditStore, 'head'>; accessLog: Pick<AccessLog, 'latest'> };

/** Chains whose anchored end is not there. */
async function findGaps(
  app: ChainPorts,
  { ends }: Pick<CheckedAnchors, 'ends'>,
): Promise<Pick<RestoreReport, 'gaps' | 'lost'>> {
  const gaps: Gap[] = [];
  const lost: AggregateRef[] = [];
  for (const [name, leaves] of ends) {
    const chain = chainOf(name);
    const last = leaves.at(-1);
    if (!chain || !last) continue;
    const has = await lastSeq(app, chain);
    if (has >= last.seq) continue;
    gaps.push({ chain: name, has, had: last.seq, hour: last.hour });
    if (has === 0 && chain.log === 'audit') lost.push(chain.ref);
  }
  return { gaps, lost };
}

async function lastSeq(app: ChainPorts, chain: Chain): Promise<number> {
  if (chain.log === 'audit') return (await app.audit.head(chain.ref))?.seq ?? 0;
  const [latest] = await app.accessLog.latest(chain.ownerId);
  return latest?.seq ?? 0;
}
