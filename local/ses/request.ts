import * as z from 'zod/mini';
import { AwsError, type Json } from '../gateway/aws-error.ts';

const addresses = z._default(z.array(z.string()), []);
const text = z.object({ Data: z.string() });
const attachment = z.object({
  RawContent: z.string(),
  FileName: z.string(),
  ContentType: z.optional(z.string()),
  ContentId: z.optional(z.string()),
  ContentDisposition: z.optional(z.enum(['ATTACHMENT', 'INLINE'])),
  ContentTransferEncoding: z.optional(z.enum(['BASE64', 'QUOTED_PRINTABLE', 'SEVEN_BIT'])),
});
const simple = z.object({
  Subject: text,
  Body: z.object({ Text: z.optional(text), Html: z.optional(text) }),
  Headers: z._default(z.array(z.object({ Name: z.string(), Value: z.string() })), []),
  Attachments: z._default(z.array(attachment), []),
});

/** The part of SendEmail that is supported; blobs are base64, as on the wire. */
const sendEmail = z.strictObject({
  FromEmailAddress: z.optional(z.string()),
  Destination: z._default(
    z.object({ ToAddresses: addresses, CcAddresses: addresses, BccAddresses: addresses }),
    {
      ToAddresses: [],
      CcAddresses: [],
      BccAddresses: [],
    },
  ),
  ReplyToAddresses: addresses,
  Content: z.strictObject({ Simple: z.optional(simple), Raw: z.optional(z.object({ Data: z.string() })) }),
  EmailTags: z._default(
    z.array(
      z.object({
        Name: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,256}$/)),
        Value: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,256}$/)),
      }),
    ),
    [],
  ),
  ConfigurationSetName: z.optional(z.string()),
});

export type SendEmail = z.infer<typeof sendEmail>;
export type SimpleMail = z.infer<typeof simple>;

/** Parses SendEmail. Throws BadRequestException with the path of what is wrong, never with the value. */
export function parseSendEmail(request: Json): SendEmail {
  const result = sendEmail.safeParse(request);
  if (!result.success) {
    const where = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new AwsError('BadRequestException', `SendEmail is not as this local cloud expects it: ${where}`);
  }
  const { Simple, Raw } = result.data.Content;
  if ((Simple === undefined) === (Raw === undefined)) {
    throw new AwsError(
      'BadRequestException',
      'Content needs either Simple or Raw; templates are not supported here.',
    );
  }
  return result.data;
}
