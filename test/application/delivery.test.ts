import { describe, expect, it } from 'vitest';
import { checkDelivery } from '../../functions/application/check-delivery.ts';
import {
  ConflictError,
  MailThrottledError,
  MailUnavailableError,
  UnknownSendOutcomeError,
} from '../../functions/application/errors.ts';
import type { SendResult } from '../../functions/application/ports.ts';
import { type DeliveryEvent, recordDelivery } from '../../functions/application/record-delivery.ts';
import { relayAggregate } from '../../functions/application/relay.ts';
import { restartFailed } from '../../functions/application/restart-failed.ts';
import { sendEmail } from '../../functions/application/send-email.ts';
import { sweepAttention } from '../../functions/application/sweep.ts';
import type { MessageKind } from '../../functions/domain/message/kinds.ts';
import { messageIdFor } from '../../functions/domain/message/record.ts';
import { createWorld, type TestWorld, theCase } from './support/world.ts';

const to = { agencyId: 'agy-one1', representativeId: 'rep-one1' };
const messageId = messageIdFor('c1', 'reminder', to);

interface Mailing extends TestWorld {
  sent: string[];
  answers: SendResult[];
  entered: number;
}

/** A case with one message that relay has made and started. */
async function mailing(kind: MessageKind = 'reminder', id = messageId): Promise<Mailing> {
  const sent: string[] = [];
  const answers: SendResult[] = [];
  const world = createWorld({
    mailer: {
      send: async (email) => {
        sent.push(email.messageId);
        return answers.shift() ?? { kind: 'accepted', providerId: 'ses-1' };
      },
    },
  });
  world.app.composer = {
    compose: async ({ messageId: of }) => ({
      allowed: true,
      gate: { allowed: true, reasons: [], at: world.now(), ground: 'test' },
      disclosures: [],
      email: {
        messageId: of,
        kind: 'reminder',
        to: 'x@example.org',
        senderName: 's',
        subject: 's',
        text: 't',
        html: 'h',
        attachments: [],
      },
    }),
    health: async () => undefined,
  };
  const message = { intent: 'message' as const, kind, cause: 'c1', to: [to], params: { dueAt: 'soon' } };
  await world.command({ name: 'open' }, { intents: [message], clock: '2027-01-01T00:00:00.000Z' });
  await relayAggregate(world.app, theCase);
  expect(world.running.has(`${id}.a1`)).toBe(true);
  return { ...world, sent, answers, entered: 0 };
}

function send(world: Mailing, more: { run?: number } = {}): Promise<void> {
  world.entered += 1;
  const token = `mail-${world.entered}`;
  world.alive.add(token);
  const enteredAt = `${world.now()}${world.entered}`;
  return sendEmail(world.app, { messageId, run: 1, token, enteredAt, retryCount: 0, ...more });
}
const event = (world: Mailing, type: DeliveryEvent['type'], more = {}) =>
  recordDelivery(world.app, { messageId, type, providerId: 'ses-1', ...more });
const check = (world: Mailing, because: 'woken' | 'timeout' | 'unknown' | 'exhausted', run = 1) =>
  checkDelivery(world.app, { messageId, run, because });
const stored = (world: TestWorld) => {
  const found = world.data.messages[messageId];
  if (!found) throw new Error('no message');
  return found;
};
const heard = (world: TestWorld) => world.state().heard.filter((name) => name === 'messageOutcome').length;

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

  it('whose execution has died is delivered by the next run, and the old one does nothing', async () => {
    const world = await mailing();
    world.running.clear();
    world.ended.add(`${messageId}.a1`);
    expect(await restartFailed(world.app, `${messageId}.a1`)).toBe(true);
    world.pass({ seconds: 1 });
    await sweepAttention(world.app);
    expect(world.running.has(`${messageId}.a2`)).toBe(true);
    await send(world);
    expect(world.sent).toEqual([]);
    expect(await check(world, 'timeout')).toMatchObject({ next: 'done' });
    await send(world, { run: 2 });
    expect(world.sent).toHaveLength(1);
  });

  it('that cannot be started at once is started by the sweeper', async () => {
    const world = createWorld();
    const { workflow } = world.app;
    const start = workflow.startDelivery.bind(workflow);
    workflow.startDelivery = async () => {
      throw new Error('throttled');
    };
    const message = {
      intent: 'message' as const,
      kind: 'reminder' as const,
      cause: 'c1',
      to: [to],
      params: {},
    };
    await world.command({ name: 'open' }, { intents: [message] });
    await relayAggregate(world.app, theCase);
    expect(world.record().outbox).toEqual({});
    workflow.startDelivery = start;
    world.pass({ seconds: 61 });
    await sweepAttention(world.app);
    expect(world.running.has(`${messageId}.a1`)).toBe(true);
  });

  it('that waits for its day is started when it is due', async () => {
    const world = createWorld();
    const digestAt = '2026-03-02T03:00:00.000Z';
    const message = {
      intent: 'message' as const,
      kind: 'reminder' as const,
      cause: 'c1',
      to: [to],
      params: {},
      digestAt,
    };
    await world.command({ name: 'open' }, { intents: [message], clock: '2027-01-01T00:00:00.000Z' });
    await relayAggregate(world.app, theCase);
    world.pass({ minutes: 119 });
    await sweepAttention(world.app);
    expect([...world.running].filter((name) => name.startsWith('msg'))).toEqual([]);
    world.pass({ minutes: 2 });
    await sweepAttention(world.app);
    expect([...world.running].filter((name) => name.startsWith('msg'))).toHaveLength(1);
  });

  it('that SES has not taken in its time raises an alarm', async () => {
    const world = await mailing('plan_copy', messageIdFor('c1', 'plan_copy', to));
    world.pass({ minutes: 31 });
    await sweepAttention(world.app);
    expect(world.alarms).toContain('message-late');
  });
});
