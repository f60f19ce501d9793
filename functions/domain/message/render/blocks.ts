/** The one content model of a mail, from which text and HTML are both made. */
export type Block =
  | { type: 'paragraph'; text: string; strong?: boolean }
  | { type: 'list'; items: readonly string[] }
  | { type: 'facts'; caption: string; rows: readonly (readonly [label: string, value: string])[] }
  | { type: 'link'; label: string; href: string };

export interface Content {
  title: string;
  preheader: string;
  /** BCP 47, `en-AU`. */
  language: string;
  blocks: readonly Block[];
  footer: readonly string[];
}

export const paragraph = (text: string): Block => ({ type: 'paragraph', text });
/** A sentence that must not be overlooked. */
export const important = (text: string): Block => ({ type: 'paragraph', text, strong: true });
export const list = (...items: string[]): Block => ({ type: 'list', items });
export const link = (label: string, href: string): Block => ({ type: 'link', label, href });

/** Labels with values; rows without a value are left out, and so is a table without rows. */
export function facts(caption: string, rows: readonly (readonly [string, string | undefined])[]): Block[] {
  const known = rows.flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const]));
  return known.length === 0 ? [] : [{ type: 'facts', caption, rows: known }];
}
