import { word } from '../../../domain/message/words.ts';
import type { Policy } from '../../../domain/policy/schema.ts';
import { html, Markup } from './html.ts';
import { toRing } from './ringing.ts';
import { STYLE, STYLE_HASH } from './style.ts';

/** Where the script for leaving is served, beside the pages. */
const SCRIPT_PATH = '/answer/leave.js';

/** The same on every page, so that a tab or a history entry tells nothing. */
const TITLE = 'Work item';

/** What every page is served with: nothing from elsewhere, kept nowhere, framed by nobody, and nobody is told where from. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src ${STYLE_HASH}; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

export interface Page {
  policy: Pick<Policy, 'region' | 'terms'>;
  body: Markup;
  /** Something is wrong with what was sent; the title says so first. */
  wrong?: boolean;
  /** Whom to ring: the agency that convenes, with its number if the directory has one. */
  ring?: { agency: string; phone?: string | undefined } | undefined;
}

const isNewZealand = ({ region }: Page['policy']): boolean => region.startsWith('NZ');

/** A whole page. The control to leave comes first, before anything can be read. */
export function layout({ policy, body, wrong = false, ring }: Page): string {
  const away = isNewZealand(policy) ? 'https://www.metservice.com/' : 'https://www.bom.gov.au/';
  const number = word(policy.terms, 'emergency_number');
  return html`<!doctype html>
<html lang="${isNewZealand(policy) ? 'en-NZ' : 'en-AU'}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${wrong ? `Error: ${TITLE}` : TITLE}</title><style>${new Markup(STYLE)}</style></head>
<body><header><a class="exit" id="exit" href="${away}" rel="noreferrer">Leave this page now</a>
<a class="skip" href="#content">Skip to content</a><p class="service">Coordination Service</p></header>
<main id="content" tabindex="-1"><h1>${TITLE}</h1>
<p class="notice"><strong>This is not an emergency service.</strong> If somebody is in danger now, ring ${number}.</p>
${body}</main>
<footer><h2>Help</h2><p>${ring ? html`If something is not clear, ${toRing(ring)}.` : 'Ring the agency that wrote to you; its name stands in the mail.'}</p>
<p>If the mail was not for you: do nothing here, and ring them. Do not forward it.</p>
<p>This is not an emergency service: in danger ring <a href="tel:${number}">${number}</a>.</p></footer>
<script src="${SCRIPT_PATH}" defer></script></body></html>
`.text;
}
