import { html, type Markup } from '../../answers/pages/html.ts';

export interface Column {
  title: string;
  /** Numbers stand right. */
  number?: boolean;
}

/**
 * A table with caption and scopes; the first cell of a row is its heading. On a narrow screen each row becomes a
 * card: the roles are spelt out because browsers drop those of cells that are shown as blocks.
 */
export function table(caption: string, columns: readonly Column[], rows: readonly Markup[][]): Markup {
  const head = columns.map(
    ({ title, number }) =>
      html`<th scope="col" role="columnheader"${number ? html` class="number"` : html``}>${title}</th>`,
  );
  return html`<div class="wide"><table class="cards" role="table"><caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${head}</tr></thead>
<tbody role="rowgroup">
${rows.map(
  (cells) => html`<tr role="row">${cells.map((cell, place) => cellOf(cell, columns[place], place))}</tr>
`,
)}</tbody></table></div>`;
}

function cellOf(content: Markup, column: Column | undefined, place: number): Markup {
  if (place === 0) return html`<th scope="row" role="rowheader">${content}</th>`;
  const align = column?.number ? html` class="number"` : html``;
  return html`<td role="cell"${align} data-label="${column?.title ?? ''}">${content}</td>`;
}

/** Which page of a long list: `page` counts from 1. */
export interface Paging {
  page: number;
  pages: number;
  /** The address of a page. */
  href: (page: number) => string;
}

/** The slice of a page, the nearest one there is; `page` 0 or nothing asks for the `fallback`. */
export function slice<Item>(
  items: readonly Item[],
  asked: number | undefined,
  size: number,
  fallback: 'first' | 'last' = 'first',
): { shown: readonly Item[]; page: number; pages: number; from: number } {
  const pages = Math.max(1, Math.ceil(items.length / size));
  const wanted = asked ?? (fallback === 'first' ? 1 : pages);
  const page = Math.min(Math.max(wanted, 1), pages);
  const from = (page - 1) * size;
  return { shown: items.slice(from, from + size), page, pages, from };
}

/** Links to the pages around; nothing when there is only one. */
export function pager({ page, pages, href }: Paging, label: string): Markup {
  if (pages <= 1) return html``;
  const link = (to: number, text: string) =>
    to < 1 || to > pages || to === page ? html`` : html`<li><a href="${href(to)}">${text}</a></li>`;
  return html`<nav class="pages" aria-label="${label}"><ul>${link(1, 'First')}${link(page - 1, 'Previous')}
<li aria-current="page">Page ${page} of ${pages}</li>${link(page + 1, 'Next')}${link(pages, 'Last')}</ul></nav>`;
}

/** One, and more than one: `1 case`, `2 cases`. */
export const count = (number: number, one: string, more = `${one}s`): string =>
  `${number} ${number === 1 ? one : more}`;

export type Tone = 'stop' | 'warn' | 'ok' | 'info' | 'plain';

/** A word with a colour; the word alone says it all. */
export const badge = (text: string, tone: Tone = 'plain'): Markup =>
  html`<span class="badge ${tone}">${text}</span>`;
