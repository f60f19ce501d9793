import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { approveDisposal, proposeDisposal } from '../../functions/application/operations/dispose.ts';
import {
  type ExportFile,
  type ExportReason,
  exportCase,
  exportReasons,
  reviewFor,
} from '../../functions/application/operations/export/export-case.ts';
import { type Review, reviewSchema } from '../../functions/application/operations/export/redaction.ts';
import { isRefusal, type Refusal } from '../../functions/domain/shared/refusal.ts';
import type { ConnectedCommand, Outcome } from './command.ts';
import { type Connection, readGiven } from './connect.ts';
import { caseIdOf, type Flags, needed, OpsUsageError, workerOf } from './options.ts';

const refused = ({ code, message, missing }: Refusal): Outcome => ({
  lines: [`refused: ${code}: ${message}`, ...(missing ?? []).map((one) => `  ${one}`)],
  data: { refused: { code, message, missing } },
  bad: true,
});

function reasonOf(flags: Flags): ExportReason {
  const asked = needed(flags, 'for');
  const reason = exportReasons.find((one) => one === asked);
  if (reason) return reason;
  throw new OpsUsageError(`--for ${asked}: expected one of ${exportReasons.join(', ')}`);
}

function reviewIn(file: string): Review {
  const text = readGiven(file);
  try {
    return reviewSchema.parse(JSON.parse(text));
  } catch {
    throw new OpsUsageError(`${file}: is no review as --redact writes it`);
  }
}

/** Readable by whoever exports, and by nobody else of the machine. */
function writeFiles(folder: string, files: readonly ExportFile[]): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const { name, content } of files) writeFileSync(join(folder, name), content, { mode: 0o600 });
}

const exporting: ConnectedCommand = {
  name: 'export-case',
  usage: 'CASE --for WHOM --out DIR --by AGENCY/REP',
  about: 'Write everything of a case into a folder, with hashes, for a coroner or ombudsman',
  help: `--for ${exportReasons.join(', ')}. The last two leave only what a review releases:
  1. --redact writes review.json: every narrative, and of each person the name and each whereabout; ids, no content
  2. a person decides each as "release" or "withhold", and fills confirmedBy and legalSignOff
  3. --reviewed FILE exports what it releases; the rest says [withheld]
Needs the key of persons and narratives; what it cannot open the manifest counts. The export is recorded in the
case's access log first, under --by. Wants --yes.`,
  async warns(words, { place }) {
    const { flags } = words;
    const what = flags.redact ? 'The review list' : 'Everything that may leave';
    const recorded = flags.redact
      ? 'Nothing is recorded yet.'
      : `It is recorded as a disclosure by ${flags.by ?? '(--by is missing)'}.`;
    return `${what} of ${caseIdOf(words)} in ${place} is written to ${needed(flags, 'out')}, for ${reasonOf(flags)}. ${recorded}`;
  },
  async run(words, { app }) {
    const { flags } = words;
    const caseId = caseIdOf(words);
    const folder = needed(flags, 'out');
    const reason = reasonOf(flags);
    if (flags.redact) {
      const review = await reviewFor(app, caseId);
      writeFiles(folder, [{ name: 'review.json', content: `${JSON.stringify(review, null, 2)}\n` }]);
      return {
        lines: [`${review.items.length} decisions to make in ${join(folder, 'review.json')}`],
        data: { items: review.items.length },
      };
    }
    const review = flags.reviewed === undefined ? undefined : reviewIn(flags.reviewed);
    const files = await exportCase(app, { caseId, for: reason, by: workerOf(flags), review });
    if (isRefusal(files)) return refused(files);
    writeFiles(folder, files);
    return {
      lines: files.map(({ name, content }) => `${join(folder, name)} (${Buffer.byteLength(content)} bytes)`),
      data: { files: files.map(({ name }) => name) },
    };
  },
};

const dispose: ConnectedCommand = {
  name: 'dispose',
  usage: 'CASE --by AGENCY/REP [--authority A --class C | --approve]',
  about: 'Dispose of a case under a disposal authority: one person proposes, another approves',
  help: `Only under the authority and class of the deployment (--config), after the retention date, with no legal hold. The
first person gives --authority and --class, the second --approve. Approving destroys the data keys of the case and of
each of its people whom no other case keeps: nobody can ever read them again, backups included. A tombstone with the
ends of both chains stays. Wants --yes.`,
  async warns(words, { place, disposals }) {
    const caseId = caseIdOf(words);
    if (!words.flags.approve)
      return `The disposal of ${caseId} in ${place} is proposed. Nothing is destroyed yet.`;
    const proposal = await disposals.proposal(caseId);
    const by = proposal
      ? `${proposal.proposedBy.agencyId}/${proposal.proposedBy.representativeId}`
      : 'nobody';
    return `THIS CANNOT BE TAKEN BACK. The keys of ${caseId} in ${place} are destroyed, as ${by} proposed on ${proposal?.proposedAt ?? '(never)'}.`;
  },
  async run(words, connection) {
    const caseId = caseIdOf(words);
    const { flags } = words;
    const by = workerOf(flags);
    const { app, authorities } = connection;
    const ports = { ...app, disposals: connection.disposals };
    if (flags.approve) {
      const outcome = await approveDisposal(ports, keysOf(connection), { caseId, by }, authorities);
      if (isRefusal(outcome)) return refused(outcome);
      const kept = outcome.kept.map(({ personId, reason }) => `kept: ${personId} (${reason})`);
      return {
        lines: [...outcome.destroyed.map((id) => `destroyed: keys of ${id}`), ...kept],
        data: outcome,
      };
    }
    const under = { authority: needed(flags, 'authority'), class: needed(flags, 'class') };
    const outcome = await proposeDisposal(ports, { caseId, by, ...under }, authorities);
    if (isRefusal(outcome)) return refused(outcome);
    return { lines: [`${caseId}: proposed; another person approves it with --approve`], data: outcome };
  },
};

function keysOf({ ownerKeys }: Connection) {
  if (ownerKeys) return ownerKeys;
  throw new OpsUsageError('dispose --approve: give --people-key ID, or --data DIR of a local cloud');
}

export const recordCommands: readonly ConnectedCommand[] = [exporting, dispose];
