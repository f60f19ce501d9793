import MailComposer from 'nodemailer/lib/mail-composer';
import PostalMime, { type Email } from 'postal-mime';
import { AwsError } from '../gateway/aws-error.ts';
import type { SendEmail, SimpleMail } from './request.ts';

export interface Envelope {
  messageId: string;
  at: number;
}

/** Builds the message of a Simple mail. The same input gives the same bytes. */
export async function composeMime(
  request: SendEmail,
  simple: SimpleMail,
  envelope: Envelope,
): Promise<Buffer> {
  const { ToAddresses: to, CcAddresses: cc } = request.Destination;
  const composer = new MailComposer({
    from: request.FromEmailAddress ?? '',
    to,
    cc,
    replyTo: request.ReplyToAddresses,
    subject: simple.Subject.Data,
    ...(simple.Body.Text === undefined ? {} : { text: simple.Body.Text.Data }),
    ...(simple.Body.Html === undefined ? {} : { html: simple.Body.Html.Data }),
    headers: simple.Headers.map(({ Name, Value }) => ({ key: Name, value: Value })),
    messageId: `<${envelope.messageId}@ap-southeast-2.amazonses.com>`,
    date: new Date(envelope.at),
    // Random by default; the id makes it the same for the same seed.
    baseBoundary: envelope.messageId,
    attachments: simple.Attachments.map((attachment) => ({
      filename: attachment.FileName,
      content: Buffer.from(attachment.RawContent, 'base64'),
      ...(attachment.ContentType === undefined ? {} : { contentType: attachment.ContentType }),
      ...(attachment.ContentId === undefined ? {} : { cid: attachment.ContentId }),
      contentDisposition:
        attachment.ContentDisposition === 'INLINE' ? ('inline' as const) : ('attachment' as const),
    })),
    // The content of a mail comes from the call alone, never from this machine's files or the network.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** Parses a message. Throws BadRequestException. */
export async function parseMime(raw: Buffer): Promise<Email> {
  try {
    return await PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' });
  } catch {
    throw new AwsError('BadRequestException', 'The raw message cannot be parsed.');
  }
}

/** Every address in a parsed list, groups included. */
export function addressesOf(list: Email['to']): string[] {
  return (list ?? []).flatMap((entry) =>
    entry.group === undefined ? [entry.address ?? ''] : entry.group.map((member) => member.address ?? ''),
  );
}
