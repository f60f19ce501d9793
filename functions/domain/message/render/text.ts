import type { Block, Content } from './blocks.ts';

const width = 72;

/** The plain text part: lines of at most 72 columns unless one word is longer. */
export function toText(content: Content): string {
  const parts = [content.preheader, content.title.toUpperCase(), ...content.blocks.map(block), '-- '];
  return `${[...parts, ...content.footer.map((line) => wrap(line))].join('\n\n')}\n`;
}

function block(of: Block): string {
  switch (of.type) {
    case 'paragraph':
      return wrap(of.text);
    case 'list':
      return of.items.map((item) => wrap(item, '- ', '  ')).join('\n');
    case 'facts':
      return [of.caption, ...of.rows.map(([label, value]) => wrap(`${label}: ${value}`, '- ', '  '))].join(
        '\n',
      );
    case 'link':
      return `${of.label}:\n${of.href}`;
  }
}

function wrap(text: string, first = '', rest = first): string {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(/\s+/)) {
    const empty = line === first || line === rest;
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = rest + word;
    } else {
      line += empty ? word : ` ${word}`;
    }
  }
  return [...lines, line].join('\n');
}
