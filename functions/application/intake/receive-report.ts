import { type Report, reportSchema } from '../../domain/intake/report.ts';
import { intakeSchema } from '../../domain/intake/state.ts';
import type { Worker } from '../../domain/shared/actor.ts';
import { deriveId } from '../../domain/shared/ids.ts';
import type { Refusal } from '../../domain/shared/refusal.ts';
import type { App } from '../app.ts';
import { canonicalJson } from '../canonical.ts';
import { executeCommand } from '../execute-command.ts';

/** What a system sends: the report, its narrative, and the key of the call. */
export interface SentReport {
  report: Report;
  narrative?: string | undefined;
  by: Worker;
  key: string;
}

/** The id of a report: the sender's reference is the report, whatever the key of the call. */
export const reportIdOf = (agencyId: string, reference: string): string =>
  deriveId('rpt', 'report', agencyId, reference);

/**
 * Store a report before anything is made of it. The same again changes nothing, whatever became of it; something
 * else under the same reference is kept as a correction. The receipt is the same whoever the report is about.
 */
export async function receiveReport(
  app: App,
  { report, narrative, by, key }: SentReport,
): Promise<{ receipt: string } | Refusal> {
  const id = reportIdOf(by.agencyId, report.reference);
  if (await isKnown(app, id, report, narrative)) return { receipt: id };
  const answer = await executeCommand(app, {
    ref: { type: 'report', id },
    name: 'receiveReport',
    input: report,
    by: { kind: 'worker', ...by },
    commandId: deriveId('cmd', id, key),
    ...(narrative === undefined ? {} : { notes: { narrative } }),
  });
  return answer.kind === 'refused' ? answer : { receipt: id };
}

/** Whether this very report was the last that came under its reference. */
async function isKnown(
  app: App,
  id: string,
  report: Report,
  narrative: string | undefined,
): Promise<boolean> {
  const ref = { type: 'report', id } as const;
  const record = await app.aggregates.load(ref);
  const last = record && intakeSchema.parse(record.data).content.at(-1);
  if (!last || canonicalJson(last.report) !== canonicalJson(reportSchema.parse(report))) return false;
  const text = last.noteId === undefined ? undefined : (await app.notes.load(ref, last.noteId))?.text;
  return text === narrative;
}
