import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DeleteSuppressedDestinationCommand,
  GetSuppressedDestinationCommand,
  TooManyRequestsException,
} from '@aws-sdk/client-sesv2';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Json } from '../../../local/gateway/aws-error.ts';
import { START } from '../gateway/cloud.ts';
import { mail, opener, types } from './opener.ts';

describe('what becomes of a mail', () => {
  const open = opener();

  it('raises the documented events with the tags of the mail', async () => {
    const { client, cloud, events } = await open();
    const { MessageId } = await client.send(mail('worker@health.example'));
    expect(events).toEqual([]);
    await cloud.clock.run();
    expect(types(events)).toEqual([
      ['Email Sent', 0],
      ['Email Delivered', 2],
    ]);
    expect(events[1]?.detail).toMatchObject({
      eventType: 'Delivery',
      mail: {
        messageId: MessageId,
        timestamp: '2026-03-02T01:00:00.000Z',
        destination: ['worker@health.example'],
        tags: { kind: ['plan-copy'], message: ['M1'], 'ses:configuration-set': ['plan'] },
      },
      delivery: { timestamp: '2026-03-02T01:00:02.000Z', recipients: ['worker@health.example'] },
    });
    expect(cloud.errors).toEqual([]);
  });

  it('raises no event for a mail without a configuration set, as on AWS', async () => {
    const { client, cloud, events, ses } = await open();
    await client.send(mail('worker@health.example', { ConfigurationSetName: undefined }));
    await cloud.clock.run();
    expect(events).toEqual([]);
    expect(ses.mails()[0]?.raised).toHaveLength(2);
  });

  it.each([
    ['success@simulator.amazonses.com', ['Email Sent', 'Email Delivered']],
    ['ooto@simulator.amazonses.com', ['Email Sent', 'Email Delivered']],
    ['bounce+label@simulator.amazonses.com', ['Email Sent', 'Email Bounced']],
    ['Complaint@simulator.amazonses.com', ['Email Sent', 'Email Delivered', 'Email Complaint Received']],
    ['suppressionlist@simulator.amazonses.com', ['Email Sent', 'Email Bounced']],
  ])('treats %s as the mailbox simulator does', async (address, expected) => {
    const { client, cloud, events, ses } = await open();
    await client.send(mail(address));
    await cloud.clock.run();
    expect(events.map(({ type }) => type)).toEqual(expected);
    expect(ses.suppression.list()).toEqual([]);
  });

  it('follows the outcome set for an address, name and capitals aside', async () => {
    const { client, cloud, events, ses } = await open();
    const run = async (address: string) => {
      events.length = 0;
      await client.send(mail(address));
      await cloud.clock.run();
      return events.map(({ type, detail }) => [type, (detail['bounce'] as Json | undefined)?.['bounceType']]);
    };
    ses.setOutcome('full@health.example', { kind: 'bounced', bounceType: 'Transient', afterSeconds: 50 });
    expect(await run('Worker <FULL@health.example>')).toEqual([
      ['Email Sent', undefined],
      ['Email Bounced', 'Transient'],
    ]);
    ses.setOutcome('late@health.example', { kind: 'delayed', afterSeconds: 300, deliveredAfterSeconds: 900 });
    expect((await run('late@health.example')).map(([type]) => type)).toEqual([
      'Email Sent',
      'Email Delivery Delayed',
      'Email Delivered',
    ]);
    ses.setOutcome('virus@health.example', { kind: 'rejected' });
    expect(await run('virus@health.example')).toEqual([['Email Rejected', undefined]]);
    ses.setOutcome('silent@health.example', { kind: 'silent' });
    expect(await run('silent@health.example')).toEqual([]);
  });

  it('puts an address that bounced on the suppression list, until it is taken off', async () => {
    const { client, cloud, events, ses } = await open();
    ses.setOutcome('gone@health.example', { kind: 'bounced' });
    await client.send(mail('gone@health.example'));
    await cloud.clock.run();
    ses.setOutcome('gone@health.example', { kind: 'delivered' });
    await client.send(mail('gone@health.example'));
    await cloud.clock.run();
    const subTypes = events.map(({ detail }) => (detail['bounce'] as Json | undefined)?.['bounceSubType']);
    expect(subTypes).toEqual([undefined, 'General', undefined, 'OnAccountSuppressionList']);
    const EmailAddress = 'gone@health.example';
    const entry = await client.send(new GetSuppressedDestinationCommand({ EmailAddress }));
    expect(entry.SuppressedDestination?.Reason).toBe('BOUNCE');
    await client.send(new DeleteSuppressedDestinationCommand({ EmailAddress }));
    events.length = 0;
    await client.send(mail('gone@health.example'));
    await cloud.clock.run();
    expect(events.at(-1)?.type).toBe('Email Delivered');
  });

  it('is out of service for a while, as unavailable or as throttled', async () => {
    const { client, cloud, ses } = await open();
    ses.setOutage(START + 60_000);
    await expect(client.send(mail('a@health.example'))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 503 },
    });
    ses.setOutage(START + 60_000, 'throttled');
    await expect(client.send(mail('a@health.example'))).rejects.toBeInstanceOf(TooManyRequestsException);
    expect(ses.mails()).toEqual([]);
    await cloud.clock.run({ until: START + 60_000 });
    await client.send(mail('a@health.example'));
    expect(ses.mails()).toHaveLength(1);
  });

  it('accepts a mail and loses the answer', async () => {
    const { client, cloud, events, ses } = await open();
    ses.loseAnswers(1);
    await expect(client.send(mail('a@health.example'))).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(ses.mails()).toHaveLength(1);
    await cloud.clock.run();
    expect(events).toHaveLength(2);
    await client.send(mail('a@health.example'));
    expect(ses.mails()).toHaveLength(2);
  });

  it('keeps its mails over a restart, and raises then the events that were still to come', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'mail-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const file = join(directory, 'ses.jsonl');
    const first = await open(file);
    await first.client.send(mail('a@health.example'));
    await first.cloud.clock.run({ until: START + 1000 });
    expect(types(first.events)).toEqual([['Email Sent', 0]]);
    expect(first.ses.lastRecordedAt()).toBe(START);
    first.journal.close();
    const second = await open(file);
    expect(second.ses.mails()).toEqual(first.ses.mails());
    await second.client.send(mail('b@health.example'));
    await second.cloud.clock.run();
    expect(new Set([...first.ids, ...second.ids]).size).toBe(4);
    expect(types(second.events)).toEqual([
      ['Email Sent', 0],
      ['Email Delivered', 2],
      ['Email Delivered', 2],
    ]);
    expect(new Set(second.ses.mails().map((one) => one.messageId)).size).toBe(2);
    expect(second.ses.lastRecordedAt()).toBe(START + 2000);
    second.journal.close();
  });
});
