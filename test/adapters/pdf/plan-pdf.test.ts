import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { loadFonts } from '../../../functions/adapters/pdf/fonts.ts';
import { planPdf } from '../../../functions/adapters/pdf/plan-pdf.ts';
import type { DocumentBlock, PlanDocument } from '../../../functions/domain/message/plan-document.ts';

const fonts = loadFonts('node_modules/dejavu-fonts-ttf/ttf');

const card = (n: number): DocumentBlock => ({
  type: 'card',
  title: `Action ${n}`,
  rows: [
    ['Agency', 'Invented Agency'],
    ['Due', 'Monday 9 March 2026, 10:00 am (AWST, Perth time)'],
  ],
  text: 'Change the locks. '.repeat(n % 7),
});

const document = (more: Partial<PlanDocument> = {}): PlanDocument => ({
  title: 'Safety plan',
  fileName: 'document-AAAA-BBBB.pdf',
  language: 'en-AU',
  createdAt: '2026-03-02T01:00:00.000Z',
  classification: 'OFFICIAL: Sensitive',
  footer: 'AAAA-BBBB · version 1',
  blocks: [
    { type: 'heading', level: 1, text: 'Safety plan' },
    { type: 'list', items: ['Adult victim', 'Whānau of child 1'] },
    { type: 'heading', level: 2, text: 'Safety' },
    card(1),
    { type: 'paragraph', text: 'No action.', muted: true },
  ],
  ...more,
});

const raw = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const pages = (bytes: Uint8Array): number => raw(bytes).match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;

/** The drawing commands of all pages, unpacked. */
function drawn(bytes: Uint8Array): string {
  const text = raw(bytes);
  return [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)]
    .map((m) => {
      const packed = Buffer.from(m[1] ?? '', 'latin1');
      return packed[0] === 0x78 ? inflateSync(packed).toString('latin1') : '';
    })
    .join('\n');
}

describe('the PDF of a plan', () => {
  it('is the same bytes for the same document', async () => {
    const [one, two] = [await planPdf(document(), fonts), await planPdf(document(), fonts)];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
    const other = await planPdf(document({ footer: 'AAAA-BBBB · version 2' }), fonts);
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false);
  });

  it('is tagged, titled and says its language, for those who do not see it', async () => {
    const text = raw(await planPdf(document(), fonts));
    expect(text).toContain('/Marked true');
    expect(text).toContain('/StructTreeRoot');
    expect(text).toContain('/Lang (en-AU)');
    expect(text).toContain('/DisplayDocTitle true');
    expect(text).toContain('\n(Safety plan)\n');
    // Headings are bookmarks too.
    expect(text).toContain('/Outlines');
    for (const tag of ['H1', 'H2', 'H3', 'LI', 'P']) expect(text).toContain(`/S /${tag}\n`);
  });

  it('holds no author, no machine and no time but its own', async () => {
    const text = raw(await planPdf(document(), fonts));
    expect(text).not.toMatch(/\/Author|\/ModDate/);
    expect(text).toContain('(D:20260302010000Z)');
  });

  it('breaks onto as many pages as it needs, each framed, without empty ones', async () => {
    expect(pages(await planPdf(document(), fonts))).toBe(1);
    const long = document({ blocks: Array.from({ length: 40 }, (_, n) => card(n)) });
    const bytes = await planPdf(long, fonts);
    const count = pages(bytes);
    expect(count).toBeGreaterThan(3);
    expect(count).toBeLessThan(12);
    // Two lines frame each page; a card's bar is a filled rectangle.
    expect(drawn(bytes).match(/ l\n[^\n]*\n?S\n|\bl\nS\b|\bS\n/g)?.length).toBeGreaterThanOrEqual(count * 2);
  });
});
