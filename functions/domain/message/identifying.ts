import { type Folded, fold, type Squeezed, squeeze, squeezeText } from './identifying/fold.ts';
import { misspeltSpans } from './identifying/misspelt.ts';
import { birthDateSpans, type PlainSpan, phoneSpans } from './identifying/numbers.ts';
import {
  addressVariants,
  initialsOf,
  nameParts,
  nameVariants,
  placeVariants,
} from './identifying/variants.ts';

const identifierKinds = [
  'name',
  'alias',
  'address',
  'workplace',
  'school',
  'phone',
  'email',
  'birth_date',
] as const;
export type IdentifierKind = (typeof identifierKinds)[number];

/** Something by which a person or place in the case can be known. A birth date is written `1990-03-01`. */
export interface Identifier {
  kind: IdentifierKind;
  value: string;
}

/**
 * Where in the text (UTF-16 units, end exclusive), and what kind of thing stands there. `unchecked` is the whole
 * text: somebody of the case could not be read, so nobody can say that it names nobody.
 */
export interface Finding {
  kind: IdentifierKind | 'unchecked';
  start: number;
  end: number;
}

/**
 * Find everything in a text that names a person or place of the case: whatever case, accents, spaces and
 * punctuation; parts of names, initials and slips of the pen; telephone numbers and birth dates in any common form. It finds too
 * much rather than too little: what it finds stays out of e-mail and the recorder is shown where.
 */
export function findIdentifying(text: string, identifiers: readonly Identifier[]): Finding[] {
  const forms = [fold(text, 'drop'), fold(text, 'double')].map((folded) => ({
    folded,
    squeezed: squeeze(folded),
  }));
  const found = identifiers.flatMap((identifier) =>
    forms.flatMap(({ folded, squeezed }) =>
      spansOf(identifier, folded, squeezed).map(({ from, to }) => ({
        kind: identifier.kind,
        start: folded.starts[from] ?? 0,
        end: folded.ends[to - 1] ?? text.length,
      })),
    ),
  );
  return merge(found);
}

function spansOf({ kind, value }: Identifier, folded: Folded, squeezed: Squeezed): PlainSpan[] {
  const whole = (variants: readonly string[]) => variants.flatMap((v) => wordSpans(squeezed, v));
  switch (kind) {
    case 'name':
    case 'alias':
      return [
        ...whole(nameVariants(value)),
        ...initialsOf(value).flatMap((i) => initialSpans(folded, i)),
        ...misspeltSpans(
          folded,
          nameParts(value).map((part) => squeezeText(part)),
        ),
      ];
    case 'address':
      return whole(addressVariants(value));
    case 'workplace':
    case 'school':
      return whole(placeVariants(value));
    case 'email': {
      const local = value.slice(0, Math.max(0, value.lastIndexOf('@')));
      return whole([value, ...(squeezeText(local).length >= 4 ? [local] : [])]);
    }
    case 'phone':
      return phoneSpans(folded.plain, value);
    case 'birth_date':
      // A year, or that nothing is known, identifies nobody.
      return /^\d{4}-/.test(value) ? [...whole([value]), ...birthDateSpans(folded.plain, value)] : [];
  }
}

/** Whole words that make up the pattern, whatever stands between them. */
function wordSpans(squeezed: Squeezed, pattern: string): PlainSpan[] {
  const patterns = new Set([squeezeText(pattern, 'drop'), squeezeText(pattern, 'double')]);
  const spans: PlainSpan[] = [];
  for (const wanted of patterns) {
    if (wanted === '') continue;
    for (let i = squeezed.text.indexOf(wanted); i >= 0; i = squeezed.text.indexOf(wanted, i + 1)) {
      const last = i + wanted.length - 1;
      if (squeezed.canStart[i] === true && squeezed.canEnd[last] === true) {
        spans.push({ from: squeezed.at[i] ?? 0, to: (squeezed.at[last] ?? 0) + 1 });
      }
    }
  }
  return spans;
}

/** `JC`, `J C`, `J.C.`, `J-C` in capitals; with dots also in small letters. */
function initialSpans(folded: Folded, initials: string): PlainSpan[] {
  const letters = Array.from(initials).map((c) => c.replace(/[^\p{L}\p{N}]/gu, ''));
  const capitals = new RegExp(
    `(?<![\\p{L}\\p{N}])${letters.join('[\\s.\\p{Pd}]{0,3}')}(?![\\p{L}\\p{N}])`,
    'gu',
  );
  return [...folded.plain.matchAll(capitals)].flatMap((m) => {
    const to = m.index + m[0].length;
    const units = m[0].split('');
    const allCapital = units.every((c, i) => !/\p{L}/u.test(c) || folded.capital[m.index + i] === true);
    const dotted = letters.length > 1 && m[0].split('.').length >= letters.length;
    return allCapital || dotted ? [{ from: m.index, to }] : [];
  });
}

/** In order of place; of those of one kind that touch or overlap only the whole. */
function merge(findings: readonly Finding[]): Finding[] {
  const merged: Finding[] = [];
  const last = new Map<Finding['kind'], Finding>();
  for (const finding of findings.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const same = last.get(finding.kind);
    if (same && finding.start <= same.end) same.end = Math.max(same.end, finding.end);
    else {
      const own = { ...finding };
      last.set(own.kind, own);
      merged.push(own);
    }
  }
  return merged;
}

// Every repetition is bounded, or cannot begin within itself: else a long word takes time by its square.
const shapes: readonly (readonly [IdentifierKind, RegExp])[] = [
  ['email', /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu],
  // Dates written with dashes or dots have as many digits.
  [
    'phone',
    /(?<![\p{L}\p{N}])(?!\d{4}-\d\d-\d\d|\d\d?[.-]\d\d?[.-]\d{2,4})\+?\(?\d(?:[\s().\p{Pd}]{0,2}\d){7,13}(?![\p{L}\p{N}])/gu,
  ],
  [
    'address',
    /(?<![\p{L}\p{N}])\d{1,5}[a-z]?\s+(?:[\p{L}’'-]+\s+){1,3}(?:street|st|road|rd|avenue|ave|drive|dr|crescent|cres|court|ct|place|pl|terrace|tce|highway|hwy|lane|ln|parade|pde|close|cl|way|boulevard|blvd)\b/giu,
  ],
];

/**
 * Find what looks like an e-mail address, telephone number or street address of anybody: the address of a
 * refuge or motel never leaves the record by e-mail, though it belongs to nobody in the case (S3-62).
 */
export function findShapes(text: string): Finding[] {
  return merge(
    shapes.flatMap(([kind, shape]) =>
      [...text.matchAll(shape)].map((m) => ({ kind, start: m.index, end: m.index + m[0].length })),
    ),
  );
}
