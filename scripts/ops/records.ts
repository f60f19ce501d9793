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
import type { Worker } from '../../functions/domain/shared/actor.ts';
import { deriveId } from '../../functions/domain/shared/ids.ts';
import { isRefusal, type Refusal } from '../../functions/domain/shared/refusal.ts';
import type { ConnectedCommand, Outcome } from './command.ts';
import { type Connection, readGiven } from './connect.ts';
import { LINK_MINUTES } from './exports.ts';
import { caseIdOf, type Flags, needed, OpsUsageError } from './options.ts';
import { doerOf } from './who.ts';

const refused = ({ code, message, missing }: Refusal): Outcome => ({
  lines: [`refused: ${code}: ${message}`, ...(missing ?? []).map((one) => `  ${one}`)],
  data: { refused: { code, message, missing } },
  bad: true,
});

const nameOf = ({ agencyId, representativeId }: Worker): string => `${agencyId}/${representativeId}`;

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
  usage: 'CASE --for WHOM (--out DIR | --bucket BUCKET) --by AGENCY/REP',
  about: 'Write everything of a case into a folder or bucket, with hashes, for a coroner or ombudsman',
  help: `--for ${exportReasons.join(', ')}. The last two leave only what a review releases:
  1. --redact writes review.json: every narrative, each detail of each person, each part of the case, its meetings,
     mails, audit and access log; ids, no content
  2. a person decides each as "release" or "withhold", and fills confirmedBy and legalSignOff
  3. --reviewed FILE exports what it releases; the rest says [withheld]
--bucket puts it into the documents bucket, for a week; another person makes the links (export-link).
Needs the key of persons and narratives; what it cannot open the manifest counts. The export is recorded in the
case's access log first, under --by. Wants --yes.`,
  async warns(words, connection) {
    const { flags } = words;
    const { place } = connection;
    const what = flags.redact ? 'The review list' : 'Everything that may leave';
    const recorded = flags.redact
      ? 'Nothing is recorded yet.'
      : `It is recorded as a disclosure by ${nameOf((await doerOf(flags, connection)).by)}.`;
    return `${what} of ${caseIdOf(words)} in ${place} is written to ${placeOf(flags)}, for ${reasonOf(flags)}. ${recorded}`;
  },
  async run(words, connection) {
    const { app, exports } = connection;
    const { flags } = words;
    const caseId = caseIdOf(words);
    const reason = reasonOf(flags);
    if (flags.redact) {
      const folder = needed(flags, 'out');
      const review = await reviewFor(app, caseId);
      writeFiles(folder, [{ name: 'review.json', content: `${JSON.stringify(review, null, 2)}\n` }]);
      return {
        lines: [`${review.items.length} decisions to make in ${join(folder, 'review.json')}`],
        data: { items: review.items.length },
      };
    }
    const review = flags.reviewed === undefined ? undefined : reviewIn(flags.reviewed);
    const { by, as: caller } = await doerOf(flags, connection);
    const place = placeOf(flags);
    const exportId = deriveId('exp', caseId, reason, app.clock.now(), by.representativeId);
    const files = await exportCase(app, { caseId, exportId, for: reason, by, caller, review });
    if (isRefusal(files)) return refused(files);
    if (exports && flags.bucket !== undefined)
      for (const file of files) await exports.put(exportId, file, caller ?? by.representativeId);
    else writeFiles(needed(flags, 'out'), files);
    const lines = files.map(
      ({ name, content }) => `${join(place, name)} (${Buffer.byteLength(content)} bytes)`,
    );
    const next = `another person makes the links: npm run ops -- export-link ${exportId} --bucket ${flags.bucket}`;
    return {
      lines: flags.bucket === undefined ? lines : [...lines, next],
      data: { exportId, files: files.map(({ name }) => name) },
    };
  },
};

const placeOf = (flags: Flags): string =>
  flags.bucket === undefined ? needed(flags, 'out') : `the bucket ${flags.bucket}`;

/** Makes the links to an export, as somebody else than who exported it. */
export const linking: ConnectedCommand = {
  name: 'export-link',
  usage: 'EXPORT --bucket BUCKET',
  about: `Make links to the files of an export, for ${LINK_MINUTES} minutes, as a second person`,
  help: `Refused to who exported it. Whoever holds a link opens the file: give it on the telephone or by a channel that only they
read, never in a mail with the name of the case. The manifest has the hash of each file.`,
  async run({ ids, flags }, { exports, caller }) {
    const [exportId = ''] = ids;
    if (!exports || !/^exp-[a-z0-9]{4,40}$/.test(exportId) || flags.bucket === undefined)
      throw new OpsUsageError(
        'export-link: expected an export and its bucket, such as exp-ab12cd34 --bucket B',
      );
    const files = await exports.list(exportId);
    const known = (await caller())?.arn;
    if (files.length === 0) return { lines: [`there is no ${exportId}`], data: [], bad: true };
    if (known === undefined || files.some(({ exporter }) => exporter === undefined || exporter === known))
      return { lines: ['refused: same-person: who exported it cannot make the links'], data: [], bad: true };
    const links = await Promise.all(
      files.map(async ({ name }) => ({ name, link: await exports.link(exportId, name) })),
    );
    return { lines: links.map(({ name, link }) => `${name}\n  ${link}`), data: links };
  },
};

const dispose: ConnectedCommand = {
  name: 'dispose',
  usage: 'CASE --by AGENCY/REP [--authority A --class C | --approve]',
  about: 'Dispose of a case under a disposal authority: one person proposes, another approves',
  help: `Only under the authority and class of the deployment (--config), after the retention date, with no legal hold. The
first person proposes (--authority and --class are those of the config unless given), the second gives --approve. On AWS
they must be two sign-ins. Approving destroys the data keys of the case and of
each of its people whom no other case keeps: nobody can ever read them again, backups included. A tombstone with the
ends of both chains stays. Wants --yes.`,
  async warns(words, connection) {
    const { place, disposals } = connection;
    const caseId = caseIdOf(words);
    await doerOf(words.flags, connection);
    if (!words.flags.approve)
      return `The disposal of ${caseId} in ${place} is proposed. Nothing is destroyed yet.`;
    const proposal = await disposals.proposal(caseId);
    const by = proposal ? nameOf(proposal.proposedBy) : 'nobody';
    return `THIS CANNOT BE TAKEN BACK. The keys of ${caseId} in ${place} are destroyed, as ${by} proposed on ${proposal?.proposedAt ?? '(never)'}.`;
  },
  async run(words, connection) {
    const caseId = caseIdOf(words);
    const { flags } = words;
    const doer = await doerOf(flags, connection);
    const { app, authorities } = connection;
    const ports = { ...app, disposals: connection.disposals };
    if (flags.approve) {
      const outcome = await approveDisposal(ports, keysOf(connection), { caseId, ...doer }, authorities);
      if (isRefusal(outcome)) return refused(outcome);
      const kept = outcome.kept.map(({ personId, reason }) => `kept: ${personId} (${reason})`);
      return {
        lines: [...outcome.destroyed.map((id) => `destroyed: keys of ${id}`), ...kept],
        data: outcome,
      };
    }
    const outcome = await proposeDisposal(
      ports,
      { caseId, ...doer, ...underOf(flags, connection) },
      authorities,
    );
    if (isRefusal(outcome)) return refused(outcome);
    return { lines: [`${caseId}: proposed; another person approves it with --approve`], data: outcome };
  },
};

/** The authority and class of the config, unless others are named. */
function underOf(flags: Flags, { authorities }: Connection): { authority: string; class: string } {
  const [[authority, classes] = []] = Object.entries(authorities);
  const [of] = Object.keys(classes ?? {});
  return {
    authority: flags.authority ?? authority ?? needed(flags, 'authority'),
    class: flags.class ?? of ?? needed(flags, 'class'),
  };
}

function keysOf({ ownerKeys }: Connection) {
  if (ownerKeys) return ownerKeys;
  throw new OpsUsageError('dispose --approve: give --people-key ID, or --data DIR of a local cloud');
}

export const recordCommands: readonly ConnectedCommand[] = [exporting, linking, dispose];
