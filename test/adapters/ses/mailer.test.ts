import { createServer, type Server } from 'node:http';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { afterEach, describe, expect, it } from 'vitest';
import { createSesMailer } from '../../../functions/adapters/ses/mailer.ts';
import type { Email } from '../../../functions/application/ports.ts';

const email: Email = {
  messageId: 'msg-one1',
  kind: 'plan_copy',
  to: 'desk@police.example.test',
  senderName: 'Coordination Service',
  subject: 'A task is waiting',
  text: 'text',
  html: '<p>text</p>',
  attachments: [
    { fileName: 'document-AB.pdf', contentType: 'application/pdf', content: new Uint8Array([1, 2]) },
  ],
};

describe('the SES mailer', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());
  const requests: string[] = [];

  /** A front of SES that answers each call the same. */
  async function mailer(status: number, body: object, errorType?: string) {
    requests.length = 0;
    server = createServer((request, response) => {
      let text = '';
      request.on('data', (part) => (text += part));
      request.on('end', () => {
        requests.push(text);
        if (status === 0) return request.socket.destroy();
        response.writeHead(status, {
          'content-type': 'application/json',
          ...(errorType ? { 'x-amzn-errortype': errorType } : {}),
        });
        response.end(JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    return over(port);
  }
  const over = (port: number) =>
    createSesMailer({
      client: new SESv2Client({
        endpoint: `http://127.0.0.1:${port}`,
        region: 'ap-southeast-2',
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
        maxAttempts: 1,
      }),
      fromAddress: 'notices@example.gov.au',
      configurationSets: { plan: 'plans', reminder: 'notices' },
    });

  it('sends once, with the message as a tag that comes back', async () => {
    const ses = await mailer(200, { MessageId: 'ses-1' });
    expect(await ses.send(email)).toEqual({ kind: 'accepted', providerId: 'ses-1' });
    expect(requests).toHaveLength(1);
    expect(JSON.parse(requests[0] ?? '')).toMatchObject({
      FromEmailAddress: 'Coordination Service <notices@example.gov.au>',
      Destination: { ToAddresses: [email.to] },
      ConfigurationSetName: 'plans',
      EmailTags: [
        { Name: 'message', Value: 'msg-one1' },
        { Name: 'kind', Value: 'plan_copy' },
      ],
      Content: { Simple: { Attachments: [{ FileName: 'document-AB.pdf', RawContent: 'AQI=' }] } },
    });
  });

  it('sends all but plans by the other configuration set', async () => {
    const ses = await mailer(200, { MessageId: 'ses-1' });
    await ses.send({ ...email, kind: 'reminder' });
    expect(JSON.parse(requests[0] ?? '')).toMatchObject({ ConfigurationSetName: 'notices' });
  });

  it.each([
    [429, 'TooManyRequestsException', { kind: 'throttled' }],
    [400, 'ThrottlingException', { kind: 'throttled' }],
    [400, 'MessageRejected', { kind: 'rejected', code: 'MessageRejected' }],
    [400, 'BadRequestException', { kind: 'rejected', code: 'BadRequestException' }],
    [400, 'SendingPausedException', { kind: 'unavailable' }],
    [403, 'AccessDeniedException', { kind: 'unavailable' }],
    [503, 'ServiceUnavailableException', { kind: 'unavailable' }],
    [500, 'InternalServerError', { kind: 'unknown' }],
  ])('takes %i %s as what it says of this call, and calls once', async (status, type, expected) => {
    const ses = await mailer(status, { message: 'x' }, type);
    expect(await ses.send(email)).toEqual(expected);
    expect(requests).toHaveLength(1);
  });

  it('does not know what became of a call whose connection broke', async () => {
    const ses = await mailer(0, {});
    expect(await ses.send(email)).toEqual({ kind: 'unknown' });
    expect(requests).toHaveLength(1);
  });

  it('knows that nothing was sent when there was no connection', async () => {
    expect(await over(1).send(email)).toEqual({ kind: 'unavailable' });
  });
});
