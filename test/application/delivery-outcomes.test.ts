import { describe, expect, it } from 'vitest';
import { UnknownSendOutcomeError } from '../../functions/application/errors.ts';
import { sweepAttention } from '../../functions/application/sweep.ts';
import { check, event, heard, mailing, send, stored } from './support/mailing.ts';

describe('a message that SES has', () => {
  it('whose call was not answered goes once more, after ten minutes without an event', async () => {
    const world = await mailing();
    world.answers.push({ kind: 'unknown' }, { kind: 'unknown' });
    await expect(send(world)).rejects.toThrow(UnknownSendOutcomeError);
    expect(await check(world, 'unknown')).toMatchObject({ next: 'wait' });
    await expect(send(world)).rejects.toThrow(UnknownSendOutcomeError);
    expect(world.sent).toHaveLength(1);
    world.pass({ minutes: 10 });
    await expect(send(world)).rejects.toThrow(UnknownSendOutcomeError);
    expect(world.sent).toHaveLength(2);
    world.pass({ hours: 2 });
    await expect(send(world)).rejects.toThrow(UnknownSendOutcomeError);
    expect(world.sent).toHaveLength(2);
    expect(await check(world, 'unknown')).toEqual({ next: 'done', status: 'not_confirmed' });
    expect(heard(world)).toBe(1);
  });

  it('whose call was not answered is not sent again when an event shows that it went', async () => {
    const world = await mailing();
    world.answers.push({ kind: 'unknown' });
    await expect(send(world)).rejects.toThrow(UnknownSendOutcomeError);
    await event(world, 'sent');
    expect(stored(world)).toMatchObject({ message: { status: 'accepted' }, calls: { open: false } });
    world.pass({ minutes: 11 });
    expect(await check(world, 'unknown')).toMatchObject({ next: 'wait' });
    await send(world);
    expect(world.sent).toHaveLength(1);
  });

  it('without any event in its time is not confirmed, which is not the same as not delivered', async () => {
    const world = await mailing();
    await send(world);
    world.pass({ hours: 4 });
    expect(await check(world, 'timeout')).toEqual({ next: 'done', status: 'not_confirmed' });
    expect(heard(world)).toBe(1);
    await event(world, 'delivered');
    expect(stored(world).message.status).toBe('delivered');
  });

  it.each(['bounced', 'complained', 'rejected'] as const)(
    'that is %s is told to its source once, also after a delivery',
    async (type) => {
      const world = await mailing();
      await send(world);
      if (type !== 'rejected') {
        await event(world, 'delivered');
        await check(world, 'woken');
      }
      await event(world, type, { code: 'General' });
      await event(world, type, { code: 'General' });
      world.pass({ seconds: 61 });
      await sweepAttention(world.app);
      expect(heard(world)).toBe(1);
      expect(stored(world)).toMatchObject({ told: type });
      expect(stored(world).attentionAt).toBeUndefined();
    },
  );

  it('keeps the sweeper’s attention until its source has heard', async () => {
    const world = await mailing();
    await send(world);
    await event(world, 'bounced');
    const { save } = { save: world.app.aggregates.save.bind(world.app.aggregates) };
    world.app.aggregates.save = async () => {
      throw new Error('down');
    };
    await expect(check(world, 'woken')).rejects.toThrow('down');
    expect(stored(world).attentionAt).toBeDefined();
    world.app.aggregates.save = save;
    world.pass({ seconds: 61 });
    await sweepAttention(world.app);
    expect(heard(world)).toBe(1);
  });

  it('whose source refuses to hear goes to operations', async () => {
    const world = await mailing();
    await send(world);
    await event(world, 'bounced');
    const definition = world.app.registry.case!;
    const decide = definition.decide.bind(definition);
    definition.decide = (state, id, envelope, ...rest) =>
      decide(state, id, { ...envelope, name: 'refuse' }, ...rest);
    await check(world, 'woken');
    expect(await world.app.worklist.list('agy-operations')).toHaveLength(1);
    expect(stored(world).told).toBe('bounced');
  });

  it('tells the agency only when the health of its address changes', async () => {
    const world = await mailing();
    await send(world);
    await event(world, 'bounced');
    const ref = { type: 'meeting', id: 'mtg-agency' } as const;
    await world.command({ name: 'open', ref });
    world.app.composer.health = async () => ({ ref, input: {} });
    await check(world, 'woken');
    expect(world.state(ref).heard).toEqual(['open', 'addressHealth']);
  });
});
