import type { Fields } from '../forms/form.ts';
import { html, type Markup } from './html.ts';
import type { PageState } from './page-state.ts';

const written = ['fact', 'opinion', 'tried.0', 'tried.1', 'tried.2', 'reason', 'answer', 'feedback', 'terms'];

/** The texts that somebody wrote, to be copied from here. */
export function typedBack(fields: Fields | undefined): Markup | undefined {
  const texts = textsOf(fields);
  if (texts.length === 0) return undefined;
  return html`<div class="field"><label class="label" for="typed">What you wrote was not recorded. You can copy it from here</label>
<textarea id="typed" rows="8" readonly>
${texts.join('\n\n')}</textarea></div>`;
}

/**
 * The texts that came with a form which the page does not draw any more, because something else was answered in
 * another tab, or the declaration has to be endorsed anew: no text is lost (S1-08).
 * @param drawn the page as it is, in which a form that comes back, or that waits for a code, has its texts itself
 */
export function leftOver({ posted, kept }: PageState, drawn: Markup): Markup | undefined {
  if (kept) return drawn.text.includes('name="kept"') ? undefined : typedBack(kept);
  const isThere = textsOf(posted?.typed).every((text) => drawn.text.includes(html`${text}`.text));
  return isThere ? undefined : typedBack(posted?.typed);
}

const textsOf = (fields: Fields | undefined): string[] =>
  written.map((name) => fields?.get(name)?.trim() ?? '').filter((text) => text !== '');
