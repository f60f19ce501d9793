import { describe, expect, it } from 'vitest';
import { loadFonts } from '../../../functions/adapters/pdf/fonts.ts';
import { planPdf } from '../../../functions/adapters/pdf/plan-pdf.ts';
import { loadScenario } from '../../../local/scenario/load.ts';
import { notesOf, peopleOf, sightings } from './canaries.ts';
import { pdfText } from './pdf-text.ts';

const scenario = loadScenario('test/local/cloud/scenarios/small.json');
const seen = (text: string): string[] =>
  sightings([...peopleOf(scenario), ...notesOf(scenario)], [['here', text]]);

describe('what must not be read anywhere', () => {
  it.each([
    'Adalind Canarybird',
    'to ADALIND, who asked',
    'linnet',
    'a mail for Canarybird.',
    '44 Canary Row, Birdsville',
    'near 44 Canary\n  Row',
    '44 Canary Row',
    '&#52;4 Canary Row',
    'Canary Bakehouse',
    'Canary Grove School',
    'born 1990-01-23',
    'on 23/01/1990',
    'on 23/1/1990',
    '23 January 1990',
    '23 Jan 1990',
    '0491570110',
    '0491-570-110',
    'ada.canarybird@mail.sample.test',
    JSON.stringify({ text: 'She was followed home from her work three times in one month.' }),
    'She asked that nobody rings after five in the afternoon.',
  ])('is found: %s', (text) => {
    expect(seen(text)).not.toEqual([]);
  });

  it.each([
    'Sample Police, Sergeant Invented',
    'a canary, a row of birds',
    'robertson canarycats',
    '1990-01-24',
    'case-0491570',
    '',
  ])('is not found where it is not: %s', (text) => {
    expect(seen(text)).toEqual([]);
  });

  it('is found in a PDF, in letters of every kind', async () => {
    const fonts = loadFonts('node_modules/dejavu-fonts-ttf/ttf');
    const bytes = await planPdf(
      {
        title: 'Safety plan',
        fileName: 'document.pdf',
        language: 'en-AU',
        createdAt: '2026-03-02T01:00:00.000Z',
        classification: 'Sensitive',
        footer: 'AAAA-BBBB',
        blocks: [
          { type: 'heading', level: 1, text: 'Flowers for Linnet' },
          { type: 'paragraph', text: 'Whānau at 44 Canary Row; office, five offers.' },
        ],
      },
      fonts,
    );
    expect(pdfText(bytes)).toContain('Whānau at 44 Canary Row; office, five offers.');
    expect(seen(pdfText(bytes))).toEqual([
      expect.stringContaining('ada: part of a name (Linnet)'),
      expect.stringContaining('ada: place (44 Canary Row)'),
    ]);
  });

  it('is not said to be missing from a PDF that cannot be read', () => {
    expect(() => pdfText(Buffer.from('%PDF-1.7 nothing'))).toThrow('without a text');
  });
});
