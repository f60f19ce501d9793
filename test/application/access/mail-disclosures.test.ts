import { describe, expect, it } from 'vitest';
import type { AccessLog } from '../../../functions/application/access/access-log.ts';
import { appendAccess, verifyAccessChain } from '../../../functions/application/access/chain.ts';
import { mailDisclosures } from '../../../functions/application/access/mail-disclosures.ts';
import { ConflictError } from '../../../functions/application/errors.ts';
import { relayAggregate } from '../../../functions/application/relay.ts';
import { sendEmail } from '../../../functions/application/send-email.ts';
import type { CaseState } from '../../../functions/domain/case/state.ts';
import { decideGate } from '../../../functions/domain/message/gate.ts';
import type { MessageKind } from '../../../functions/domain/message/kinds.ts';
import { messageIdFor } from '../../../functions/domain/message/record.ts';
import { aCase, aMessage, caseId, factsOf, now, owner } from '../../domain/message/fixtures.ts';
import { createWorld, theCase } from '../support/world.ts';

const endorsed: Partial<CaseState> = {
  endorsements: [{ worker: owner, at: now, textVersion: 'text-1', mode: 'written' }],
};

/** What the gate lets a message of this kind give. */
function given(kind: MessageKind, more: Partial<CaseState> = endorsed) {
  const state = aCase({ meetings: [], ...more });
  const record = aMessage(kind);
  const decision = decideGate(record, factsOf(state));
  if (!decision.allowed) throw new Error(decision.reasons.join());
  return mailDisclosures(record, decision, new Map([[caseId, state]]), now);
}

describe('what a mail gives', () => {
  it('S0-30 S1-17 is a plan, with version, ground, basis and who recorded it', () => {
    expect(given('plan_copy')).toMatchObject([
      {
        caseId,
        access: {
          event: 'mailed',
          ...owner,
          what: 'plan_copy',
          content: 'plan_full',
          item: expect.stringMatching(/^plan-\w+\/1$/),
          ground: 'has_action',
          basis: expect.any(String),
          decidedBy: expect.stringMatching(/^agy-.+\/rep-/),
        },
      },
    ]);
  });

  it('is one coded fact of an action', () => {
    expect(given('action_assigned')).toMatchObject([
      { access: { content: 'minimal', item: 'act-0000a', decidedBy: 'agy-lead/rep-lead' } },
    ]);
  });

  it('is nothing where the gate thins the mail, or where it carries nothing', () => {
    expect(given('action_assigned', { endorsements: [] })).toEqual([]);
    expect(given('closure_notice', { phase: 'closed_watch' })).toEqual([]);
  });
});

const to = { agencyId: 'agy-one1', representativeId: 'rep-one1' };
const messageId = messageIdFor('c1', 'plan_copy', to);
const access = {
  at: now,
  event: 'mailed',
  ...to,
  via: 'mail',
  what: 'plan_copy',
  aggregate: 'case',
  id: theCase.id,
  ground: 'has_action',
  messageId,
} as const;

/** A message with content that is ready to go. */
async function ready() {
  const order: string[] = [];
  const world = createWorld({
    mailer: {
      send: async () => {
        order.push('sent');
        return { kind: 'accepted', providerId: 'ses-1' };
      },
    },
  });
  const { put } = world.app.accessLog;
  world.app.accessLog.put = async (...args) => {
    order.push('recorded');
    return put(...args);
  };
  world.app.composer = {
    compose: async () => ({
      allowed: true,
      gate: { allowed: true, reasons: [], at: world.now(), ground: 'has_action' },
      disclosures: [{ caseId: theCase.id, access }],
      email: {
        messageId,
        kind: 'plan_copy',
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
  const message = {
    intent: 'message' as const,
    kind: 'plan_copy' as const,
    cause: 'c1',
    to: [to],
    params: {},
  };
  await world.command({ name: 'open' }, { intents: [message], clock: '2027-01-01T00:00:00.000Z' });
  await relayAggregate(world.app, theCase);
  const send = (n: number) =>
    sendEmail(world.app, {
      messageId,
      run: 1,
      token: `t-${n}`,
      enteredAt: `${world.now()}${n}`,
      retryCount: 0,
    });
  return { world, order, send, log: () => world.app.accessLog.page(theCase.id, 0) };
}

describe('sending a mail with content', () => {
  it('is recorded before SES is called', async () => {
    const { order, send, log } = await ready();
    await send(1);
    expect(order).toEqual(['recorded', 'sent']);
    expect(await log()).toMatchObject([{ seq: 1, event: 'mailed', messageId }]);
  });

  it('does not happen when it cannot be recorded, and is recorded once when it is tried again', async () => {
    const { world, order, send, log } = await ready();
    const { put, latest } = world.app.accessLog;
    const broken: Partial<AccessLog> = { put: async () => false };
    Object.assign(world.app.accessLog, broken);
    await expect(send(1)).rejects.toThrow(ConflictError);
    expect(order).toEqual([]);
    expect(world.data.messages[messageId]?.calls).toMatchObject({ made: 0 });

    // The entry is written, but the message has changed meanwhile, so that the mail does not go.
    Object.assign(world.app.accessLog, { put, latest });
    const { save } = world.app.messages;
    let lost = 0;
    world.app.messages.save = async (stored) => {
      lost += stored.calls.open ? 1 : 0;
      return stored.calls.open && lost === 1 ? false : save(stored);
    };
    await expect(send(2)).rejects.toThrow(ConflictError);
    for (let n = 0; n < 120; n += 1)
      await appendAccess(world.app, theCase.id, { ...access, messageId: `msg-other${n}` });
    await send(3);
    const pages = [...(await log()), ...(await world.app.accessLog.page(theCase.id, 100))];
    expect(pages.filter((entry) => entry.messageId === messageId)).toHaveLength(1);
    expect(verifyAccessChain(theCase.id, pages)).toMatchObject({ ok: true, checked: 121 });
    expect(order.at(-1)).toBe('sent');
  });
});
