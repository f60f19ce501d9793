import { accessSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** TrueType fonts with the letters of every language written here, macrons included. */
export interface PdfFonts {
  regular: Uint8Array;
  bold: Uint8Array;
}

const files = { regular: 'DejaVuSans.ttf', bold: 'DejaVuSans-Bold.ttf' } as const;

/** Throws if a font is not in the folder, or may not be read. */
export function checkFonts(folder: string): void {
  for (const file of Object.values(files)) accessSync(join(folder, file));
}

/**
 * Read the fonts from a folder: `node_modules/dejavu-fonts-ttf/ttf`, or where the bundle puts a copy. The
 * standard fonts of pdfkit are not found in a bundle, and they have no macrons.
 */
export function loadFonts(folder: string): PdfFonts {
  return {
    regular: readFileSync(join(folder, files.regular)),
    bold: readFileSync(join(folder, files.bold)),
  };
}
