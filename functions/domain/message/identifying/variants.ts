import { squeezeText } from './fold.ts';
import { isStreetType, withStreetForms, words } from './words.ts';

/** Small words in names that say nothing by themselves. */
const particles = new Set('te de da di du la le el al van von der den ter of the and bin ibn o'.split(' '));
/** Words that many workplaces and schools have in their names. */
const generic = new Set(
  'the of and for at in a school primary secondary high senior junior college kindergarten preschool academy centre center care child childcare early learning kura kohanga reo pty ltd limited inc company co group services service australia new zealand hospital shop store'.split(
    ' ',
  ),
);

const unique = (values: readonly string[]): string[] => [...new Set(values.filter((v) => v !== ''))];

/** The parts of a name or alias that say something by themselves. */
export const nameParts = (value: string): string[] =>
  [...value.split(/\s+/), ...value.split(/[\s\p{Pd}]+/u), ...words(value)].filter((part) => {
    const plain = squeezeText(part);
    return plain.length >= 2 && !particles.has(plain);
  });

/**
 * A name or alias whole, without what stands in its middle, and each of its parts; also as several people are
 * called by it, or with an `s` from which the apostrophe was left out.
 */
export function nameVariants(value: string): string[] {
  const parts = nameParts(value);
  const pieces = value.trim().split(/\s+/);
  const outer = `${pieces[0] ?? ''} ${pieces.at(-1) ?? ''}`;
  const several = parts.filter((part) => squeezeText(part).length >= 3).flatMap((p) => [`${p}s`, `${p}es`]);
  return unique([value, outer, ...parts, ...several]);
}

/** First letters of a name: all parts, first and last, and with hyphenated parts apart. Two letters at least. */
export function initialsOf(value: string): string[] {
  const first = (parts: readonly string[]) => parts.map((part) => squeezeText(part).charAt(0)).join('');
  const pieces = value.split(/\s+/).filter((piece) => squeezeText(piece) !== '');
  const apart = words(value);
  const outer = (parts: readonly string[]) => [parts[0] ?? '', parts.at(-1) ?? ''];
  return unique([first(pieces), first(outer(pieces)), first(apart), first(outer(apart))]).filter(
    (initials) => initials.length >= 2,
  );
}

/** An address whole, and each line of it with a number or the type of a street; that one also without its number. */
export function addressVariants(value: string): string[] {
  const lines = value.split(/[,;\n]+/).map((line) => line.trim());
  const telling = lines.filter((line) => /\d/.test(line) || words(line).some(isStreetType));
  const streets = telling.flatMap((line) => {
    const all = words(line);
    const type = all.findIndex((w, i) => i > 0 && isStreetType(w));
    const from = all.findLastIndex((w, i) => i < type && /\d/.test(w)) + 1;
    return type > from ? [all.slice(from, type + 1).join(' ')] : [];
  });
  // A line of digits alone is a postcode and tells nothing.
  const lettered = telling.filter((line) => /\p{L}/u.test(line) && words(line).length > 1);
  return unique([value, ...lettered, ...streets].flatMap((line) => [line, ...withStreetForms(line)]));
}

/** A workplace or school whole, and without the words that many have. */
export function placeVariants(value: string): string[] {
  const all = words(value);
  const own = (w: string) => !generic.has(squeezeText(w));
  const core = all.slice(all.findIndex(own), all.findLastIndex(own) + 1).join(' ');
  const named = unique([value, ...(squeezeText(core).length >= 4 ? [core] : [])]);
  return unique(
    named.flatMap((name) => [name, name.replace(/\bst\b\.?/iu, 'saint'), name.replace(/\bsaint\b/iu, 'st')]),
  );
}
