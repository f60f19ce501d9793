import type { IncomingMessage } from 'node:http';
import { AwsError, isObject, type Json } from './aws-error.ts';

/** SES takes mails of 40 MB, which base64 makes a third longer. */
const LARGEST_BODY = 56 * 1024 * 1024;

/** Reads the whole body of a request. Rejects with AwsError if it is too large. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > LARGEST_BODY)
      throw new AwsError('RequestEntityTooLargeException', 'The request is too large.', 413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Parses a body as a JSON object; an empty body is an empty one. Throws SerializationException. */
export function parseJson(body: Buffer): Json {
  if (body.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', 'The body is not JSON.');
  }
  if (!isObject(value)) throw new AwsError('SerializationException', 'The body is not a JSON object.');
  return value;
}

/**
 * Browsers on this machine may be told by a hostile page to call 127.0.0.1 under another name; only these hosts
 * are answered.
 */
export function isLoopback(host: string | undefined): boolean {
  return /^(localhost|[a-z0-9-]+\.localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host ?? '');
}
