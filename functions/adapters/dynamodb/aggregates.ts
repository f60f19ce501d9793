import type { AggregateStore } from '../../application/ports.ts';
import { shardOf } from '../../application/record.ts';
import type { AggregateCodec } from './aggregate-codec.ts';
import { aggregateKey } from './keys.ts';
import { createExpression, type Table } from './table.ts';

const UNLESS_THERE = { condition: 'attribute_not_exists(pk)', names: {}, values: {} };

const THERE = 'attribute_exists(pk)';

/** An expression may have 4 KB, and a condition on one version takes 33 bytes: after an outage there can be hundreds. */
const MOST_AT_ONCE = 50;

/** The list in parts that one expression can name. */
const chunksOf = (list: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(list.length / MOST_AT_ONCE) }, (_, n) =>
    list.slice(n * MOST_AT_ONCE, (n + 1) * MOST_AT_ONCE),
  );

/** Aggregates in DynamoDB: one item each, one conditional write for each change. */
export function createDynamoAggregates(table: Table, codec: AggregateCodec): AggregateStore {
  return {
    async load(ref) {
      const item = await table.get(aggregateKey(ref));
      return item && codec.toRecord(item);
    },

    async create(record) {
      return table.put(await codec.toItem(record), UNLESS_THERE);
    },

    async save({ ref, expect, entries, attentionAt, data, ...change }) {
      const { path, value, done } = createExpression();
      const sealed = await codec.sealData(ref, data);
      const attention = { attentionAt, attentionShard: shardOf(ref.id) };
      const set = Object.entries({ ...change, data: sealed, ...attention }).map(
        ([attribute, to]) => `${path(attribute)} = ${value(to)}`,
      );
      if (entries.length > 0) {
        // Never the map whole: relay removes other versions at the same time.
        set.push(`${path('outbox', String(change.version))} = ${value(entries)}`);
        set.push(`${path('pending')} = ${value(1)}`);
      }
      const stillThatVersion = `${path('version')} = ${value(expect.version)}`;
      const stillThatGeneration = `${path('generation')} = ${value(expect.generation)}`;
      const when = [stillThatVersion, stillThatGeneration];
      return (await table.update(aggregateKey(ref), { set, remove: [], when, ...done() })) !== undefined;
    },

    async acknowledge(ref, versions, failed = []) {
      // Nearly always there is one part, which is all that lies there, and `pending` goes with it.
      const parts = chunksOf(versions);
      const counts = chunksOf(failed);
      const [lastPart = [], lastCounts = []] = [parts.pop(), counts.pop()];
      for (const some of parts) await remove(some, [], false);
      for (const some of counts) await remove([], some, false);
      if (await remove(lastPart, lastCounts, true)) return;
      // More lies in the outbox than these, or some had gone already: leave `pending` to whoever empties it.
      if (lastPart.length + lastCounts.length > 0) await remove(lastPart, lastCounts, false);
      await remove([], [], true);

      async function remove(
        some: readonly string[],
        entryIds: readonly string[],
        withPending: boolean,
      ): Promise<boolean> {
        const { path, value, done } = createExpression();
        const gone = [
          ...some.map((version) => path('outbox', version)),
          ...entryIds.map((entryId) => path('failing', entryId)),
        ];
        const when = [THERE];
        if (withPending) {
          const theseAreAll = `size(${path('outbox')}) = ${value(some.length)}`;
          when.push(theseAreAll, ...some.map((version) => `attribute_exists(${path('outbox', version)})`));
          gone.push(path('pending'));
        }
        const update = { set: [], remove: gone, when, ...done() };
        return (await table.update(aggregateKey(ref), update)) !== undefined;
      }
    },

    async registerToken({ ref, generation, version, token, tokenAt }) {
      const { path, value, done } = createExpression();
      const set = [
        `${path('token')} = ${value(token)}`,
        `${path('tokenVersion')} = ${value(version)}`,
        `${path('tokenAt')} = ${value(tokenAt)}`,
      ];
      const nothingChangedSinceTheLook = `${path('version')} = ${value(version)}`;
      const myGeneration = `${path('generation')} = ${value(generation)}`;
      const neverOverANewerWait = `(attribute_not_exists(${path('tokenAt')}) OR ${path('tokenAt')} < ${value(tokenAt)})`;
      const when = [nothingChangedSinceTheLook, myGeneration, neverOverANewerWait];
      return (await table.update(aggregateKey(ref), { set, remove: [], when, ...done() })) !== undefined;
    },

    async raiseGeneration(ref, from, attentionAt) {
      const { path, value, done } = createExpression();
      const set = [
        `${path('generation')} = ${value(from + 1)}`,
        `${path('attentionAt')} = ${value(attentionAt)}`,
        `${path('attentionShard')} = ${value(shardOf(ref.id))}`,
      ];
      const remove = [path('token'), path('tokenVersion'), path('tokenAt')];
      const nobodyRaisedIt = `${path('generation')} = ${value(from)}`;
      return (
        (await table.update(aggregateKey(ref), { set, remove, when: [nobodyRaisedIt], ...done() })) !==
        undefined
      );
    },

    async markSeenGeneration(ref, generation) {
      const { path, value, done } = createExpression();
      const set = [`${path('seenGeneration')} = ${value(generation)}`];
      const when = [`${path('generation')} = ${value(generation)}`];
      return (await table.update(aggregateKey(ref), { set, remove: [], when, ...done() })) !== undefined;
    },

    async moveAttention({ ref, to, while: hold, sweep }) {
      const { path, value, done } = createExpression();
      const attention = [path('attentionAt'), path('attentionShard')] as const;
      const set = sweep ? [`${path('sweep')} = ${value(sweep)}`] : [];
      const remove: string[] = [];
      if (to === undefined) remove.push(...attention);
      else set.push(`${attention[0]} = ${value(to)}`, `${attention[1]} = ${value(shardOf(ref.id))}`);
      const when = [`${path('version')} = ${value(hold.version)}`];
      if (hold.quiet) when.push(`size(${path('outbox')}) = ${value(0)}`);
      if (hold.seen) when.push(`${path('tokenVersion')} = ${path('version')}`);
      if (hold.attentionAt !== undefined) when.push(`${path('attentionAt')} = ${value(hold.attentionAt)}`);
      return (await table.update(aggregateKey(ref), { set, remove, when, ...done() })) !== undefined;
    },

    async hurry(ref, at) {
      const { path, value, done } = createExpression();
      const set = [
        `${path('attentionAt')} = ${value(at)}`,
        `${path('attentionShard')} = ${value(shardOf(ref.id))}`,
      ];
      const when = [THERE];
      return (await table.update(aggregateKey(ref), { set, remove: [], when, ...done() })) !== undefined;
    },

    async countFailure(ref, entryId, version) {
      const { path, value, done } = createExpression();
      const count = path('failing', entryId);
      const set = [`${count} = if_not_exists(${count}, ${value(0)}) + ${value(1)}`];
      const stillOpen = version === undefined ? [] : [`attribute_exists(${path('outbox', version)})`];
      const when = [THERE, ...stillOpen];
      const after = await table.update(aggregateKey(ref), { set, remove: [], when, ...done() });
      const failing = after?.['failing'];
      return typeof failing === 'object' && failing !== null && entryId in failing
        ? Number(Reflect.get(failing, entryId))
        : 0;
    },
  };
}
