import { describe, expect, it } from 'vitest';
import { refuse } from '../../functions/domain/shared/refusal.ts';
import { createWorld } from './support/world.ts';

const stale = refuse('changed-meanwhile', 'it has changed');
const totalOf = (state: unknown): unknown => Reflect.get(Object(state), 'total');

describe('a precondition of a command', () => {
  it('stops the command and leaves nothing behind, no narrative either', async () => {
    const world = createWorld();
    await world.command({ name: 'open' }, { add: 1 });
    const before = structuredClone(world.data);
    const notes = { reason: 'Placeholder' };
    const answer = await world.command({ name: 'add', notes, precondition: () => stale }, { add: 1 });
    expect(answer).toEqual(stale);
    expect(world.data).toEqual(before);
  });

  it('is asked again of what another writer left', async () => {
    const world = createWorld();
    await world.command({ name: 'open' }, { add: 1 });
    const save = world.app.aggregates.save.bind(world.app.aggregates);
    let first = true;
    world.app.aggregates.save = async (change) => {
      if (!first) return save(change);
      first = false;
      await world.command({ name: 'add' }, { add: 10 });
      return false;
    };
    const seen: unknown[] = [];
    const precondition = (state: unknown) => {
      seen.push(totalOf(state));
      return totalOf(state) === 1 ? undefined : stale;
    };
    expect(await world.command({ name: 'add', precondition }, { add: 1 })).toEqual(stale);
    expect(seen).toEqual([1, 11]);
    expect(world.state().total).toBe(11);
  });

  it('does not stand in the way of a retry, which gets its first answer, findings included', async () => {
    const findings = { reason: [{ kind: 'name' as const, start: 0, end: 5 }] };
    const world = createWorld({ identifying: { scan: async () => findings } });
    await world.command({ name: 'open' });
    const request = { name: 'add', key: 'k1', notes: { reason: 'Placeholder' } };
    const first = await world.command(request, { add: 1 });
    expect(first).toMatchObject({ kind: 'accepted', findings });
    expect(await world.command({ ...request, precondition: () => stale }, { add: 1 })).toEqual(first);
  });
});
