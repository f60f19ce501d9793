import { chainOf } from '../../functions/application/anchors/anchor.ts';
import { type CheckedAnchors, checkAnchors } from '../../functions/application/anchors/check-anchors.ts';
import {
  type ChainVerdict,
  verifyCase,
  verifyChain,
} from '../../functions/application/anchors/verify-chains.ts';
import { openCaseIds } from '../../functions/application/operations/attentive.ts';
import { carryOnAfterRestore, type RestoreReport } from '../../functions/application/operations/restore.ts';
import { traceRecipients } from '../../functions/application/operations/trace-recipients.ts';
import { createFileAnchors } from '../../local/anchors.ts';
import { rehearseRestore } from '../../local/rehearsal.ts';
import { loadScenario } from '../../local/scenario/load.ts';
import type { ConnectedCommand, LoneCommand, OpsCommand } from './command.ts';
import type { Connection } from './connect.ts';
import { caseIdOf, instantOf, needed, OpsUsageError } from './options.ts';

async function anchorsOf({ anchors }: Connection, since = ''): Promise<CheckedAnchors | undefined> {
  return anchors && checkAnchors(await anchors.list(since));
}

const verify: ConnectedCommand = {
  name: 'verify-audit',
  usage: 'CASE | --all',
  about: 'Check the audit chain and the access log of a case, and hold both against the anchors',
  help: `Without anchors (--anchors BUCKET as the auditor role, or --data DIR of a local cloud) it says so: then nobody
can tell whether a whole chain was made anew. --all takes the open cases and every chain that the anchors name.
Exit code 1 when anything is wrong. After a restore, entries after the copy are lost or not_as_anchored: the report
of after-restore says which, and is kept with the incident.`,
  async run(words, connection) {
    const { app } = connection;
    const anchors = await anchorsOf(connection);
    const against = anchors ?? { ends: new Map<string, never>() };
    const verdicts: ChainVerdict[] = [];
    const add = async (caseId: string): Promise<void> => {
      const found = await verifyCase(app, caseId, against);
      if (!found) throw new OpsUsageError(`there is no case ${caseId}`);
      verdicts.push(...found);
    };
    if (words.flags.all) {
      for (const caseId of await openCaseIds(app)) await add(caseId);
      const done = new Set(verdicts.map(({ chain }) => chain));
      for (const name of against.ends.keys()) {
        const chain = done.has(name) ? undefined : chainOf(name);
        if (chain) verdicts.push(await verifyChain(app, chain, against));
      }
    } else await add(caseIdOf(words));
    const faults = verdicts.flatMap(({ chain, faults: of }) => of.map((fault) => ({ chain, ...fault })));
    const lines = [
      `${verdicts.length} chains, ${verdicts.reduce((sum, { checked }) => sum + checked, 0)} entries checked`,
      anchors
        ? `${anchors.anchors.length} anchors held against them`
        : 'No anchors: a chain that was made anew as a whole cannot be told from the first one.',
      ...(anchors?.faults ?? []).map(({ at, fault }) => `anchor ${at}: ${fault.replaceAll('_', ' ')}`),
      ...faults.map(
        ({ chain, seq, fault, hour }) =>
          `${chain} entry ${seq}: ${fault.replaceAll('_', ' ')}${hour === undefined ? '' : ` (anchored at ${hour})`}`,
      ),
    ];
    const bad = faults.length + (anchors?.faults.length ?? 0) > 0;
    return {
      lines: bad ? lines : [...lines, 'All is as it was written.'],
      data: { verdicts, anchorFaults: anchors?.faults ?? 'no anchors' },
      bad,
    };
  },
};

const fetchAnchors: ConnectedCommand = {
  name: 'fetch-anchors',
  usage: '--anchors BUCKET --out FOLDER',
  about: 'Copy the anchors of the audit into a folder, for whoever restores and may not read them',
  help: 'As the auditor role. Anchors hold hashes and ids. Hand the folder over for this incident only.',
  async run({ flags }, { anchors }) {
    if (!anchors) throw new OpsUsageError('fetch-anchors: expected --anchors BUCKET');
    const folder = createFileAnchors(needed(flags, 'out'));
    const { anchors: sound, faults } = checkAnchors(await anchors.list(''));
    for (const anchor of sound) await folder.put(anchor);
    const lines = [
      `${sound.length} anchors in ${flags.out}`,
      ...faults.map(({ at, fault }) => `anchor ${at}: ${fault.replaceAll('_', ' ')}`),
    ];
    return { lines, data: { anchors: sound.length, faults }, bad: faults.length > 0 };
  },
};

const trace: ConnectedCommand = {
  name: 'trace-recipients',
  usage: 'CASE --since TIME',
  about: 'Say who was given what of a case since a time, for a notifiable breach',
  help: 'From the access log: reads and mails with content, by person. Ids only; the directory has the names.',
  async run(words, { app }) {
    const traced = await traceRecipients(
      app,
      caseIdOf(words),
      instantOf('since', needed(words.flags, 'since')),
    );
    const lines = traced.flatMap(({ agencyId, representativeId, given }) => [
      `${agencyId}/${representativeId ?? 'the agency'}`,
      ...given.map(
        ({ at, via, what, content, item, mail }) =>
          `  ${at} ${via} ${what}${content ? ` (${content})` : ''}${item ? ` ${item}` : ''}${mail ? ` ${mail.messageId} ${mail.status}` : ''}`,
      ),
    ]);
    return { lines: lines.length > 0 ? lines : ['Nobody was given anything since then.'], data: traced };
  },
};

const afterRestore: ConnectedCommand = {
  name: 'after-restore',
  usage: '--table RESTORED --former-table FORMER',
  about: 'Make a restored table carry on: mail that has gone, next generations, what is lost',
  help: `Run it when the restored table is complete and BEFORE functions work on it (docs/runbook.md, Restore). Without
--former-table it cannot know which mail has gone since the copy: some goes twice. Without --anchors it cannot say what
is lost. Can be run again. Wants --yes.`,
  async warns({ flags }, { app, place }) {
    const open = (await openCaseIds(app)).length;
    const mail = flags['former-table'] ?? 'NO FORMER TABLE: mail that went since the copy may go again';
    return `${open} open cases of ${place} go to their next generation. What became of mail is taken from: ${mail}.`;
  },
  async run(_words, connection) {
    const anchors = await anchorsOf(connection);
    const report = await carryOnAfterRestore(connection.app, {
      former: connection.former,
      anchors: anchors ?? { ends: new Map() },
    });
    const { cases, lost } = report;
    const lines = restoreLines(report, anchors !== undefined);
    return { lines, data: report, bad: cases.failed.length + lost.length > 0 };
  },
};

/** What came of carrying on after a restore, for people. */
export const restoreLines = ({ mail, cases, gaps, lost }: RestoreReport, hasAnchors: boolean): string[] => [
  mail === 'no_former_table'
    ? 'Mail: not taken over'
    : `Mail: ${mail.updated} brought up to date, ${mail.added} added`,
  `Cases: ${cases.restarted} in their next generation`,
  ...cases.failed.map(({ id, cause }) => `not restarted: ${id} (${cause})`),
  hasAnchors ? `${gaps.length} chains have lost entries` : 'What is lost is not known without --anchors',
  ...gaps.map(({ chain, has, had }) => `${chain}: has ${has} of ${had}`),
  ...lost.map(({ type, id }) => `lost as a whole, to be made anew: ${type} ${id}`),
];

const FIRST_SHARE = 0.2;
const PLAYED_SHARE = 0.45;

const rehearse: LoneCommand = {
  name: 'rehearse-restore',
  usage: '[--scenario FILE]',
  about: 'Rehearse a restore on a cloud of this machine: copy, lose, carry on, take every case to its end',
  help: 'Touches nothing but a temporary folder. Exit code 1 when a case is stuck, a mail goes twice, or a case does not end.',
  async alone({ flags }) {
    const scenario = loadScenario(flags.scenario ?? 'local/scenarios/urgent.json');
    const steps = scenario.steps.length;
    const shown = await rehearseRestore(scenario, {
      copied: Math.floor(steps * FIRST_SHARE),
      played: Math.floor(steps * PLAYED_SHARE),
    });
    const { report, open, ended, stuck, violations, sent } = shown;
    const lines = [
      `Copied at ${shown.copiedAt}, lost and restored at ${shown.restoredAt}`,
      `${report.gaps.length} chains lost entries; the anchors name them`,
      `${sent.before} mails before, ${sent.after} after`,
      ...violations.map(({ invariant, of }) => `broken: ${invariant} (${of})`),
      ...stuck.map((one) => `stuck: ${one}`),
      `${ended.length} of ${open.length} cases came to their end`,
    ];
    const bad = violations.length + stuck.length > 0 || ended.length < open.length;
    return { lines, data: shown, bad };
  },
};

export const evidenceCommands: readonly OpsCommand[] = [verify, fetchAnchors, trace, afterRestore, rehearse];
