import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoDisposals } from '../functions/adapters/dynamodb/disposals.ts';
import { openTable } from '../functions/adapters/dynamodb/open-table.ts';
import { receiveReport } from '../functions/application/intake/receive-report.ts';
import { askSearch } from '../functions/application/matching/search.ts';
import type { DisposalStore } from '../functions/application/operations/dispose.ts';
import { createPolicyBook } from '../functions/application/policy-book.ts';
import { profiles } from '../functions/domain/policy/index.ts';
import { type Cloud, openCloud } from '../local/cloud.ts';
import { dumpItems, writeFixture } from '../local/fixture.ts';
import { REGION } from '../local/gateway/arn.ts';
import { TABLE_NAME } from '../local/table.ts';

/** What was written, for whoever reads it under a later release. Nobody of these exists. */
export const left = {
  at: '2026-03-02T01:00:00.000Z',
  hour: '2026-03-02T01',
  by: { agencyId: 'agy-examplefeed', representativeId: 'rep-examplefeed' },
  approvedBy: { agencyId: 'agy-examplefeed', representativeId: 'rep-examplerecords' },
  caseId: 'case-disposedexample',
  deadEntryId: 'ent-deadexample',
  reference: 'IR-1',
  narrative: 'Rung by a neighbour.',
  paging: { pagingId: 'pag-example1', part: 0, of: 'hash-of-question', ids: ['case-disposedexample'] },
  binding: { key: 'key-example1', hash: 'hash-of-body' },
  answer: { status: 201, body: { id: 'case-disposedexample' }, headers: { etag: '"1"' } },
  cursor: { hour: '2026-03-02T00', root: 'root-of-anchor' },
  sought: { names: [{ kind: 'legal' as const, text: 'Testa Placeholder' }] },
} as const;

const proposal = {
  caseId: left.caseId,
  authority: 'Example disposal authority 1',
  class: '1.1',
  proposedBy: left.by,
  proposedAt: left.at,
};

/** A cloud whose clock stands still: nothing is relayed, so that what is written stays as it is. */
export const openStill = (directory: string): Promise<Cloud> =>
  openCloud({
    directory,
    port: 0,
    mode: 'jump',
    start: Date.parse(left.at),
    seed: 1,
    policies: createPolicyBook(profiles.wa),
    routes: () => [],
    observer: { invoked: () => undefined, aggregate: () => undefined, message: () => undefined },
    onError: (error) => {
      throw error;
    },
  });

/** Disposals over the table of a cloud; no function of the cloud has them. */
export const disposalsOf = ({ url }: Pick<Cloud, 'url'>): DisposalStore => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint: url, region: REGION, credentials });
  return createDynamoDisposals(openTable(client, TABLE_NAME));
};

/** Writes, as this release does, an item of each kind that no scenario leaves. @param folder of the fixture */
export async function writeItems(folder: string): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'release-items-'));
  const cloud = await openStill(data);
  const { app } = cloud;
  const report = {
    kind: 'police_incident' as const,
    reference: left.reference,
    occurredAt: left.at,
    severity: 'serious' as const,
    persons: [{ role: 'adult_victim' as const, identity: { names: [...left.sought.names] } }],
  };
  const received = await receiveReport(app, { report, narrative: left.narrative, by: left.by, key: 'k' });
  if (!('receipt' in received)) throw new Error(`the report was refused: ${received.code}`);
  const ref = { type: 'report', id: received.receipt } as const;
  const [entry] = (await app.aggregates.load(ref))?.outbox['1'] ?? [];
  if (!entry) throw new Error('the report has nothing to relay');
  const dead = { ref, entryId: left.deadEntryId, version: 1, entry, at: left.at, reason: 'ExampleError' };
  await app.deadLetters.put(dead);
  const ask = { reason: 'new_referral', sought: { names: [...left.sought.names] } };
  if (await askSearch(app, ask, left.by, 'k')) throw new Error('the search was refused');

  await app.pagings.keep({ ...left.paging, ids: [...left.paging.ids] });
  const { key, hash } = left.binding;
  await app.ledger.bind(key, { hash, at: left.at }, left.at);
  await app.ledger.keep(key, hash, left.answer);
  await app.chains.advance(undefined, left.cursor);
  await app.readings.count(left.by, left.hour, left.caseId);

  const disposals = disposalsOf(cloud);
  await disposals.propose(proposal);
  await disposals.bury({
    ...proposal,
    approvedBy: left.approvedBy,
    disposedAt: left.at,
    audit: { seq: 3, hash: 'hash-of-audit' },
    destroyed: [left.caseId],
    kept: [{ personId: 'per-keptexample', reason: 'not-ended' }],
  });

  const items = await dumpItems(cloud.dynamodb);
  await cloud.close();
  writeFixture(folder, data, items);
  rmSync(data, { recursive: true });
}
