import { stripVTControlCharacters, styleText } from 'node:util';
import type { Told } from './told.ts';

export type Colour = 'dim' | 'bold' | 'cyan' | 'green' | 'yellow' | 'red' | 'magenta';
export type Paint = (colour: Colour, text: string) => string;

export const painter =
  (isOn: boolean): Paint =>
  (colour, text) =>
    isOn ? styleText(colour, text, { validateStream: false }) : text;

const markColours: Partial<Record<Told['mark'], Colour>> = { '>': 'bold', '*': 'yellow', '!': 'red' };

/** What stands before the text: when, what it is about, the mark. */
export function head({ when, about, mark }: Told, width: number, paint: Paint): string {
  const colour = markColours[mark];
  const column = width > 0 ? `${paint('cyan', about.padEnd(width))}  ` : '';
  return `${paint('dim', when)}  ${column}${colour === undefined ? mark : paint(colour, mark)} `;
}

const visible = (text: string): number => stripVTControlCharacters(text).length;

/** A text behind its head, broken between words so that no line is longer than `columns`, if the words allow it. */
export function wrapped(start: string, text: string, columns: number): string[] {
  const indent = ' '.repeat(visible(start));
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && indent.length + visible(longer) > columns) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].map((one, index) => `${index === 0 ? start : indent}${one}`.trimEnd());
}
