import { describe, expect, it } from 'vitest';
import {
  ConflictError,
  MailThrottledError,
  MailUnavailableError,
} from '../../functions/application/errors.ts';
import { check, event, heard, mailing, messageId, send, stored } from './support/mailing.ts';

describe('a message', () => {
  it('is sent once, and a delivery wakes its execution and stays on the message', async () => {
    const world = await mailing();
    await send(world);
    expect(stored(world)).toMatchObject({
      message: { status: 'accepted', gate: { ground: 'test' } },
      calls: { made: 1, open: false },
    });
    await event(world, 'delivered');
    expect(world.woken).toEqual(['mail-1']);
    expect(await check(world, 'woken')).toEqual({ next: 'done', status: 'delivered' });
    expect(world.sent).toEqual([messageId]);
    expect(heard(world)).toBe(0);
    expect(stored(world).attentionAt).toBeUndefined();
  });

  it('is not sent again by a retry after SES took it', async () => {
    const world = await mailing();
    await send(world);
    await send(world);
    expect(world.sent).toHaveLength(1);
    await event(world, 'delivered');
    expect(world.woken).toEqual(['mail-2']);
  });

  it('wakes its execution itself when the outcome came before the answer of SES', async () => {
    const world = await mailing();
    const { mailer } = world.app;
    const original = mailer.send.bind(mailer);
    world.app.mailer = {
      send: async (email) => {
        await event(world, 'delivered');
        return original(email);
      },
    };
    world.alive.clear();
    await send(world);
    expect(stored(world).message.status).toBe('delivered');
    expect(world.woken).toEqual(['mail-1', 'mail-1']);
  });

  it('is stopped by the gate with its reason, and its source hears of it', async () => {
    const world = await mailing();
    world.app.composer.compose = async () => ({
      allowed: false,
      superseded: false,
      gate: { allowed: false, reasons: ['excluded'], at: world.now() },
    });
    await send(world);
    expect(world.sent).toEqual([]);
    expect(await check(world, 'woken')).toEqual({ next: 'done', status: 'stopped' });
    expect(heard(world)).toBe(1);
    expect(await check(world, 'woken')).toMatchObject({ next: 'done' });
    expect(heard(world)).toBe(1);
  });

  it('that is no longer true troubles nobody', async () => {
    const world = await mailing();
    const gate = { allowed: false, reasons: ['no_longer_true' as const], at: world.now() };
    world.app.composer.compose = async () => ({ allowed: false, superseded: true, gate });
    await send(world);
    expect(await check(world, 'woken')).toEqual({ next: 'done', status: 'superseded' });
    expect(heard(world)).toBe(0);
  });

  it('is judged anew when it changed between the gate and the call', async () => {
    const world = await mailing();
    const { composer } = world.app;
    const compose = composer.compose.bind(composer);
    composer.compose = async (message) => {
      const now = stored(world);
      world.data.messages[messageId] = { ...now, version: now.version + 1 };
      return compose(message);
    };
    await expect(send(world)).rejects.toThrow(ConflictError);
    expect(world.sent).toEqual([]);
  });

  it.each([
    ['throttled', MailThrottledError],
    ['unavailable', MailUnavailableError],
  ] as const)('waits when SES is %s: nothing was sent, so the call does not count', async (kind, error) => {
    const world = await mailing();
    world.answers.push({ kind }, { kind }, { kind });
    for (let i = 0; i < 3; i += 1) await expect(send(world)).rejects.toThrow(error);
    expect(stored(world).calls).toMatchObject({ made: 0, open: false });
    await send(world);
    expect(world.sent).toHaveLength(4);
    expect(stored(world).message.status).toBe('accepted');
  });

  it('fails when SES stayed away for hours, and its source hears of it', async () => {
    const world = await mailing();
    world.answers.push({ kind: 'unavailable' });
    await expect(send(world)).rejects.toThrow(MailUnavailableError);
    expect(await check(world, 'exhausted')).toEqual({ next: 'done', status: 'failed' });
    expect(heard(world)).toBe(1);
  });

  it('that SES refuses is reported', async () => {
    const world = await mailing();
    world.answers.push({ kind: 'rejected', code: 'MessageRejected' });
    await send(world);
    expect(await check(world, 'woken')).toEqual({ next: 'done', status: 'rejected' });
    expect(heard(world)).toBe(1);
  });
});
