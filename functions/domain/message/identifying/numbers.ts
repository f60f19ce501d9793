/** Where something stands in `Folded.plain`. */
export interface PlainSpan {
  from: number;
  /** After the last character. */
  to: number;
}

const spansOf = (plain: string, pattern: RegExp): PlainSpan[] =>
  [...plain.matchAll(pattern)].map((m) => ({ from: m.index, to: m.index + m[0].length }));

const countries = ['61', '64'];

/**
 * The digits by which a telephone number is found however it is written: without country code, leading zero
 * and, for long numbers, the first digit of the rest, which is the area code of a landline.
 */
function telling(value: string): string {
  let digits = value.normalize('NFKC').replace(/\D/g, '').replace(/^00/, '');
  const country = countries.find((code) => digits.startsWith(code) && digits.length >= 10);
  if (country) digits = digits.slice(country.length);
  digits = digits.replace(/^0+/, '') || digits;
  return digits.length > 7 ? digits.slice(1) : digits;
}

/** A telephone number with any separators, country code or none. */
export function phoneSpans(plain: string, value: string): PlainSpan[] {
  const digits = telling(value);
  if (digits === '') return [];
  const loose = digits.split('').join('[^\\p{L}\\p{N}]{0,4}');
  const bounded = digits.length < 6 ? `(?<!\\p{N})${loose}(?!\\p{N})` : loose;
  return spansOf(plain, new RegExp(bounded, 'gu'));
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** A birth date (`1990-03-01`) in the forms that people write, with the year in two digits or four. */
export function birthDateSpans(plain: string, value: string): PlainSpan[] {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value.trim());
  if (!found) return [];
  const [, year = '', month = '', day = ''] = found;
  const d = `0?${Number(day)}`;
  const m = `0?${Number(month)}`;
  const y = `(?:${year}|[’']?${year.slice(2)})`;
  // The longest rest of a month is that of September.
  const name = `${months[Number(month) - 1]}[a-z]{0,6}\\.?`;
  const th = '(?:st|nd|rd|th)?';
  const by = '(?:\\s+|\\s*[./,_\\p{Pd}]\\s*)';
  const gap = '[\\s,./_\\p{Pd}]*';
  const forms = [
    `${d}${by}${m}${by}${y}`,
    `${m}${by}${d}${by}${y}`,
    `${year}${by}${m}${by}${d}`,
    `${day}${month}(?:${year}|${year.slice(2)})`,
    `${year}${month}${day}`,
    `${d}${th}${gap}(?:of\\s+)?${name}${gap}${y}`,
    `${name}${gap}${d}${th}${gap}${y}`,
  ];
  return forms.flatMap((form) => spansOf(plain, new RegExp(`(?<!\\p{N})${form}(?!\\p{N})`, 'gu')));
}
