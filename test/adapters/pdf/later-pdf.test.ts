import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createPlanDrawer } from '../../../functions/adapters/pdf/later-pdf.ts';

const FONTS = 'node_modules/dejavu-fonts-ttf/ttf';
const folder = mkdtempSync(join(tmpdir(), 'fonts-'));
const fonts = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'];
const copy = () => {
  for (const font of fonts) cpSync(join(FONTS, font), join(folder, font));
};
const plan = {
  title: 'Safety plan',
  fileName: 'document.pdf',
  language: 'en-AU',
  createdAt: '2026-03-02T01:00:00.000Z',
  classification: 'OFFICIAL: Sensitive',
  footer: 'AAAA-BBBB',
  blocks: [],
};
afterAll(() => rmSync(folder, { recursive: true }));

it('draws the next plan when loading failed for one', async () => {
  copy();
  const draw = createPlanDrawer(folder);
  for (const font of fonts) rmSync(join(folder, font));
  await expect(draw(plan)).rejects.toThrow('ENOENT');
  copy();
  expect((await draw(plan)).length).toBeGreaterThan(0);
});

it('says at once that the fonts are missing', () => {
  expect(() => createPlanDrawer(join(folder, 'nowhere'))).toThrow('ENOENT');
});
