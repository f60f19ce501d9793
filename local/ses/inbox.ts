import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Attachment, Email } from 'postal-mime';
import type { Route } from '../gateway/gateway.ts';
import { inboxPage, mailPage } from './inbox-page.ts';
import type { SentMail } from './mail.ts';
import type { ZoneOf } from './mail-zone.ts';
import { parseMime } from './mime.ts';
import type { Ses } from './service.ts';

/** The pages load nothing and run nothing; a mail's HTML in its frame is held to the same. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

/**
 * The inbox: `/inbox?page=`, `/inbox/<id>` and `/inbox/<id>/attachments/<n>`, for reading only.
 * @param zoneOf the time that a mail is shown in; UTC where it is not known
 */
export function createInbox(ses: Pick<Ses, 'mails' | 'mail'>, zoneOf: ZoneOf = async () => undefined): Route {
  return async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname !== '/inbox' && !url.pathname.startsWith('/inbox/')) return false;
    const reading = request.method === 'GET' || request.method === 'HEAD';
    const { status, headers, body } = reading ? await answer(ses, zoneOf, url) : NOT_ALLOWED;
    const fixed = {
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    };
    response.writeHead(status, { ...fixed, 'referrer-policy': 'no-referrer', ...headers });
    response.end(request.method === 'HEAD' ? undefined : body);
    return true;
  };
}

const NOT_ALLOWED: Answer = {
  status: 405,
  headers: { allow: 'GET, HEAD' },
  body: 'The inbox is for reading.\n',
};
const NOT_FOUND: Answer = {
  status: 404,
  headers: { 'content-type': 'text/plain' },
  body: 'There is no such mail.\n',
};

async function answer(ses: Pick<Ses, 'mails' | 'mail'>, zoneOf: ZoneOf, url: URL): Promise<Answer> {
  const [, , id, part, index, ...more] = url.pathname.replace(/\/$/, '').split('/');
  if (id === undefined) return page(await inboxPage(ses.mails(), pageOf(url), zoneOf));
  const mail = ses.mail(id);
  if (mail === undefined || more.length > 0) return NOT_FOUND;
  const email = await emailOf(mail);
  if (part === undefined) return page(mailPage(mail, email, await zoneOf(mail)));
  const attachment =
    part === 'attachments' && /^\d+$/.test(index ?? '') ? email.attachments[Number(index)] : undefined;
  return attachment === undefined ? NOT_FOUND : download(attachment);
}

/** The page asked for; what is no number is the first. */
function pageOf(url: URL): number {
  const asked = Number(url.searchParams.get('page') ?? 1);
  return Number.isInteger(asked) ? asked : 1;
}

function emailOf(mail: SentMail): Promise<Email> {
  return parseMime(Buffer.from(mail.raw, 'base64'));
}

function page(body: string): Answer {
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

/** Always a download and never shown: what a mail brings is not to be trusted. */
function download({ filename, mimeType, content }: Attachment): Answer {
  const name = encodeURIComponent(filename ?? 'attachment').replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16)}`,
  );
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(mimeType) ? mimeType : 'application/octet-stream';
  const headers = { 'content-type': type, 'content-disposition': `attachment; filename*=UTF-8''${name}` };
  return {
    status: 200,
    headers,
    body: typeof content === 'string' ? content : Buffer.from(new Uint8Array(content)),
  };
}
