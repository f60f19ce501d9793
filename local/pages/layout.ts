import { html, Markup } from '../../functions/application/answers/pages/html.ts';
import { STYLE } from '../../functions/application/operations/pages/style.ts';

export interface Page {
  title: string;
  body: Markup;
  /** More rules for this page alone. */
  style?: string;
  /** Load the page again after so many seconds. */
  refresh?: number | undefined;
  /** Which entry of the navigation this page is, if it is one. */
  here?: '/' | '/inbox';
}

/** A whole page of the local cloud: landmarks, a skip link, the navigation, and nothing from elsewhere. */
export function layout({ title, body, style = '', refresh, here }: Page): string {
  const link = (to: string, text: string) =>
    html`<li><a href="${to}"${to === here ? html` aria-current="page"` : html``}>${text}</a></li>`;
  return html`<!doctype html>
<html lang="en-AU"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
${refresh === undefined ? html`` : html`<meta http-equiv="refresh" content="${refresh}">`}
<title>${title} - local cloud</title><style>${new Markup(STYLE + style)}</style></head>
<body><a class="skip" href="#content">Skip to content</a>
<header><nav aria-label="Local cloud"><ul>${link('/', 'Overview')}${link('/inbox', 'Inbox')}</ul></nav></header>
<main id="content">${body}</main></body></html>
`.text;
}

/** What every page is served with: it loads nothing, runs nothing, is framed by nobody and kept by no cache. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
};
