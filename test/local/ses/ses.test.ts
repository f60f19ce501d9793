import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateEmailIdentityCommand,
  DeleteSuppressedDestinationCommand,
  GetAccountCommand,
  GetSuppressedDestinationCommand,
  ListContactListsCommand,
  NotFoundException,
  SESv2Client,
  SendEmailCommand,
  type SendEmailCommandInput,
  TooManyRequestsException,
} from '@aws-sdk/client-sesv2';
import PostalMime from 'postal-mime';
import { afterEach, describe, expect, it } from 'vitest';
import type { Json } from '../../../local/gateway/aws-error.ts';
import type { SesEntry } from '../../../local/ses/mail.ts';
import { createSesRest } from '../../../local/ses/rest.ts';
import { openSes, type Ses } from '../../../local/ses/service.ts';
import { type Journal, openJournal } from '../../../local/stepfunctions/journal.ts';
import { openTestCloud, START, type TestCloud } from '../gateway/cloud.ts';

interface Opened {
  cloud: TestCloud;
  ses: Ses;
  client: SESv2Client;
  journal: Journal<SesEntry>;
  events: { type: string; second: number; detail: Json }[];
  /** Ids of the events. */
  ids: string[];
}

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function open(file?: string, configurationSets?: string[]): Promise<Opened> {
  const events: Opened['events'] = [];
  const ids: string[] = [];
  const journal = openJournal<SesEntry>(file);
  let ses: Ses | undefined;
  const cloud: TestCloud = await openTestCloud({
    functions: {
      record: async (event) => {
        const {
          id,
          detail,
          'detail-type': type,
        } = event as { id: string; detail: Json; 'detail-type': string };
        ids.push(id);
        events.push({ type, second: (cloud.clock.now() - START) / 1000, detail });
      },
    },
    rest: ({ clock, bus }) => {
      ses = openSes({ clock, bus, journal, seed: 1, ...(configurationSets ? { configurationSets } : {}) });
      return [createSesRest(ses)];
    },
  });
  if (ses === undefined) throw new Error('The gateway asks for its services when it opens.');
  cloud.bus.subscribe({ source: ['aws.ses'] }, 'record');
  const client = new SESv2Client(cloud.client);
  closers.push(cloud.close, () => client.destroy());
  return { cloud, ses, client, journal, events, ids };
}

function mail(to: string, more: Partial<SendEmailCommandInput> = {}): SendEmailCommand {
  return new SendEmailCommand({
    FromEmailAddress: 'Meetings <no-reply@convenor.example>',
    Destination: { ToAddresses: [to] },
    ConfigurationSetName: 'plan',
    EmailTags: [
      { Name: 'kind', Value: 'plan-copy' },
      { Name: 'message', Value: 'M1' },
    ],
    Content: {
      Simple: {
        Subject: { Data: 'Paper for you – please read' },
        Body: { Text: { Data: 'Grüße\nline two' }, Html: { Data: '<p>Grüße</p>' } },
        Attachments: [
          {
            FileName: 'plan-7Q.pdf',
            ContentType: 'application/pdf',
            RawContent: new Uint8Array([0, 255, 10, 13]),
          },
        ],
      },
    },
    ...more,
  });
}

const types = (events: Opened['events']) => events.map(({ type, second }) => [type, second]);

describe('SES behind the gateway', () => {
  it('makes a whole MIME message of a simple mail with an attachment', async () => {
    const { client, ses } = await open();
    const { MessageId } = await client.send(mail('worker@health.example'));
    const stored = ses.mail(MessageId ?? '');
    const email = await PostalMime.parse(Buffer.from(stored?.raw ?? '', 'base64'));
    expect(email).toMatchObject({
      subject: 'Paper for you – please read',
      from: { name: 'Meetings', address: 'no-reply@convenor.example' },
      to: [{ address: 'worker@health.example' }],
      date: '2026-03-02T01:00:00.000Z',
    });
    expect(email.text?.trim()).toBe('Grüße\nline two');
    expect(email.html).toContain('<p>Grüße</p>');
    expect(email.attachments).toMatchObject([{ filename: 'plan-7Q.pdf', mimeType: 'application/pdf' }]);
    expect(new Uint8Array(email.attachments[0]?.content as ArrayBuffer)).toEqual(
      new Uint8Array([0, 255, 10, 13]),
    );
  });

  it('gives the same ids and bytes for the same seed', async () => {
    const [first, second] = [await open(), await open()];
    for (const { client } of [first, second]) {
      await client.send(mail('a@health.example'));
      await client.send(mail('b@health.example'));
    }
    expect(first.ses.mails()).toEqual(second.ses.mails());
    expect(new Set(first.ses.mails().map((one) => one.messageId)).size).toBe(2);
  });

  it('takes a raw message, and its recipients when the call names none', async () => {
    const { client, ses } = await open();
    const raw =
      'From: a@convenor.example\r\nTo: b@health.example, c@health.example\r\nSubject: Raw\r\n\r\nBody\r\n';
    const Content = { Raw: { Data: Buffer.from(raw) } };
    await client.send(new SendEmailCommand({ Content }));
    expect(ses.mails()[0]).toMatchObject({
      from: 'a@convenor.example',
      to: ['b@health.example', 'c@health.example'],
      subject: 'Raw',
    });
    expect(Buffer.from(ses.mails()[0]?.raw ?? '', 'base64').toString()).toBe(raw);
  });

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
    closers.push(() => rmSync(directory, { recursive: true }));
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

  it.each([
    ['no recipient', { Destination: { ToAddresses: [] } }],
    ['a recipient that is no address', { Destination: { ToAddresses: ['nobody'] } }],
    [
      'too many recipients',
      { Destination: { ToAddresses: Array.from({ length: 51 }, (_, n) => `a${n}@x.example`) } },
    ],
    ['a tag that SES would not take', { EmailTags: [{ Name: 'kind', Value: 'a b' }] }],
    ['a template', { Content: { Template: { TemplateName: 'x' } } }],
    ['no content', { Content: {} }],
  ])('refuses %s', async (_, more) => {
    const { client, ses } = await open();
    await expect(client.send(mail('a@health.example', more))).rejects.toMatchObject({
      name: 'BadRequestException',
    });
    expect(ses.mails()).toEqual([]);
  });

  it('refuses a configuration set that was not declared', async () => {
    const { client } = await open(undefined, ['reminder']);
    await expect(client.send(mail('a@health.example'))).rejects.toBeInstanceOf(NotFoundException);
  });

  it('answers what tools ask first, and names what it does not have', async () => {
    const { client } = await open();
    expect(await client.send(new GetAccountCommand({}))).toMatchObject({ ProductionAccessEnabled: true });
    const identity = await client.send(new CreateEmailIdentityCommand({ EmailIdentity: 'convenor.example' }));
    expect(identity.VerifiedForSendingStatus).toBe(true);
    await expect(client.send(new ListContactListsCommand({}))).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: expect.stringContaining('/v2/email/contact-lists'),
    });
  });
});
