import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sealedFields } from '../../functions/adapters/dynamodb/aggregate-codec.ts';
import { PACK_FROM, pack, unpack } from '../../functions/application/packing.ts';
import { bytesOf } from '../../functions/application/size.ts';
import { system } from '../../functions/domain/shared/actor.ts';
import { aggregateTypes } from '../../functions/domain/shared/aggregate.ts';
import { createWorld, type TestWorld, theCase } from './support/world.ts';

/** So many letters of base64, which deflate to three quarters. */
function noise(letters: number): string {
  const blocks = Array.from({ length: Math.ceil(letters / 40) }, (_, n) =>
    createHash('sha256').update(`noise ${n}`).digest(),
  );
  return Buffer.concat(blocks).toString('base64').slice(0, letters);
}

/** A case whose item holds about so many bytes when deflated. */
async function caseOf(bytes: number): Promise<TestWorld> {
  const world = createWorld();
  await world.command({ name: 'open' });
  world.state().heard.push(noise(Math.round(bytes * 1.33)));
  expect(bytesOf(world.record())).toBeGreaterThan(bytes * 0.97);
  expect(bytesOf(world.record())).toBeLessThan(bytes * 1.03);
  return world;
}

const to = [{ agencyId: 'agy-one1' }, { agencyId: 'agy-two2' }];
const fanOut = {
  intents: [{ intent: 'message' as const, kind: 'agenda' as const, cause: 'c', to, params: {} }],
};
const tooLarge = { kind: 'refused', code: 'aggregate-too-large' };

describe('an item that grows', () => {
  it('rings nobody below 100 KB, and somebody above', async () => {
    const small = await caseOf(90_000);
    await small.command({ name: 'add' }, fanOut);
    expect(small.alarms).toEqual([]);
    const large = await caseOf(110_000);
    expect(await large.command({ name: 'add' }, fanOut)).toMatchObject({ kind: 'accepted' });
    expect(large.alarms).toEqual(['aggregate-very-large']);
  });

  it('refuses new fan-out at 300 KB by name and writes nothing, and still takes other things', async () => {
    const world = await caseOf(310_000);
    const before = world.record();
    expect(await world.command({ name: 'add' }, fanOut)).toMatchObject(tooLarge);
    expect(world.record()).toBe(before);
    expect(await world.command({ name: 'add' })).toMatchObject({ kind: 'accepted' });
    expect(world.alarms).toContain('aggregate-very-large');
  });

  it('refuses workers whatever it is at 350 KB, with an alarm of its own, and keeps the rest for the system', async () => {
    const world = await caseOf(360_000);
    expect(await world.command({ name: 'add' })).toMatchObject(tooLarge);
    expect(world.alarms).toContain('aggregate-full');
    expect(await world.command({ name: 'add', by: system('meeting:mtg-one1') })).toMatchObject({
      kind: 'accepted',
    });
  });

  it('can always be brought to its end', async () => {
    const world = await caseOf(360_000);
    expect(await world.command({ name: 'close' }, fanOut)).toMatchObject({ kind: 'accepted' });
    expect(world.state(theCase).phase).toBe('closed');
  });
});

describe('a packed state', () => {
  const state = {
    actions: Array.from({ length: 500 }, (_, n) => ({ actionId: `act-${n}`, code: 'whānau' })),
  };

  it('is the same state again, in a ninth of the bytes or less', () => {
    const packed = pack('case', state);
    if (!(packed instanceof Uint8Array)) expect.fail('it was not packed');
    expect(packed.length * 9).toBeLessThan(JSON.stringify(state).length);
    expect(unpack(packed)).toEqual(state);
  });

  it('stays readable in the table while it is small', () => {
    const small = { text: 'x'.repeat(PACK_FROM - 100) };
    expect(pack('case', small)).toBe(small);
    expect(unpack(small)).toBe(small);
  });

  it('is never one that is sealed field by field', () => {
    const large = { text: 'x'.repeat(PACK_FROM) };
    const packed = aggregateTypes.filter((type) => pack(type, large) !== large);
    expect(packed).toEqual(
      ['case', 'meeting', 'agency'].filter((type) => packed.some((one) => one === type)),
    );
    expect(packed.filter((type) => sealedFields[type])).toEqual([]);
  });
});
