import type { PageModel } from '../read-page.ts';
import { html, type Markup } from './html.ts';

/** `ring Example Agency: 08 5550 0000`, with the number where the directory has one. */
export function toRing(ring: PageModel['ring']): Markup {
  if (!ring) return html`ring the agency that wrote to you`;
  const { agency, phone } = ring;
  return phone === undefined
    ? html`ring ${agency}`
    : html`ring ${agency}: <a href="tel:${phone.replace(/[^+\d]/g, '')}">${phone}</a>`;
}
