import { describe, expect, it } from 'vitest';
import { awaitSignal } from '../../functions/application/await-signal.ts';
import { StaleVersionError, StuckCaseError } from '../../functions/application/errors.ts';
import { type EvaluateInput, evaluateCase } from '../../functions/application/evaluate-case.ts';
import { relayAggregate } from '../../functions/application/relay.ts';
import { createWorld, type TestWorld, theCase } from './support/world.ts';

const LATER = '2026-03-02T02:00:00.000Z';

const input = (more: Partial<EvaluateInput> = {}): EvaluateInput => ({
  caseId: theCase.id,
  generation: 1,
  startedAt: '2026-03-02T01:00:00.000Z',
  wakes: 0,
  lastVersion: -1,
  definitionHash: 'hash-1',
  ...more,
});

const wait = (world: TestWorld, more = {}) =>
  awaitSignal(world.app, {
    caseId: theCase.id,
    generation: 1,
    version: world.record().version,
    waitSeconds: 3600,
    token: 'token-1',
    enteredAt: world.now(),
    retryCount: 0,
    ...more,
  });

const opened = async (clock: string | undefined = LATER): Promise<TestWorld> => {
  const world = createWorld();
  await world.command({ name: 'open' }, clock === undefined ? {} : { clock });
  return world;
};

describe('two waits in one millisecond', () => {
  it('registers the one of the later look, and never the other way round', async () => {
    const world = await opened();
    await wait(world, { token: 'token-1', wakes: 1 });
    await world.command({ name: 'add' }, { clock: LATER });
    await wait(world, { token: 'token-2', wakes: 2 });
    expect(world.record().token).toBe('token-2');
    await expect(wait(world, { token: 'token-1', wakes: 1, retryCount: 1 })).rejects.toThrow(
      StaleVersionError,
    );
    expect(world.record().token).toBe('token-2');
  });
});

describe('Evaluate', () => {
  it('says what to wait for and marks its generation as seen', async () => {
    const world = await opened();
    expect(await evaluateCase(world.app, input())).toEqual({
      next: 'wait',
      phase: 'referral',
      version: 1,
      generation: 1,
      waitSeconds: 3600,
      did: [],
    });
    expect(world.record().seenGeneration).toBe(1);
  });

  it('does what is due, once, and says so', async () => {
    const world = await opened();
    await world.command({ name: 'add' }, { clock: '2026-03-03T00:00:00.000Z' });
    world.pass({ hours: 1 });
    expect(await evaluateCase(world.app, input())).toMatchObject({ version: 3, did: ['fired'] });
    expect(world.state().total).toBe(1);
    expect(world.record()).toMatchObject({ pending: 1, attentionAt: '2026-03-02T02:01:00.000Z' });
    expect(await evaluateCase(world.app, input())).toMatchObject({ version: 3, did: [] });
  });

  it('rounds the wait up to whole seconds and never waits longer than an execution lives', async () => {
    const soon = await opened('2026-03-02T01:00:00.001Z');
    expect(await evaluateCase(soon.app, input())).toMatchObject({ waitSeconds: 1 });
    const half = await opened('2026-03-02T01:00:01.500Z');
    expect(await evaluateCase(half.app, input())).toMatchObject({ waitSeconds: 2 });
    const far = await opened('2027-03-02T01:00:00.000Z');
    expect(await evaluateCase(far.app, input())).toMatchObject({ waitSeconds: 2_592_000 });
  });

  it('exits when its generation is not the record’s', async () => {
    const world = await opened();
    await evaluateCase(world.app, input());
    await world.app.aggregates.raiseGeneration(theCase, 1, LATER);
    await evaluateCase(world.app, input({ generation: 2 }));
    world.pass({ hours: 2 });
    const before = structuredClone(world.data);
    expect(await evaluateCase(world.app, input())).toMatchObject({ next: 'superseded' });
    expect(await evaluateCase(world.app, input({ generation: 9 }))).toMatchObject({ next: 'superseded' });
    expect(world.data).toEqual(before);
  });

  it.each([
    ['it is 30 days old', { startedAt: '2026-01-31T01:00:00.000Z' }],
    ['it was woken 1,000 times', { wakes: 1_000 }],
    [
      'the deployed definition is another and it is an hour old',
      { startedAt: '2026-03-02T00:00:00.000Z', definitionHash: 'old' },
    ],
  ])('continues as new when %s: the generation first, and the token goes', async (_, more) => {
    const world = await opened();
    await evaluateCase(world.app, input());
    await wait(world);
    expect(await evaluateCase(world.app, input(more))).toMatchObject({
      next: 'continueAsNew',
      generation: 2,
    });
    expect(world.record()).toMatchObject({ generation: 2, seenGeneration: 1 });
    expect(world.record().token).toBeUndefined();
    // It died before the successor was started: the retry finds it raised and not seen.
    expect(await evaluateCase(world.app, input(more))).toMatchObject({
      next: 'continueAsNew',
      generation: 2,
    });
    expect(world.record().generation).toBe(2);
    await evaluateCase(world.app, input({ generation: 2 }));
    expect(await evaluateCase(world.app, input(more))).toMatchObject({ next: 'superseded' });
  });

  it('goes on as it is within the first hour of a new definition', async () => {
    const world = await opened();
    expect(await evaluateCase(world.app, input({ definitionHash: 'old' }))).toMatchObject({ next: 'wait' });
  });

  it('sets a case apart that has nothing to wait for twice at one version', async () => {
    const world = await opened(undefined);
    await world.command({ name: 'add' });
    world.state().clocks = [];
    expect(await evaluateCase(world.app, input())).toMatchObject({
      next: 'wait',
      waitSeconds: 1,
      version: 2,
    });
    await expect(evaluateCase(world.app, input({ lastVersion: 2 }))).rejects.toThrow(StuckCaseError);
  });

  it('ends with the case', async () => {
    const world = await opened();
    await world.command({ name: 'close' });
    expect(await evaluateCase(world.app, input())).toMatchObject({ next: 'closed', phase: 'closed' });
  });
});

describe('a wait', () => {
  it('is registered only if nothing has changed since the look', async () => {
    const world = await opened();
    await world.command({ name: 'add' });
    await expect(wait(world, { version: 1 })).rejects.toThrow(StaleVersionError);
    expect(world.record().token).toBeUndefined();
  });

  it('is registered only by the current generation, and never over a newer wait', async () => {
    const world = await opened();
    await expect(wait(world, { generation: 2 })).rejects.toThrow(StaleVersionError);
    await wait(world, { token: 'newer', retryCount: 1 });
    await expect(wait(world, { token: 'older' })).rejects.toThrow(StaleVersionError);
    expect(world.record().token).toBe('newer');
  });

  it('moves the sweeper to a minute after the clock, but not while something is to relay', async () => {
    const world = await opened();
    await wait(world);
    expect(world.record().attentionAt).toBe('2026-03-02T01:01:00.000Z');
    await relayAggregate(world.app, theCase);
    await wait(world, { retryCount: 1 });
    expect(world.record().attentionAt).toBe('2026-03-02T02:01:00.000Z');
  });
});
