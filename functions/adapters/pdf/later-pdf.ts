import type { PlanDocument } from '../../domain/message/plan-document.ts';
import { checkFonts, loadFonts } from './fonts.ts';

/**
 * Draws plans with what it loads at the first one: the library is 440 KB and the fonts 1.4 MB, and most mails have
 * no plan. That the fonts are there is looked at now. Throws if they are not.
 * @param folder where the fonts are
 */
export function createPlanDrawer(folder: string): (document: PlanDocument) => Promise<Uint8Array> {
  checkFonts(folder);
  let loaded: Promise<(document: PlanDocument) => Promise<Uint8Array>> | undefined;
  return async (document) => {
    loaded ??= load(folder).catch((error: unknown) => {
      // The next plan tries again: one bad moment must not stop every plan of this process.
      loaded = undefined;
      throw error;
    });
    return (await loaded)(document);
  };
}

async function load(folder: string): Promise<(document: PlanDocument) => Promise<Uint8Array>> {
  const { planPdf } = await import('./plan-pdf.ts');
  const fonts = loadFonts(folder);
  return (document) => planPdf(document, fonts);
}
