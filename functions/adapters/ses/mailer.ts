import {
  AccountSuspendedException,
  BadRequestException,
  LimitExceededException,
  MailFromDomainNotVerifiedException,
  MessageRejected,
  NotFoundException,
  type SESv2Client,
  SESv2ServiceException,
  SendEmailCommand,
  SendingPausedException,
  TooManyRequestsException,
} from '@aws-sdk/client-sesv2';
import type { Email, Mailer, SendResult } from '../../application/ports.ts';

export interface MailerOptions {
  /** Must be made with `maxAttempts: 1`: a retry of the SDK could send twice. */
  client: SESv2Client;
  fromAddress: string;
  /** Plans go by a set of their own, so that what becomes of them can be watched apart from all else. */
  configurationSets: { plan: string; reminder: string };
}

/** The tag that comes back with every event about a mail. */
export const MESSAGE_TAG = 'message';

/** Sends one mail by SES, once, and says what is known of it. Never throws, and never repeats an address in an error. */
export function createSesMailer({ client, fromAddress, configurationSets }: MailerOptions): Mailer {
  return {
    async send(email) {
      try {
        const { MessageId } = await client.send(command(email));
        return MessageId === undefined ? { kind: 'unknown' } : { kind: 'accepted', providerId: MessageId };
      } catch (error) {
        return resultOf(error);
      }
    },
  };

  function command(email: Email): SendEmailCommand {
    const { messageId, kind, to, senderName, subject, text, html, attachments, calendar } = email;
    const parts = calendar
      ? [
          ...attachments,
          {
            fileName: 'invite.ics',
            contentType: `text/calendar; method=${calendar.method}`,
            content: new TextEncoder().encode(calendar.content),
          },
        ]
      : attachments;
    return new SendEmailCommand({
      FromEmailAddress: `${senderName} <${fromAddress}>`,
      Destination: { ToAddresses: [to] },
      Content: {
        Simple: {
          Subject: { Data: subject, Charset: 'UTF-8' },
          Body: { Text: { Data: text, Charset: 'UTF-8' }, Html: { Data: html, Charset: 'UTF-8' } },
          ...(parts.length > 0 && {
            Attachments: parts.map(({ fileName, contentType, content }) => ({
              FileName: fileName,
              ContentType: contentType,
              RawContent: content,
              ContentDisposition: 'ATTACHMENT',
            })),
          }),
        },
      },
      ConfigurationSetName: kind === 'plan_copy' ? configurationSets.plan : configurationSets.reminder,
      EmailTags: [
        { Name: MESSAGE_TAG, Value: messageId },
        { Name: 'kind', Value: kind },
      ],
    });
  }
}

/** Answers by which SES says that it did not take the mail; everything else leaves it open. */
function resultOf(error: unknown): SendResult {
  if (error instanceof TooManyRequestsException || error instanceof LimitExceededException)
    return { kind: 'throttled' };
  if (error instanceof MessageRejected || error instanceof BadRequestException) {
    return { kind: 'rejected', code: error.name };
  }
  const isOurSetUp =
    error instanceof AccountSuspendedException ||
    error instanceof SendingPausedException ||
    error instanceof MailFromDomainNotVerifiedException ||
    error instanceof NotFoundException;
  if (isOurSetUp) return { kind: 'unavailable' };
  if (error instanceof SESv2ServiceException) {
    // A throttle or refusal by the front door: it never reached SES. A 5xx may have.
    if (error.name.includes('Throttl')) return { kind: 'throttled' };
    return error.$fault === 'client' || error.$metadata.httpStatusCode === 503
      ? { kind: 'unavailable' }
      : { kind: 'unknown' };
  }
  return neverConnected(error) ? { kind: 'unavailable' } : { kind: 'unknown' };
}

/** The connection was never made, so nothing was sent. A connection that broke leaves it open. */
const neverConnected = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].includes(String(error.code));
