import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAggregateCodec } from '../../../functions/adapters/dynamodb/aggregate-codec.ts';
import { createDynamoAggregates } from '../../../functions/adapters/dynamodb/aggregates.ts';
import { ErasedError } from '../../../functions/adapters/dynamodb/erased-error.ts';
import { createKeyRing } from '../../../functions/adapters/dynamodb/key-ring.ts';
import { dataKeyKey } from '../../../functions/adapters/dynamodb/keys.ts';
import { createDynamoMatches, MATCHING_OWNER } from '../../../functions/adapters/dynamodb/match-index.ts';
import {
  createDynamoOwnerKeys,
  type ScanKeys,
  scanOf,
} from '../../../functions/adapters/dynamodb/owner-keys.ts';
import { createDynamoNotes } from '../../../functions/adapters/dynamodb/records.ts';
import { createSealer } from '../../../functions/adapters/dynamodb/sealer.ts';
import { createTable, type Table } from '../../../functions/adapters/dynamodb/table.ts';
import { createLocalKeys } from '../../../functions/adapters/kms/local-keys.ts';
import {
  reindexPage,
  rewrapPage,
  rotateOwnerKey,
  rotatePage,
} from '../../../functions/application/keys/rotate-keys.ts';
import { parseState } from '../../../functions/application/load-states.ts';
import { matchKeys } from '../../../functions/domain/matching/keys.ts';
import { deriveId } from '../../../functions/domain/shared/ids.ts';
import { T0 } from '../../adapters/contract/fixtures.ts';
import { type LocalTable, openLocalTable } from '../../adapters/dynamodb/local-table.ts';
import { fragile } from '../support/fragile.ts';
import { personRecord } from '../support/people.ts';

const TEN_MINUTES = 600_000;

describe('replacing the data key of an owner', () => {
  let local: LocalTable;
  let table: Table;
  let scan: ScanKeys;
  let hostNow = 0;
  beforeAll(async () => {
    local = await openLocalTable();
    const client = DynamoDBDocumentClient.from(local.client);
    table = createTable(client, local.tableName);
    scan = scanOf(client, local.tableName);
  });
  afterAll(() => local.close());

  /** What a process has of its own: a memory of keys, over one table. */
  const aProcess = (over: Table = table) => {
    const keys = createLocalKeys(new Uint8Array(32).fill(7));
    const ring = createKeyRing(over, keys, () => hostNow);
    const sealer = createSealer(ring);
    return {
      aggregates: createDynamoAggregates(over, createAggregateCodec(parseState, sealer)),
      notes: createDynamoNotes(over, sealer),
      matches: createDynamoMatches(over, ring, () => 0),
      keys: createDynamoOwnerKeys({ table: over, scan, ring, sealer, keys, now: () => hostNow }),
    };
  };
  type Process = ReturnType<typeof aProcess>;

  let made = 0;
  /** A person with a name and three narratives. */
  const owner = async ({ aggregates, notes }: Process) => {
    made += 1;
    const ref = { type: 'person', id: deriveId('per', 'rotate', made) } as const;
    await aggregates.create(personRecord(ref.id, 'Testa Placeholder'));
    for (const noteId of ['note-one1', 'note-two2', 'note-three3'])
      await notes.create({ owner: ref, noteId, field: 'view', text: `text of ${noteId}`, createdAt: T0 }, T0);
    return ref;
  };
  const readAll = async ({ aggregates, notes }: Process, ref: { type: 'person'; id: string }) => {
    expect((await aggregates.load(ref))?.data).toMatchObject({
      identity: { names: [{ text: 'Testa Placeholder' }] },
    });
    for (const noteId of ['note-one1', 'note-two2', 'note-three3'])
      expect((await notes.load(ref, noteId))?.text).toBe(`text of ${noteId}`);
  };
  const ringOf = async (ownerId: string) => {
    const wrapped = (await table.get(dataKeyKey(ownerId)))?.['wrapped'];
    return Object.keys(Object(wrapped));
  };

  it('seals everything anew, and forgets the older key only when nobody can be using it', async () => {
    const [old, operations] = [aProcess(), aProcess()];
    const ref = await owner(old);
    expect(await rotateOwnerKey(operations.keys, ref.id)).toBe('resealed');
    expect(await ringOf(ref.id)).toEqual(['1', '2']);
    await readAll(old, ref);
    // A process that does not know of the newer key yet still seals with the older one.
    await old.notes.create(
      { owner: ref, noteId: 'note-late4', field: 'view', text: 'late', createdAt: T0 },
      T0,
    );
    hostNow += TEN_MINUTES - 1;
    expect(await rotateOwnerKey(operations.keys, ref.id)).toBe('resealed');
    hostNow += 1;
    expect(await rotateOwnerKey(operations.keys, ref.id)).toBe('replaced');
    expect(await ringOf(ref.id)).toEqual(['2']);
    for (const reader of [old, operations, aProcess()]) {
      await readAll(reader, ref);
      expect((await reader.notes.load(ref, 'note-late4'))?.text).toBe('late');
    }
    expect(await rotateOwnerKey(operations.keys, 'per-none0')).toBe('no_key');
  });

  it('raises no version and wakes nobody', async () => {
    const one = aProcess();
    const ref = await owner(one);
    const before = await one.aggregates.load(ref);
    await rotateOwnerKey(one.keys, ref.id);
    expect(await one.aggregates.load(ref)).toEqual(before);
  });

  it('can be read at every moment, and is finished by doing it again, after a crash at any call', async () => {
    let calls = 0;
    for (let crashAt = 1; ; crashAt += 1) {
      const ref = await owner(aProcess());
      calls = 0;
      const crash = () => {
        calls += 1;
        return calls === crashAt;
      };
      const dying = aProcess(fragile(table, crash));
      const outcome = await rotateOwnerKey(dying.keys, ref.id).catch(() => 'crashed');
      await readAll(aProcess(), ref);
      let again = '';
      for (let goes = 0; goes < 3 && again !== 'replaced'; goes += 1) {
        hostNow += TEN_MINUTES;
        again = await rotateOwnerKey(aProcess().keys, ref.id);
        await readAll(aProcess(), ref);
      }
      expect(await ringOf(ref.id)).toEqual(['2']);
      if (outcome !== 'crashed') break;
    }
    expect(calls).toBeGreaterThan(10);
  });

  it('loses no write that comes between', async () => {
    const [one, other] = [aProcess(), aProcess()];
    const ref = await owner(one);
    const saves = Promise.all(
      Array.from({ length: 10 }, async () => {
        const record = await one.aggregates.load(ref);
        if (!record) throw new Error('the record is gone');
        const { version, generation, data, recent, auditSeq, auditHash } = record;
        return one.aggregates.save({
          ref,
          expect: { version, generation },
          version: version + 1,
          at: T0,
          data,
          entries: [],
          recent,
          auditSeq,
          auditHash,
          attentionAt: T0,
        });
      }),
    );
    await rotateOwnerKey(other.keys, ref.id);
    const written = (await saves).filter(Boolean).length;
    expect(written).toBeGreaterThan(0);
    hostNow += TEN_MINUTES;
    expect(await rotateOwnerKey(other.keys, ref.id)).toBe('replaced');
    await readAll(aProcess(), ref);
    expect((await one.aggregates.load(ref))?.version).toBe(1 + written);
  });

  it('goes through all owners by pages, and wraps their keys anew under a rotated wrapping key', async () => {
    const one = aProcess();
    const refs = [await owner(one), await owner(one)];
    const before = await table.get(dataKeyKey(refs[0]?.id ?? ''));
    let cursor: string | undefined;
    do {
      const report = await rewrapPage(aProcess().keys, cursor);
      expect(report.failed).toEqual([]);
      ({ cursor } = report);
    } while (cursor !== undefined);
    expect((await table.get(dataKeyKey(refs[0]?.id ?? '')))?.['wrapped']).not.toEqual(before?.['wrapped']);
    const { outcomes, failed } = await rotatePage(aProcess().keys);
    expect(outcomes.resealed).toBeGreaterThanOrEqual(2);
    expect(failed).toEqual([]);
    for (const ref of refs) await readAll(aProcess(), ref);
  });

  it('finds people all the while the secret of the index is replaced', async () => {
    const [old, operations] = [aProcess(), aProcess()];
    const ref = await owner(old);
    const key = `pair:${ref.id}`;
    const own = matchKeys({ names: [{ kind: 'legal', text: 'Testa Placeholder' }] });
    await old.matches.put(ref.id, 1, [...own, key]);
    const finds = async (by: Process) => (await by.matches.find(own)).personIds.includes(ref.id);
    expect(await rotateOwnerKey(operations.keys, MATCHING_OWNER)).toBe('resealed');
    for (const by of [old, operations, aProcess()]) expect(await finds(by)).toBe(true);
    await reindexPage(operations, operations.keys);
    for (const by of [old, operations, aProcess()]) expect(await finds(by)).toBe(true);
    hostNow += TEN_MINUTES;
    await reindexPage(operations, operations.keys);
    expect(await rotateOwnerKey(operations.keys, MATCHING_OWNER)).toBe('replaced');
    for (const by of [old, operations, aProcess()]) expect(await finds(by)).toBe(true);
  });

  it('leaves secrets alone that are not named, or nobody would be found any more', async () => {
    const [old, operations] = [aProcess(), aProcess()];
    const ref = await owner(old);
    const own = matchKeys({ names: [{ kind: 'legal', text: 'Testa Placeholder' }] });
    await old.matches.put(ref.id, 1, [...own, `pair:${ref.id}`]);
    const left: (number | undefined)[] = [];
    for (const wait of [TEN_MINUTES, TEN_MINUTES]) {
      left.push((await rotatePage(operations.keys)).outcomes.secret_left_alone);
      hostNow += wait;
    }
    expect(left).toEqual([1, 1]);
    expect((await aProcess().matches.find(own)).personIds).toContain(ref.id);
  });

  it('finds nothing to be done again for an owner whose keys were destroyed', async () => {
    const one = aProcess();
    const ref = await owner(one);
    await one.keys.destroy(ref.id, T0);
    expect(await rotateOwnerKey(one.keys, ref.id)).toBe('no_key');
    expect((await rewrapPage(one.keys)).failed).toEqual([]);
  });

  it('destroys: nothing of the owner can be read again, and no new key takes its place', async () => {
    const one = aProcess();
    const ref = await owner(one);
    expect(await one.keys.destroy(ref.id, T0)).toBe(true);
    hostNow += TEN_MINUTES;
    for (const reader of [one, aProcess()]) {
      await expect(reader.aggregates.load(ref)).rejects.toThrow(ErasedError);
      await expect(reader.notes.load(ref, 'note-one1')).rejects.toThrow(ErasedError);
      const note = { owner: ref, noteId: 'note-new9', field: 'view', text: 'new', createdAt: T0 };
      await expect(reader.notes.create(note, T0)).rejects.toThrow(ErasedError);
    }
    expect(await one.keys.destroy('per-none0', T0)).toBe(false);
  });
});
