import { fold } from './fold.ts';

/** Words of a text as written: runs of letters and digits with their marks. */
export const words = (text: string): string[] => text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

const streetTypes: Readonly<Record<string, string>> = {
  st: 'street',
  str: 'street',
  rd: 'road',
  ave: 'avenue',
  av: 'avenue',
  dr: 'drive',
  drv: 'drive',
  cres: 'crescent',
  cr: 'crescent',
  ct: 'court',
  crt: 'court',
  pl: 'place',
  tce: 'terrace',
  ter: 'terrace',
  hwy: 'highway',
  ln: 'lane',
  pde: 'parade',
  cl: 'close',
  blvd: 'boulevard',
  bvd: 'boulevard',
  cct: 'circuit',
  gr: 'grove',
  gve: 'grove',
  esp: 'esplanade',
  pkwy: 'parkway',
  sq: 'square',
  wy: 'way',
};
const fullTypes = new Set([
  ...Object.values(streetTypes),
  'way',
  'loop',
  'rise',
  'view',
  'mews',
  'track',
  'quay',
]);

const plain = (w: string): string => fold(w).plain;

/** `street` and its like, in full or short. */
export const isStreetType = (w: string): boolean =>
  fullTypes.has(plain(w)) || Object.hasOwn(streetTypes, plain(w));

/** The line with its last type of street in each form that people write. */
export function withStreetForms(line: string): string[] {
  const all = words(line);
  const at = all.findLastIndex((w, i) => i > 0 && isStreetType(w));
  const found = plain(all[at] ?? '');
  const full = Object.hasOwn(streetTypes, found) ? streetTypes[found] : found;
  const forms = Object.keys(streetTypes).filter((short) => streetTypes[short] === full);
  return at < 0 ? [] : [full ?? found, ...forms].map((form) => all.with(at, form).join(' '));
}
