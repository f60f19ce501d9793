import PDFDocument from 'pdfkit';
import type { DocumentBlock, PlanDocument } from '../../domain/message/plan-document.ts';
import type { PdfFonts } from './fonts.ts';

// A4 in points (1/72 inch), with room above and below the text for the lines on each page.
const margins = { top: 74, bottom: 64, left: 54, right: 54 };
const ink = '#1b2733';
const muted = '#4a5661';
const accent = '#0b4f8a';
const rule = '#c5ced6';
const labelWidth = 140;

type Doc = InstanceType<typeof PDFDocument>;

/**
 * Draw a plan as an accessible A4 PDF (tagged, titled, with its language), the same bytes each time for the
 * same document. Nothing but the document stands in it: no author, no machine, no time of day of its making.
 */
export async function planPdf(document: PlanDocument, fonts: PdfFonts): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: 'A4',
    margins,
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: document.language,
    info: { Title: document.title, CreationDate: new Date(document.createdAt) },
    // No standard font at first: pdfkit reads its own from files that a bundle does not have.
    font: '',
  });
  const bytes = collect(doc);
  doc.registerFont('regular', Buffer.from(fonts.regular));
  doc.registerFont('bold', Buffer.from(fonts.bold));
  const root = doc.struct('Document');
  doc.addStructure(root);
  document.blocks.forEach((block, i) => {
    // A heading never stands alone at the foot of a page: it goes with what it heads.
    if (block.type === 'heading') keepTogether(doc, 50 + heightOf(doc, document.blocks[i + 1]));
    draw(doc, root, block);
  });
  root.end();
  frame(doc, document);
  doc.end();
  return bytes;
}

function collect(doc: Doc): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    doc.on('error', reject);
  });
}

type Structure = ReturnType<Doc['struct']>;

function draw(doc: Doc, root: Structure, block: DocumentBlock): void {
  if (block.type === 'heading') heading(doc, root, block.level, block.text);
  if (block.type === 'paragraph') paragraph(doc, root, block.text, block.muted === true);
  if (block.type === 'list') list(doc, root, block.items);
  if (block.type === 'card') card(doc, root, block);
}

function paragraph(doc: Doc, root: Structure, words: string, quiet: boolean): void {
  add(doc, root, 'P', () => text(doc, words, { colour: quiet ? muted : ink }));
  doc.moveDown(0.6);
}

const contentWidth = (doc: Doc) => doc.page.width - margins.left - margins.right;

function text(
  doc: Doc,
  words: string,
  { colour = ink, size = 10, font = 'regular', x = margins.left, width = contentWidth(doc) } = {},
): void {
  doc.font(font).fontSize(size).fillColor(colour).text(words, x, doc.y, { width, lineGap: 2 });
}

/** Put something drawn into the reading order under a tag. */
function add(doc: Doc, parent: Structure, tag: string, drawIt: () => void): void {
  const element = doc.struct(tag, {}, () => drawIt());
  parent.add(element);
}

/** Begin a new page when less than so many points are left. */
function keepTogether(doc: Doc, points: number): void {
  if (doc.y + points > doc.page.height - margins.bottom) doc.addPage();
}

function heading(doc: Doc, root: Structure, level: 1 | 2, words: string): void {
  if (level === 2) doc.moveDown(0.7);
  const size = level === 1 ? 20 : 13;
  // In the list of bookmarks too, so that a long plan can be gone through by its headings.
  doc.outline.addItem(words);
  add(doc, root, `H${level}`, () => text(doc, words, { colour: accent, size, font: 'bold' }));
  doc.moveDown(level === 1 ? 0.5 : 0.35);
}

function list(doc: Doc, root: Structure, items: readonly string[]): void {
  const element = doc.struct('L');
  root.add(element);
  for (const item of items) {
    const li = doc.struct('LI');
    element.add(li);
    add(doc, li, 'LBody', () =>
      text(doc, `•  ${item}`, { x: margins.left + 6, width: contentWidth(doc) - 6 }),
    );
    doc.moveDown(0.25);
    li.end();
  }
  element.end();
  doc.moveDown(0.4);
}

function card(doc: Doc, root: Structure, block: Extract<DocumentBlock, { type: 'card' }>): void {
  keepTogether(doc, cardHeight(doc, block));
  const section = doc.struct('Sect');
  root.add(section);
  const top = doc.y;
  const page = pageOf(doc);
  add(doc, section, 'H3', () => text(doc, block.title, { font: 'bold', size: 11, x: margins.left + 10 }));
  doc.moveDown(0.3);
  for (const [label, value] of block.rows) row(doc, section, label, value);
  const inner = { x: margins.left + 10, width: contentWidth(doc) - 20 };
  if (block.text !== undefined || block.withheld !== undefined) doc.moveDown(0.3);
  const { text: words, withheld } = block;
  if (words !== undefined) add(doc, section, 'P', () => text(doc, words, inner));
  if (withheld !== undefined) add(doc, section, 'P', () => text(doc, withheld, { ...inner, colour: muted }));
  section.end();
  if (pageOf(doc) === page) bar(doc, top, doc.y);
  doc.moveDown(0.9);
}

const pageOf = (doc: Doc): number => doc.bufferedPageRange().count;

const heightOf = (doc: Doc, block: DocumentBlock | undefined): number =>
  block?.type === 'card' ? cardHeight(doc, block) : 40;

/** The height that a card takes, at most most of a page: a longer one may break. */
function cardHeight(doc: Doc, block: Extract<DocumentBlock, { type: 'card' }>): number {
  const height = (words: string, width: number) =>
    doc.font('regular').fontSize(10).heightOfString(words, { width, lineGap: 2 }) + 3;
  const values = contentWidth(doc) - labelWidth - 20;
  const rows = block.rows.reduce((sum, [, value]) => sum + height(value, values), 0);
  const rest = [block.text, block.withheld].flatMap((t) => t ?? []);
  const sum = rest.reduce((total, t) => total + height(t, contentWidth(doc) - 20), rows + 40);
  return Math.min(sum, 500);
}

function row(doc: Doc, section: Structure, label: string, value: string): void {
  const x = margins.left + 10;
  keepTogether(doc, 30);
  const top = doc.y;
  const p = doc.struct('P');
  section.add(p);
  add(doc, p, 'Span', () => text(doc, `${label}: `, { colour: muted, x, width: labelWidth - 8 }));
  const labelEnd = doc.y;
  doc.y = top;
  add(doc, p, 'Span', () =>
    text(doc, value, { x: x + labelWidth, width: contentWidth(doc) - labelWidth - 20 }),
  );
  p.end();
  doc.y = Math.max(doc.y, labelEnd) + 1;
}

/** A coloured bar left of a card: decoration, so it is no part of the reading order. */
function bar(doc: Doc, from: number, to: number): void {
  artifact(doc, () => doc.rect(margins.left, from, 3, to - from).fill(accent));
}

function artifact(doc: Doc, drawIt: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
  doc.markContent('Artifact', { type });
  drawIt();
  doc.endMarkedContent();
}

/** Classification above and below, code, version and page number below each page. */
function frame(doc: Doc, document: PlanDocument): void {
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(page);
    const { width, height } = doc.page;
    // Without this pdfkit begins a new page when it writes below the margin.
    doc.page.margins = { ...margins, top: 0, bottom: 0 };
    artifact(
      doc,
      () => {
        doc.font('bold').fontSize(9).fillColor(ink);
        doc.text(document.classification, margins.left, 34, { width: contentWidth(doc), align: 'center' });
        doc
          .moveTo(margins.left, 54)
          .lineTo(width - margins.right, 54)
          .lineWidth(0.7)
          .stroke(rule);
        doc
          .moveTo(margins.left, height - 50)
          .lineTo(width - margins.right, height - 50)
          .stroke(rule);
        doc.font('regular').fontSize(8).fillColor(muted);
        doc.text(document.footer, margins.left, height - 42, {
          width: contentWidth(doc) - 80,
          lineBreak: false,
        });
        doc.text(`page ${page + 1} of ${count}`, margins.left, height - 42, {
          width: contentWidth(doc),
          align: 'right',
        });
        doc.font('bold').fillColor(ink);
        doc.text(document.classification, margins.left, height - 28, {
          width: contentWidth(doc),
          align: 'center',
        });
      },
      'Pagination',
    );
  }
}
