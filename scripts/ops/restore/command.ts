import { setTimeout as sleep } from 'node:timers/promises';
import { loadDeployment } from '../../../lib/config-file.ts';
import type { Deployment } from '../../../lib/deployment.ts';
import type { LoneCommand, Outcome, Surroundings } from '../command.ts';
import { instantOf, needed, OpsUsageError, type Words } from '../options.ts';
import type { RestoreCloud } from './cloud.ts';
import { openRestore } from './open.ts';
import { carryOutRestore, look, planOf, type RestoreEnd, restoredName, whyNot } from './restore.ts';
import { type CarryOn, PROGRESS, type RestoreOrder, type Seen } from './steps.ts';

/** What the command works on. */
export interface OpenedRestore {
  cloud: RestoreCloud;
  carryOn: CarryOn;
  /** Where that is and as whom, for people. */
  place: string;
  close(): void;
}

export interface RestoreParts {
  open(deployment: Deployment, words: Words, surroundings: Surroundings): Promise<OpenedRestore>;
  pause: () => Promise<void>;
}

const help = `Plans first, then asks for the name of the environment (--confirm NAME where there is no terminal). It can be stopped
at any moment and run again with the same --at: what is done is read off AWS, and it goes on from there.
  --dry-run           the plan, with what is done already; changes nothing
  --anchors FOLDER    where an auditor has put the anchors (fetch-anchors), so that it can say what is lost;
                      --without-anchors when there are none
  --out FILE          the report of what is lost; keep it with the incident (else restore-<table>.json)
  --abandon           let everything write again to the table in use; the restored one stays as it is
It stops twice for a person: to put table.restored into the config, and to deploy. Then run it again.
As the restore role. Exit code 4 when a person has to go on.`;

/** `npm run ops -- restore`, over what the tests put in its place. */
export const createRestoreCommand = ({ open, pause }: RestoreParts): LoneCommand => ({
  name: 'restore',
  usage: '--at TIME --config FILE',
  about: 'Restore the table to an earlier moment, as a new table that takes over',
  help,
  async alone(words, surroundings) {
    const deployment = await loadDeployment(needed(words.flags, 'config'));
    // DynamoDB knows seconds.
    const at = instantOf('at', needed(words.flags, 'at')).replace(/\.\d{3}Z$/, '.000Z');
    const order = orderOf(deployment, at);
    const opened = await open(deployment, words, surroundings);
    try {
      return await restore(opened, order, deployment.name, words, surroundings);
    } finally {
      opened.close();
    }

    async function restore(
      { cloud, carryOn, place }: OpenedRestore,
      asked: RestoreOrder,
      name: string,
      { flags }: Words,
      { say, ask }: Surroundings,
    ): Promise<Outcome> {
      const seen = await look(cloud, asked);
      const plan = planLines(place, seen);
      const reason = seen.table ? undefined : await whyNot(cloud, seen.order);
      if (reason !== undefined) throw new OpsUsageError(`--at ${at}: ${reason}`);
      if (flags['dry-run']) return { lines: plan, data: planOf(seen) };
      if (seen.table?.tags[PROGRESS] === undefined && !flags.abandon) askForAnchors(words);
      for (const line of plan) say(line);
      const question = `\nThe name of the environment, to go on: `;
      const confirmed = flags.confirm ?? (await ask?.(question));
      if (confirmed?.trim() !== name)
        return {
          lines: [`Nothing was done. To go on, --confirm ${name}.`],
          data: { done: false },
          waitsFor: 'word',
        };
      if (flags.abandon) return abandon(cloud, seen);
      return told(await carryOutRestore(cloud, asked, { carryOn, pause, say }));
    }
  },
});

const askForAnchors = ({ flags }: Words): void => {
  if (flags.anchors === undefined && !flags['without-anchors'])
    throw new OpsUsageError(
      'restore: expected --anchors FOLDER (an auditor runs fetch-anchors), or --without-anchors: then nobody can say what is lost',
    );
};

const orderOf = ({ table, name, classification, records }: Deployment, at: string): RestoreOrder => ({
  from: table.restored?.name ?? table.name,
  to: restoredName(table.name, at),
  at,
  // As lib/app.ts and lib/stacks/data-stack.ts tag the first one.
  tags: {
    deployment: name,
    classification,
    'disposal-authority': records.disposalAuthority,
    'disposal-class': records.disposalClass,
  },
  configured: table.restored,
});

const planLines = (place: string, seen: Seen): string[] => [
  place,
  ...planOf(seen).map(({ says, done }, index) => `${done ? '[x]' : '[ ]'} ${index + 1}. ${says}`),
];

async function abandon(cloud: RestoreCloud, { writers, order }: Seen): Promise<Outcome> {
  const stopped = writers.filter((writer) => writer.stopped);
  for (const writer of stopped) await cloud.release(writer);
  return {
    lines: [
      ...stopped.map(({ name }) => `writes again: ${name}`),
      `${order.from} is in use as before. ${order.to} stays, if it was made; delete it when nobody needs it.`,
    ],
    data: { released: stopped.map(({ name }) => name) },
  };
}

function told(end: RestoreEnd): Outcome {
  const { seen } = end;
  const data = { done: end.kind === 'done', plan: planOf(seen) };
  if (end.kind === 'done')
    return {
      lines: [
        `${seen.order.to} is in use.`,
        'For people: ring the convening lead of each case with a gap in the report, enter anew what it names as lost,',
        'and watch: npm run ops -- stuck must stay empty for ten minutes (docs/runbook.md, Restore).',
      ],
      data,
    };
  const { to } = seen.order;
  const line =
    end.step.id === 'config'
      ? [
          'Put this into `table` of the config, and deploy:',
          `  restored: { name: '${to}', streamArn: '${seen.table?.streamArn ?? ''}' },`,
        ]
      : ['Deploy: npx cdk deploy --all, with the config that names the restored table.'];
  return { lines: [...line, 'Then run the same command again.'], data, waitsFor: 'person' };
}

const POLL_MS = 20_000;
export const restoreCommand = createRestoreCommand({ open: openRestore, pause: () => sleep(POLL_MS) });
