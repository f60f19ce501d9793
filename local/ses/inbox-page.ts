import type { Email } from 'postal-mime';
import { html, Markup } from './html.ts';
import { outcomeOf, type SentMail } from './mail.ts';

const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --quiet: #57606a; --line: #d0d7de; --accent: #0b57b8; --soft: #f3f6f9; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --paper: #0f141a; --quiet: #9aa6b2; --line: #38424d; --accent: #7cb7ff; --soft: #19212a; }
}
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
header, main { max-width: 70rem; margin: 0 auto; padding: 1rem; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; background: var(--paper); padding: .5rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--quiet); padding-bottom: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--soft); padding: 1rem; font: inherit; }
iframe { width: 100%; height: 32rem; border: 1px solid var(--line); background: #fff; }
nav ul { display: flex; gap: 1rem; list-style: none; padding: 0; }`;

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
  return layout(
    'Inbox',
    html`<h1>Inbox</h1>
<p>Every mail that this local cloud accepted. None has left this machine.</p>
${body}`,
  );
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
  return layout(
    mail.subject || '(no subject)',
    html`<p><a href="/inbox">Back to the inbox</a></p>
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
  );
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

function layout(title: string, body: Markup): string {
  return html`<!doctype html>
<html lang="en-AU"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title} - local mail</title><style>${new Markup(STYLE)}</style></head>
<body><a class="skip" href="#content">Skip to content</a>
<header><nav aria-label="Local cloud"><ul><li><a href="/">Overview</a></li><li><a href="/inbox">Inbox</a></li></ul></nav></header>
<main id="content">${body}</main></body></html>
`.text;
}
