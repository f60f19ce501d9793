import type { Email } from 'postal-mime';
import { html, type Markup } from '../../functions/application/answers/pages/html.ts';
import { layout } from '../pages/layout.ts';
import { outcomeOf, type SentMail } from './mail.ts';

export const PAGE_SIZE = 50;

/** The list of mails, newest first; `page` counts from 1 and must exist. */
export function inboxPage(mails: readonly SentMail[], page: number): string {
  const pages = pageCount(mails.length);
  const shown = mails.toReversed().slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const body =
    mails.length === 0
      ? html`<p>No mail has been sent yet.</p>`
      : html`${mailTable(shown, mails.length)}
${pages > 1 ? pager(page, pages) : html``}`;
  return layout({
    title: 'Inbox',
    here: '/inbox',
    body: html`<h1>Inbox</h1>
<p>Every mail that this local cloud accepted. None has left this machine.</p>
${body}`,
  });
}

/** How many pages there are; an empty inbox has one. */
export function pageCount(mails: number): number {
  return Math.max(1, Math.ceil(mails / PAGE_SIZE));
}

function mailTable(mails: readonly SentMail[], total: number): Markup {
  const rows = mails.map(
    (mail) => html`<tr><td>${time(mail.at)}</td><td>${mail.tags['kind'] ?? ''}</td>
<td><a href="/inbox/${mail.messageId}">${mail.subject || '(no subject)'}</a></td>
<td>${recipients(mail)}</td><td>${outcomeOf(mail)}</td></tr>
`,
  );
  return html`<div class="wide"><table><caption>${total} ${total === 1 ? 'mail' : 'mails'}, newest first</caption>
<thead><tr><th scope="col">Time (UTC)</th><th scope="col">Kind</th><th scope="col">Subject</th>
<th scope="col">Recipient</th><th scope="col">Outcome</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

function pager(page: number, pages: number): Markup {
  const link = (to: number, label: string) =>
    to < 1 || to > pages ? html`` : html`<li><a href="/inbox?page=${to}">${label}</a></li>`;
  return html`<nav aria-label="Pages"><ul>${link(page - 1, 'Newer')}
<li aria-current="page">Page ${page} of ${pages}</li>${link(page + 1, 'Older')}</ul></nav>`;
}

/** One mail: who, what, its events, its text, its HTML in a frame that can do nothing, and its attachments. */
export function mailPage(mail: SentMail, email: Email): string {
  return layout({
    title: mail.subject || '(no subject)',
    body: html`<p><a href="/inbox">Back to the inbox</a></p>
<h1>${mail.subject || '(no subject)'}</h1>
<dl><dt>Time (UTC)</dt><dd>${time(mail.at)}</dd><dt>From</dt><dd>${mail.from}</dd>
<dt>To</dt><dd>${recipients(mail)}</dd><dt>Kind</dt><dd>${mail.tags['kind'] ?? 'not tagged'}</dd>
<dt>Outcome</dt><dd>${outcomeOf(mail)}</dd></dl>
${attachmentList(mail, email)}
<h2>Text</h2>
${email.text === undefined ? html`<p>This mail has no text.</p>` : html`<pre>${linked(email.text)}</pre>`}
<h2>HTML</h2>
${email.html === undefined ? html`<p>This mail has no HTML.</p>` : frame(email.html)}
<h2>What SES reported</h2>
${eventTable(mail)}`,
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

function eventTable(mail: SentMail): Markup {
  if (mail.raised.length === 0) return html`<p>Nothing yet.</p>`;
  const rows = mail.raised.map(
    (event) => html`<tr><td>${time(event.at)}</td><td>${event.type}</td><td>${event.recipient}</td>
<td>${[event.bounceType, event.bounceSubType].filter(Boolean).join(', ')}</td></tr>`,
  );
  return html`<div class="wide"><table><caption>Events of this mail, oldest first</caption>
<thead><tr><th scope="col">Time (UTC)</th><th scope="col">Event</th><th scope="col">Recipient</th>
<th scope="col">Reason</th></tr></thead><tbody>${rows}</tbody></table></div>`;
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

function time(ms: number): Markup {
  const iso = new Date(ms).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')}</time>`;
}
