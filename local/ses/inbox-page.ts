import type { Email } from 'postal-mime';
import { html, type Markup } from '../../functions/application/answers/pages/html.ts';
import {
  badge,
  count,
  pager,
  slice,
  type Tone,
  table,
} from '../../functions/application/operations/pages/table.ts';
import { moment, type Zone } from '../../functions/application/operations/pages/times.ts';
import { inWords } from '../../functions/application/operations/pages/words.ts';
import { layout } from '../pages/layout.ts';
import { outcomeOf, type SentMail } from './mail.ts';
import type { ZoneOf } from './mail-zone.ts';

const PAGE_SIZE = 50;

/** The list of mails, newest first; `asked` counts from 1, and the nearest page there is is shown. */
export async function inboxPage(mails: readonly SentMail[], asked: number, zoneOf: ZoneOf): Promise<string> {
  const { shown, page, pages } = slice(mails.toReversed(), asked, PAGE_SIZE);
  const zones = await Promise.all(shown.map(zoneOf));
  const body =
    mails.length === 0
      ? html`<p>No mail has been sent yet.</p>`
      : html`${table(
          `${count(mails.length, 'mail')}, the newest first, in the time of the case`,
          [{ title: 'Subject' }, { title: 'To' }, { title: 'Sent' }, { title: 'Kind' }, { title: 'Outcome' }],
          shown.map((mail, at) => mailCells(mail, zones[at])),
        )}
${pager({ page, pages, href: (to) => `/inbox?page=${to}` }, 'Pages of mails')}`;
  return layout({
    title: 'Inbox',
    here: '/inbox',
    style: STYLE,
    body: html`<h1>Inbox</h1>
<p>Every mail that this local cloud accepted. None has left this machine.</p>
${body}`,
  });
}

/** An address is one long word. */
const STYLE =
  'td,dd,pre{overflow-wrap:anywhere}pre{white-space:pre-wrap}iframe{width:100%;min-height:40rem;border:1px solid}';

const kindOf = ({ tags: { kind } }: SentMail): string => (kind === undefined ? 'Not tagged' : inWords(kind));

const mailCells = (mail: SentMail, zone: Zone): Markup[] => [
  html`<a href="/inbox/${mail.messageId}">${mail.subject || '(no subject)'}</a>`,
  html`${recipients(mail)}`,
  time(mail.at, zone),
  html`${kindOf(mail)}`,
  badge(inWords(outcomeOf(mail)), tones[outcomeOf(mail)] ?? 'info'),
];

const tones: Readonly<Record<string, Tone>> = {
  delivered: 'ok',
  bounced: 'stop',
  complaint: 'stop',
  rejected: 'stop',
  delayed: 'warn',
};

/** One mail: who, what, its events, its text, its HTML in a frame that can do nothing, and its attachments. */
export function mailPage(mail: SentMail, email: Email, zone: Zone): string {
  return layout({
    style: STYLE,
    title: mail.subject || '(no subject)',
    body: html`<p><a href="/inbox">Back to the inbox</a></p>
<h1>${mail.subject || '(no subject)'}</h1>
<dl><dt>Sent</dt><dd>${time(mail.at, zone)}</dd><dt>From</dt><dd>${mail.from}</dd>
<dt>To</dt><dd>${recipients(mail)}</dd><dt>Kind</dt><dd>${kindOf(mail)}</dd>
<dt>Outcome</dt><dd>${inWords(outcomeOf(mail))}</dd></dl>
${attachmentList(mail, email)}
<h2>Text</h2>
${email.text === undefined ? html`<p>This mail has no text.</p>` : html`<pre>${linked(email.text)}</pre>`}
<h2>HTML</h2>
${email.html === undefined ? html`<p>This mail has no HTML.</p>` : frame(email.html)}
<h2>What SES reported</h2>
${eventTable(mail, zone)}`,
  });
}

/** No script, form, popup or navigation; the page's own policy lets it load nothing. */
function frame(content: string): Markup {
  return html`<iframe title="The mail as HTML" sandbox="" srcdoc="${content}"></iframe>`;
}

function attachmentList(mail: SentMail, email: Email): Markup {
  if (email.attachments.length === 0) return html``;
  const items = email.attachments.map(
    (attachment, index) =>
      html`<li><a href="/inbox/${mail.messageId}/attachments/${index}" download>${attachment.filename ?? 'unnamed'}</a>
(${attachment.mimeType})</li>`,
  );
  return html`<h2>Attachments</h2><ul>${items}</ul>`;
}

function eventTable(mail: SentMail, zone: Zone): Markup {
  if (mail.raised.length === 0) return html`<p>Nothing yet.</p>`;
  return table(
    'Events of this mail, the oldest first',
    [{ title: 'Event' }, { title: 'At' }, { title: 'Recipient' }, { title: 'Reason' }],
    mail.raised.map((event) => [
      html`${event.type}`,
      time(event.at, zone),
      html`${event.recipient}`,
      html`${[event.bounceType, event.bounceSubType].filter(Boolean).join(', ')}`,
    ]),
  );
}

/** Web addresses in a text become links: the frame follows none. */
function linked(text: string): Markup[] {
  return text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((part, index) =>
      index % 2 === 0 ? html`${part}` : html`<a href="${part}" rel="noreferrer">${part}</a>`,
    );
}

function recipients(mail: SentMail): string {
  return [...mail.to, ...mail.cc, ...mail.bcc].join(', ');
}

const time = (ms: number, zone: Zone): Markup => moment(new Date(ms).toISOString(), zone);
