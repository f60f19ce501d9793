import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Key, kindOfKey } from '../../../functions/adapters/dynamodb/keys.ts';
import { reportIdOf } from '../../../functions/application/intake/receive-report.ts';
import { itemKinds, migrateItem } from '../../../functions/application/migrations.ts';
import { intakeSchema } from '../../../functions/domain/intake/state.ts';
import { searchSchema } from '../../../functions/domain/search/state.ts';
import { aggregateTypes } from '../../../functions/domain/shared/aggregate.ts';
import { deriveId } from '../../../functions/domain/shared/ids.ts';
import { unpackFixture } from '../../../local/fixture.ts';
import { disposalsOf, left, openStill } from '../../../scripts/release-items.ts';

type Stored = Record<'pk' | 'sk', { S: string }> & { schema?: { N: string }; type?: { S: string } };
const FIXTURES = 'test/fixtures';

/** All items of a release, over its scenarios and phases. */
const itemsOf = (release: string): Stored[] =>
  readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.startsWith(release) && file.endsWith('items.jsonl.gz'))
    .flatMap((file) =>
      gunzipSync(readFileSync(join(FIXTURES, file)))
        .toString('utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line)),
    );
const keyOf = ({ pk, sk }: Stored): Key => ({ pk: pk.S, sk: sk.S });

describe('the items that release 0.1 left', () => {
  const items = itemsOf('release-0.1');

  it('are of every kind, and of every aggregate', () => {
    expect(new Set(items.map((item) => kindOfKey(keyOf(item))))).toEqual(new Set(itemKinds));
    const aggregates = items.filter((item) => kindOfKey(keyOf(item)) === 'record').map(({ type }) => type?.S);
    expect(new Set(aggregates)).toEqual(new Set(aggregateTypes));
  });

  it('are none of a later release to this one', () => {
    for (const item of items) {
      const schema = item.schema && { schema: Number(item.schema.N) };
      expect(() => migrateItem(kindOfKey(keyOf(item)), { ...schema })).not.toThrow();
    }
  });
});

it('what no scenario leaves is read as it was written', async () => {
  const data = mkdtempSync(join(tmpdir(), 'items-'));
  await unpackFixture(join(FIXTURES, 'release-0.1-items'), data);
  const cloud = await openStill(data);
  const { app } = cloud;

  const ref = { type: 'report', id: reportIdOf(left.by.agencyId, left.reference) } as const;
  const report = intakeSchema.parse((await app.aggregates.load(ref))?.data);
  expect(report.content[0]?.report.persons[0]?.identity.names).toEqual(left.sought.names);
  const note = await app.notes.load(ref, report.content[0]?.noteId ?? '');
  expect(note?.text).toBe(left.narrative);
  expect((await app.deadLetters.list(ref)).map(({ entryId }) => entryId)).toEqual([left.deadEntryId]);
  const { agencyId, representativeId } = left.by;
  const searchId = deriveId('sch', 'searches', agencyId, representativeId, left.hour);
  const search = await app.aggregates.load({ type: 'search', id: searchId });
  expect(Object.values(searchSchema.parse(search?.data).sought)).toEqual([left.sought]);

  expect(await app.pagings.load(left.paging.pagingId, 0)).toEqual(left.paging);
  const bound = await app.ledger.bind(left.binding.key, { hash: 'another', at: left.at }, left.at);
  expect(bound).toEqual({ hash: left.binding.hash, at: left.at, answer: left.answer });
  expect(await app.chains.cursor()).toEqual(left.cursor);
  expect(await app.readings.count(left.by, left.hour, 'case-another1')).toBe(2);
  const disposals = disposalsOf(cloud);
  expect((await disposals.proposal(left.caseId))?.proposedBy).toEqual(left.by);
  expect((await disposals.tombstone(left.caseId))?.approvedBy).toEqual(left.approvedBy);

  await cloud.close();
  rmSync(data, { recursive: true });
});
