import { expect } from 'vitest';
import { checkDelivery } from '../../../functions/application/check-delivery.ts';
import type { SendResult } from '../../../functions/application/ports.ts';
import { type DeliveryEvent, recordDelivery } from '../../../functions/application/record-delivery.ts';
import { relayAggregate } from '../../../functions/application/relay.ts';
import { sendEmail } from '../../../functions/application/send-email.ts';
import type { MessageKind } from '../../../functions/domain/message/kinds.ts';
import { messageIdFor } from '../../../functions/domain/message/record.ts';
import { createWorld, type TestWorld, theCase } from './world.ts';

export const to = { agencyId: 'agy-one1', representativeId: 'rep-one1' };
export const messageId = messageIdFor('c1', 'reminder', to);

export interface Mailing extends TestWorld {
  sent: string[];
  answers: SendResult[];
  entered: number;
}

/** A case with one message that relay has made and started. */
export async function mailing(kind: MessageKind = 'reminder', id = messageId): Promise<Mailing> {
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

export function send(world: Mailing, more: { run?: number } = {}): Promise<void> {
  world.entered += 1;
  const token = `mail-${world.entered}`;
  world.alive.add(token);
  const enteredAt = `${world.now()}${world.entered}`;
  return sendEmail(world.app, { messageId, run: 1, token, enteredAt, retryCount: 0, ...more });
}
export const event = (world: Mailing, type: DeliveryEvent['type'], more = {}) =>
  recordDelivery(world.app, { messageId, type, providerId: 'ses-1', ...more });
export const check = (world: Mailing, because: 'woken' | 'timeout' | 'unknown' | 'exhausted', run = 1) =>
  checkDelivery(world.app, { messageId, run, because });
export const stored = (world: TestWorld) => {
  const found = world.data.messages[messageId];
  if (!found) throw new Error('no message');
  return found;
};
export const heard = (world: TestWorld) =>
  world.state().heard.filter((name) => name === 'messageOutcome').length;
