import type { AggregateStore } from '../../application/ports.ts';
import { shardOf } from '../../application/record.ts';
import type { AggregateCodec } from './aggregate-codec.ts';
import { aggregateKey } from './keys.ts';
import { createExpression, type Table } from './table.ts';

const UNLESS_THERE = { condition: 'attribute_not_exists(pk)', names: {}, values: {} };

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
      if (await removeVersions(true)) return;
      // More lies in the outbox than these, or some had gone already: leave `pending` to whoever empties it.
      if (versions.length > 0) await removeVersions(false);
      const { path, value, done } = createExpression();
      const isEmpty = `size(${path('outbox')}) = ${value(0)}`;
      await table.update(aggregateKey(ref), {
        set: [],
        remove: [path('pending')],
        when: [isEmpty],
        ...done(),
      });

      async function removeVersions(withPending: boolean): Promise<boolean> {
        const { path, value, done } = createExpression();
        const remove = versions.map((version) => path('outbox', version));
        for (const entryId of failed) remove.push(path('failing', entryId));
        const when = ['attribute_exists(pk)'];
        if (withPending) {
          const theseAreAll = `size(${path('outbox')}) = ${value(versions.length)}`;
          when.push(
            theseAreAll,
            ...versions.map((version) => `attribute_exists(${path('outbox', version)})`),
          );
          remove.push(path('pending'));
        }
        return (await table.update(aggregateKey(ref), { set: [], remove, when, ...done() })) !== undefined;
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
      const when = ['attribute_exists(pk)'];
      return (await table.update(aggregateKey(ref), { set, remove: [], when, ...done() })) !== undefined;
    },

    async countFailure(ref, entryId) {
      const { path, value, done } = createExpression();
      const count = path('failing', entryId);
      const set = [`${count} = if_not_exists(${count}, ${value(0)}) + ${value(1)}`];
      const when = ['attribute_exists(pk)'];
      const after = await table.update(aggregateKey(ref), { set, remove: [], when, ...done() });
      const failing = after?.['failing'];
      return typeof failing === 'object' && failing !== null && entryId in failing
        ? Number(Reflect.get(failing, entryId))
        : 0;
    },
  };
}
