import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkAnchors } from '../functions/application/anchors/check-anchors.ts';
import { openCaseIds } from '../functions/application/operations/attentive.ts';
import { carryOnAfterRestore, type RestoreReport } from '../functions/application/operations/restore.ts';
import { findStuck } from '../functions/application/operations/stuck.ts';
import { fromInstant, toInstant } from '../functions/domain/calendar/index.ts';
import { type CaseState, caseSchema } from '../functions/domain/case/state.ts';
import { createFileAnchors } from './anchors.ts';
import type { Cloud } from './cloud.ts';
import type { Json } from './gateway/aws-error.ts';
import { reach } from './player/pace.ts';
import { scenarioPolicy } from './player/policies.ts';
import { readRecords } from './records.ts';
import { openRun, type Run } from './run.ts';
import type { LoadedScenario } from './scenario/load.ts';
import type { Violation } from './summary/violations.ts';
import { TABLE_NAME } from './table.ts';

/** What a rehearsal of a restore showed. */
export interface Rehearsal {
  /** The moment of the copy, and of the restore. */
  copiedAt: string;
  restoredAt: string;
  report: RestoreReport;
  /** What must never be, such as a message that SES took twice, or an open case without an execution. */
  violations: Violation[];
  /** Mails that SES took before the restore, and after it. */
  sent: { before: number; after: number };
  /** What is stuck two days after the restore; nothing is the only good answer. */
  stuck: string[];
  /** Cases that were open, and those that came to their end after the restore. */
  open: string[];
  ended: string[];
}

const HOUR = 3_600_000;
/** By then every case has met clocks of its own after the restore. */
const WATCHED = 48 * HOUR;

/**
 * Play the first part of a scenario on a cloud of its own, copying the table in the middle of it; lose the table;
 * carry on from the copy; and take every open case to its end.
 * @param played how many of its steps are played: the last of them is when the table is lost
 * @param copied after how many of them the copy is taken
 */
export async function rehearseRestore(
  scenario: LoadedScenario,
  { played, copied }: { played: number; copied: number },
): Promise<Rehearsal> {
  const data = mkdtempSync(join(tmpdir(), 'rehearsal-'));
  const first = { ...scenario, steps: scenario.steps.slice(0, played), end: {} };
  const run = await openRun({
    scenarios: [first],
    data,
  });
  try {
    return await rehearse(run, data, first, copied);
  } finally {
    await run.close();
    rmSync(data, { recursive: true });
  }
}

async function rehearse(
  run: Run,
  data: string,
  scenario: LoadedScenario,
  copied: number,
): Promise<Rehearsal> {
  const cloud = run.handle.current;
  const copiedAt = fromInstant(run.timeline.steps[copied]?.at ?? run.timeline.start);
  let copy: Json[] = [];
  cloud.clock.at(copiedAt, async () => {
    copy = await allItems(cloud);
  });
  await run.play();
  await reach(cloud.clock, cloud.clock.now() + 2 * HOUR);
  const anchors = createFileAnchors(join(data, 'anchors'));
  await cloud.lambda.invoke('anchor-audit', {});
  const before = cloud.ses.mails().length;
  const former = (await readRecords(cloud)).messages;
  const restoredAt = cloud.clock.now();
  await putBack(cloud, copy);
  const report = await carryOnAfterRestore(cloud.app, {
    former: { page: async () => ({ messages: former }) },
    anchors: checkAnchors(await anchors.list('')),
  });
  await reach(cloud.clock, restoredAt + WATCHED);
  const stuck = (await findStuck(cloud.app)).map(({ id, reasons }) => `${id}: ${reasons.join(', ')}`);
  const open = await openCaseIds(cloud.app);
  const { violations } = await run.summarise([]);
  const ended = await endAll(cloud, open, scenario);
  return {
    copiedAt: toInstant(copiedAt),
    restoredAt: toInstant(restoredAt),
    report,
    violations,
    sent: { before, after: cloud.ses.mails().length - before },
    stuck,
    open,
    ended,
  };
}

async function allItems(cloud: Cloud): Promise<Json[]> {
  const items: Json[] = [];
  let start: unknown;
  do {
    const page = await cloud.dynamodb.call('Scan', {
      TableName: TABLE_NAME,
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    items.push(...(page['Items'] as Json[]));
    start = page['LastEvaluatedKey'];
  } while (start !== undefined);
  return items;
}

/** The table as it was: what came later goes. On AWS this is another table that takes over by its name. */
async function putBack(cloud: Cloud, copy: readonly Json[]): Promise<void> {
  for (const { pk, sk } of await allItems(cloud))
    await cloud.dynamodb.call('DeleteItem', { TableName: TABLE_NAME, Key: { pk, sk } });
  for (const Item of copy) await cloud.dynamodb.call('PutItem', { TableName: TABLE_NAME, Item });
}

/** Withdraw every case as its convenor could, and see its execution end. */
async function endAll(cloud: Cloud, open: readonly string[], scenario: LoadedScenario): Promise<string[]> {
  const load = async (id: string): Promise<CaseState> =>
    caseSchema.parse((await cloud.app.aggregates.load({ type: 'case', id }))?.data);
  for (const id of open) {
    const { contacts } = await load(id);
    const worker = contacts.convenor ?? contacts.triage;
    const submission = {
      type: 'case' as const,
      id,
      name: 'withdrawInError',
      input: { reason: 'entered_by_mistake' },
      by: { kind: 'worker' as const, ...worker },
      key: `end-${id}`,
    };
    await cloud.submit(submission, scenarioPolicy(scenario));
  }
  await reach(cloud.clock, cloud.clock.now() + HOUR);
  const ended: string[] = [];
  for (const id of open) if ((await load(id)).phase === 'closed') ended.push(id);
  return ended;
}
