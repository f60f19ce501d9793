import type { OwnerKeys } from '../../functions/application/keys/owner-keys.ts';
import {
  type PageReport,
  reindexPage,
  rewrapPage,
  rotateOwnerKey,
  rotatePage,
} from '../../functions/application/keys/rotate-keys.ts';
import type { Failure } from '../../functions/application/operations/failure.ts';
import type { ConnectedCommand, Outcome } from './command.ts';
import type { Connection } from './connect.ts';
import { OpsUsageError } from './options.ts';

function keysOf({ ownerKeys }: Connection): OwnerKeys {
  if (ownerKeys) return ownerKeys;
  throw new OpsUsageError('Which key? Give --people-key ID, or --data DIR of a local cloud');
}

/** Go through all owners, page by page; whose turn broke off is named. */
async function everyPage<Kind extends string>(
  page: (cursor: string | undefined) => Promise<PageReport<Kind>>,
): Promise<Outcome> {
  const counts = new Map<string, number>();
  const failed: Failure[] = [];
  let cursor: string | undefined;
  do {
    const report = await page(cursor);
    for (const [outcome, count] of Object.entries<number | undefined>(report.outcomes))
      counts.set(outcome, (counts.get(outcome) ?? 0) + (count ?? 0));
    failed.push(...report.failed);
    ({ cursor } = report);
  } while (cursor !== undefined);
  return {
    lines: [
      ...[...counts].map(([outcome, count]) => `${outcome.replaceAll('_', ' ')}: ${count}`),
      ...failed.map(({ id, cause }) => `to be done again: ${id} (${cause})`),
    ],
    data: { outcomes: Object.fromEntries(counts), failed },
    bad: failed.length > 0,
  };
}

const rotate: ConnectedCommand = {
  name: 'rotate-keys',
  usage: '--all | OWNER',
  about: 'Replace data keys of people and cases: run it twice, ten minutes apart',
  help: `The first go seals everything with a newer key (resealed), the second forgets the older one (replaced). Everything
can be read at every moment, and a run that broke off is done again. Reads the whole table with --all. Wants --yes.`,
  async warns({ ids, flags }, { place }) {
    if (!flags.all && ids.length !== 1)
      throw new OpsUsageError('rotate-keys: expected --all, or the id of one person or case');
    return `The data keys of ${flags.all ? 'everybody' : ids[0]} in ${place} are replaced.`;
  },
  async run({ ids, flags }, connection) {
    const keys = keysOf(connection);
    if (flags.all) return everyPage((cursor) => rotatePage(keys, cursor));
    const [ownerId = ''] = ids;
    const outcome = await rotateOwnerKey(keys, ownerId);
    return {
      lines: [`${ownerId}: ${outcome.replaceAll('_', ' ')}`],
      data: { ownerId, outcome },
      bad: outcome === 'no_key',
    };
  },
};

const rewrap: ConnectedCommand = {
  name: 'rewrap-keys',
  usage: '--all',
  about: 'Wrap all data keys anew, when the wrapping key itself is replaced',
  help: `--people-key names the key to wrap with from now on. Never schedule the deletion of the old one before a run of this
names nothing to be done again. Wants --yes.`,
  async warns({ flags }, { place }) {
    if (!flags.all) throw new OpsUsageError('rewrap-keys: expected --all');
    return `All data keys in ${place} are wrapped anew.`;
  },
  run: (_words, connection) => everyPage((cursor) => rewrapPage(keysOf(connection), cursor)),
};

const reindex: ConnectedCommand = {
  name: 'reindex-people',
  usage: '--all',
  about: 'Index all people anew for searches: between the two goes of replacing the secret of searches',
  help: 'Reads every person. Harmless however often; wants --yes because it reads identities.',
  async warns({ flags }, { place }) {
    if (!flags.all) throw new OpsUsageError('reindex-people: expected --all');
    return `All people in ${place} are read and indexed anew.`;
  },
  run: (_words, connection) => everyPage((cursor) => reindexPage(connection.app, keysOf(connection), cursor)),
};

export const keyCommands: readonly ConnectedCommand[] = [rotate, rewrap, reindex];
