/** A text in plain letters, each with the place that it came from, so that what is found can be shown there. */
export interface Folded {
  /** Lower case, without accents; marks, the ʻokina's like and invisible characters are left out. */
  plain: string;
  /** For each character of `plain`: where it starts and ends in the original (UTF-16 units). */
  starts: number[];
  ends: number[];
  /** Whether the original was a capital letter. */
  capital: boolean[];
}

// Letters that Unicode does not take apart into a letter and a mark, and Cyrillic ones that look like ours.
const letters: Readonly<Record<string, string>> = {
  ø: 'o',
  đ: 'd',
  ł: 'l',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ı: 'i',
  þ: 'th',
  ð: 'd',
  ħ: 'h',
  а: 'a',
  е: 'e',
  і: 'i',
  ј: 'j',
  о: 'o',
  р: 'p',
  с: 'c',
  ѕ: 's',
  у: 'y',
  х: 'x',
};

/**
 * Fold case and accents. `macrons`: te reo Māori writes long vowels with a macron or doubled; `double` turns
 * `ā` into `aa`, `drop` into `a`.
 */
export function fold(text: string, macrons: 'drop' | 'double' = 'drop'): Folded {
  const folded: Folded = { plain: '', starts: [], ends: [], capital: [] };
  let at = 0;
  for (const point of text) {
    const end = at + point.length;
    const lower = point.toLowerCase();
    for (const piece of lower.normalize('NFKD').toLowerCase()) {
      if (piece === '\u0304' && macrons === 'double') {
        const previous = folded.plain.at(-1);
        if (previous !== undefined && 'aeiou'.includes(previous)) push(folded, previous, at, end, false);
      } else if (/[\p{M}\p{Cf}\u02b0-\u02ff]/u.test(piece)) {
        // The mark belongs to the letter before it.
        if (folded.ends.length > 0) folded.ends[folded.ends.length - 1] = end;
      } else {
        for (const plain of letters[piece] ?? piece) push(folded, plain, at, end, lower !== point);
      }
    }
    at = end;
  }
  return folded;
}

function push(folded: Folded, plain: string, start: number, end: number, capital: boolean): void {
  folded.plain += plain;
  for (let i = 0; i < plain.length; i += 1) {
    folded.starts.push(start);
    folded.ends.push(end);
    folded.capital.push(capital);
  }
}

// Scripts that write words without spaces between them: every character may begin or end a name.
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const kindOf = (c: string): 'letter' | 'digit' | 'other' =>
  /\p{L}/u.test(c) ? 'letter' : /\p{N}/u.test(c) ? 'digit' : 'other';

const isWordCharacter = (c: string): boolean => kindOf(c) !== 'other';

/** Whether a word can begin or end between two neighbouring characters. */
function boundary(before: string | undefined, after: string | undefined): boolean {
  if (before === undefined || after === undefined) return true;
  const [a, b] = [kindOf(before), kindOf(after)];
  return a !== b || a === 'other' || unspaced.test(before) || unspaced.test(after);
}

/** Only letters and digits, each with its place in `folded.plain`, and whether a word can start or end there. */
export interface Squeezed {
  text: string;
  at: number[];
  canStart: boolean[];
  canEnd: boolean[];
}

export function squeeze(folded: Folded): Squeezed {
  const squeezed: Squeezed = { text: '', at: [], canStart: [], canEnd: [] };
  const { plain } = folded;
  const size = (i: number) => ((plain.codePointAt(i) ?? 0) > 0xffff ? 2 : 1);
  let before: string | undefined;
  for (let i = 0; i < plain.length; i += size(i)) {
    const c = plain.slice(i, i + size(i));
    const after =
      i + c.length < plain.length ? String.fromCodePoint(plain.codePointAt(i + c.length) ?? 0) : undefined;
    if (isWordCharacter(c)) {
      for (let unit = 0; unit < c.length; unit += 1) {
        squeezed.text += c.charAt(unit);
        squeezed.at.push(i + unit);
        squeezed.canStart.push(unit === 0 && boundary(before, c));
        squeezed.canEnd.push(unit === c.length - 1 && boundary(c, after));
      }
    }
    before = c;
  }
  return squeezed;
}

export const squeezeText = (text: string, macrons?: 'drop' | 'double'): string =>
  squeeze(fold(text, macrons)).text;
