import { openCaseIds } from '../../functions/application/operations/attentive.ts';
import {
  caseHasEnded,
  nudgeAll,
  restartCase,
  wakeNow,
} from '../../functions/application/operations/move-on.ts';
import { redriveMail, undeliveredMail } from '../../functions/application/operations/redrive-mail.ts';
import { releaseDead } from '../../functions/application/operations/release-dead.ts';
import { findStuck } from '../../functions/application/operations/stuck.ts';
import type { ConnectedCommand } from './command.ts';
import { caseIdOf, idOf, OpsUsageError, type Words } from './options.ts';

const stuck: ConnectedCommand = {
  name: 'stuck',
  usage: '',
  about: 'List what the system does not carry on: cases, mail, what was given up',
  help: `Reads the attention index and the worklist of operations; lists no execution and scans no table.
Exit code 1 when something is stuck. Reasons:
  attention_overdue  the sweeper should have looked
  sweep_failing      it looks, and does not put things right
  relay_failing      an entry of the outbox fails
  outbox_waits       changes are not passed on
  unseen             no execution has seen the last change
  clock_missed       a deadline came and nothing was done
  dead_letters       entries were given up (release-dead)
  not_sent           SES has not taken a mail (redrive-mail)
  unreadable         the record makes no sense, or its key is not yours`,
  async run(_words, { app }) {
    const found = await findStuck(app);
    const lines = found.map(
      ({ what, id, reasons, since, generation, error }) =>
        `${what} ${id}  since ${since}  ${reasons.join(', ')}${error === undefined ? '' : `: ${error}`}${generation === undefined ? '' : `  (generation ${generation})`}`,
    );
    return { lines: lines.length > 0 ? lines : ['Nothing is stuck.'], data: found, bad: found.length > 0 };
  },
};

const wake: ConnectedCommand = {
  name: 'wake',
  usage: 'CASE',
  about: 'Pass on what a case has to say and have its execution look again; harmless',
  help: `Answers woken, started, ended (then restart helps) or closed. Without the key of persons what the case has to say is
left to the sweeper, within the minute.`,
  async run(words, { app, canOpen }) {
    const caseId = caseIdOf(words);
    const outcome = await wakeNow(app, caseId, { relay: canOpen });
    const hint = outcome === 'ended' ? ': its execution has ended; npm run ops -- restart helps' : '';
    return { lines: [`${caseId}: ${outcome}${hint}`], data: { caseId, outcome }, bad: outcome === 'ended' };
  },
};

const restart: ConnectedCommand = {
  name: 'restart',
  usage: 'CASE',
  about: 'Have the next generation take over a case from its record, and stop the execution before',
  help: 'Nothing is lost: the execution holds no state. Wants --yes.',
  async warns(words, { app, place }) {
    const caseId = caseIdOf(words);
    if (await caseHasEnded(app, caseId)) return undefined;
    return `${caseId} in ${place} gets a new execution, and the one that runs is stopped.`;
  },
  async run(words, { app }) {
    const caseId = caseIdOf(words);
    const outcome = await restartCase(app, caseId);
    const said =
      outcome.kind === 'restarted' ? `generation ${outcome.to} took over from ${outcome.from}` : outcome.kind;
    return { lines: [`${caseId}: ${said}`], data: { caseId, ...outcome } };
  },
};

const nudge: ConnectedCommand = {
  name: 'nudge',
  usage: '--all',
  about: 'Have every open case look again, so that it goes on under the definition that is deployed now',
  help: `Executions older than an hour go on in a new generation when the definition is another; the others do when
they are. Exit code 1 when some could not be woken: the sweeper has them within minutes.`,
  async warns({ flags }, { app, place }) {
    if (!flags.all) throw new OpsUsageError('nudge: expected --all');
    return `${(await openCaseIds(app)).length} open cases in ${place} are woken.`;
  },
  async run(_words, { app, canOpen }) {
    const report = await nudgeAll(app, { relay: canOpen });
    const lines = [
      `${report.woken} woken, ${report.closed} closed`,
      ...report.failed.map(({ id, cause }) => `not woken: ${id} (${cause})`),
    ];
    return { lines, data: report, bad: report.failed.length > 0 };
  },
};

const redrive: ConnectedCommand = {
  name: 'redrive-mail',
  usage: 'MESSAGE | --all-undelivered',
  about: 'Deliver a mail that nobody delivers, or say anew what was lost',
  help: `A mail without a fate gets another execution. One that failed, bounced, was rejected or not confirmed is said
anew to the same recipient, through the gate as always; the task that its loss made stays open until a person closes
it. One that arrived, or that the gate stopped, is left alone. Wants --yes.`,
  async warns(words, { app, place }) {
    const ids = await messagesOf(words, app);
    if (ids.length === 0) return undefined;
    return `${ids.length} mails in ${place} are tried again:\n  ${ids.join('\n  ')}`;
  },
  async run(words, { app }) {
    const done = [];
    for (const id of await messagesOf(words, app)) done.push(await redriveMail(app, id));
    const lines = done.map((one) => {
      const said = { next_run: 'another execution', sent_anew: 'said anew', not_needed: 'left alone' }[
        one.kind
      ];
      const more =
        one.kind === 'sent_anew' ? ` as ${one.instead}` : one.kind === 'not_needed' ? ` (${one.status})` : '';
      return `${one.messageId}: ${said}${more}`;
    });
    return { lines: lines.length > 0 ? lines : ['There is nothing to send again.'], data: done };
  },
};

const messagesOf = async (words: Words, app: Parameters<typeof undeliveredMail>[0]): Promise<string[]> =>
  words.flags['all-undelivered'] ? undeliveredMail(app) : [idOf(words, 'message', /^msg-[a-z0-9]{4,40}$/)];

const release: ConnectedCommand = {
  name: 'release-dead',
  usage: 'CASE',
  about: 'Try again what a case could not pass on and had given up',
  help: 'Mend the cause first. What succeeds is taken from the dead letters, with its task. Wants --yes.',
  async warns(words, { app }) {
    const caseId = caseIdOf(words);
    const letters = await app.deadLetters.list({ type: 'case', id: caseId });
    if (letters.length === 0) return undefined;
    return `${letters.length} entries of ${caseId} are tried again.`;
  },
  async run(words, { app }) {
    const released = await releaseDead(app, { type: 'case', id: caseIdOf(words) });
    const lines = released.map(
      (one) => `${one.entryId} (${one.entry}): ${one.kind === 'done' ? 'done' : one.reason}`,
    );
    const bad = released.some(({ kind }) => kind === 'still_failing');
    return { lines: lines.length > 0 ? lines : ['There is nothing that was given up.'], data: released, bad };
  },
};

export const moveOnCommands: readonly ConnectedCommand[] = [stuck, wake, restart, nudge, redrive, release];
