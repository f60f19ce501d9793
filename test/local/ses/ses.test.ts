import {
  CreateEmailIdentityCommand,
  GetAccountCommand,
  ListContactListsCommand,
  NotFoundException,
  SendEmailCommand,
} from '@aws-sdk/client-sesv2';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { mail, opener } from './opener.ts';

describe('SES behind the gateway', () => {
  const open = opener();

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
