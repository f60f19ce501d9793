import { inflateSync } from 'node:zlib';

/** The text of a PDF as pdfkit writes it: one line for each piece of text that is drawn. Throws if there is none. */
export function pdfText(bytes: Uint8Array): string {
  const objects = objectsOf(Buffer.from(bytes).toString('latin1'));
  const fonts = fontsOf(objects);
  const lines = [...objects.values()].flatMap(({ stream }) =>
    stream !== undefined && /\bBT\b/.test(stream) ? linesOf(stream, fonts) : [],
  );
  if (lines.length === 0) throw new Error('a PDF without a text that can be read');
  return lines.join('\n');
}

interface PdfObject {
  head: string;
  stream?: string;
}

/** A stream may hold any bytes: where it ends is what its length says. */
function objectsOf(raw: string): Map<string, PdfObject> {
  const objects = new Map<string, PdfObject>();
  for (const { 1: id = '', index, 0: start } of raw.matchAll(/(?<=^|\n)(\d+) 0 obj\n/g)) {
    const body = raw.slice(index + start.length);
    const head = body.slice(0, body.search(/\nendobj|\nstream\r?\n/));
    const opening = /^\nstream\r?\n/.exec(body.slice(head.length, head.length + 10))?.[0];
    if (opening === undefined) {
      objects.set(id, { head });
      continue;
    }
    const length = Number(/\/Length (\d+)/.exec(head)?.[1]);
    const from = head.length + opening.length;
    const bytes = Buffer.from(body.slice(from, from + length), 'latin1');
    const stream = head.includes('/FlateDecode') ? inflateSync(bytes) : bytes;
    objects.set(id, { head, stream: stream.toString('latin1') });
  }
  return objects;
}

/** From a font's name on the pages to the letter of each glyph. */
type Fonts = Map<string, Map<string, string>>;

function fontsOf(objects: Map<string, PdfObject>): Fonts {
  const fonts: Fonts = new Map();
  for (const { head } of objects.values()) {
    for (const [, name = '', id = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1] ?? '';
      fonts.set(name, lettersOf(objects.get(unicode)?.stream ?? ''));
    }
  }
  return fonts;
}

/** `<0000> <00ff> [<0041> <00420043>]`: what each glyph from the first on stands for. */
function lettersOf(cmap: string): Map<string, string> {
  const letters = new Map<string, string>();
  for (const [, first = '', list = ''] of cmap.matchAll(/<([0-9a-f]+)>\s*<[0-9a-f]+>\s*\[([^\]]*)\]/gi)) {
    [...list.matchAll(/<([0-9a-f\s]*)>/gi)].forEach(([, code = ''], index) => {
      const glyph = (Number.parseInt(first, 16) + index).toString(16).padStart(4, '0');
      letters.set(glyph, Buffer.from(code.replace(/\s/g, ''), 'hex').swap16().toString('utf16le'));
    });
  }
  return letters;
}

function linesOf(content: string, fonts: Fonts): string[] {
  const lines: string[] = [];
  let letters: Map<string, string> | undefined;
  for (const [, font, drawn] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font !== undefined) letters = fonts.get(font);
    if (drawn === undefined) continue;
    const glyphs = [...drawn.matchAll(/<([0-9a-f]*)>/gi)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
    lines.push(glyphs.map((glyph) => letters?.get(glyph.toLowerCase()) ?? '?').join(''));
  }
  return lines;
}
