import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findIdentifying,
  findShapes,
  type Identifier,
  type IdentifierKind,
} from '../../../functions/domain/message/identifying.ts';

const found = (text: string, kind: IdentifierKind, value: string): string[] =>
  findIdentifying(text, [{ kind, value }]).map(({ start, end }) => text.slice(start, end));

describe('names', () => {
  const name = 'Māreikura Te Ataahua O’Brien-Smith';
  it.each([
    ['whole', 'Met Māreikura Te Ataahua O’Brien-Smith today'],
    ['without accents', 'met mareikura te ataahua o’brien-smith today'],
    ['long vowels doubled', 'Met Maareikura today'],
    ['accents apart from their letters', 'Met Māreikura today'.normalize('NFD')],
    ['in capitals', 'MAREIKURA came'],
    ['a part', 'Ataahua came'],
    ['apostrophe of another kind', "O'Brien came"],
    ['without the apostrophe', 'OBrien came'],
    ['one half of a hyphenated name', 'Smith came'],
    ['hyphen as a space', 'O’Brien Smith came'],
    ['belonging to', 'Smith’s car'],
    ['belonging to, without the apostrophe', 'Ataahuas car'],
    ['of all the family', 'the Smiths moved'],
    ['first and last together', 'login mareikuraobriensmith'],
    ['with a slip of the pen', 'Met Atahua today'],
    ['with two letters exchanged', 'Met Brein today'],
    ['with a letter that only looks like ours', 'Sm\u0456th came'],
    ['in an identifier', 'file_Smith_2026'],
    ['with spaces between letters and invisible characters', 'Mārei\u00adkura\u200b came'],
    ['initials with dots', 'M.T.A.O. came'],
    ['first and last initial', 'Saw MO at home'],
  ])('S4-16 finds a te reo Māori name %s', (_, text) => {
    expect(findIdentifying(text, [{ kind: 'name', value: name }]).length).toBeGreaterThan(0);
  });

  it('shows where', () => {
    expect(found('Then Jane Citizen’s sister rang.', 'name', 'Jane Citizen')).toEqual(['Jane Citizen’s']);
    expect(found('Wāhi of Māui, then Māui', 'name', 'Maui')).toEqual(['Māui', 'Māui']);
    expect(found('Ngaio\u0304 came', 'name', 'Ngaio')).toEqual(['Ngaio\u0304']);
  });

  it('finds a doubled vowel for a macron and the other way round', () => {
    expect(found('Saw Paora and Maata', 'name', 'Māta')).toEqual(['Maata']);
    expect(found('Saw Māta', 'name', 'Maata')).toEqual(['Māta']);
  });

  it('does not find a name inside a longer word, nor particles alone', () => {
    expect(found('The blacksmith, the smithy, Smithfield', 'name', 'Jane Smith')).toEqual([]);
    expect(found('te reo is spoken', 'name', 'Te Ata Rangi')).toEqual([]);
    expect(found('A slip in small letters is a word: the marlins', 'name', 'Martin')).toEqual([]);
    expect(found('Some names are short: Jade', 'name', 'Jane')).toEqual([]);
  });

  it('finds initials in capitals, not the same letters in a word or in small letters', () => {
    expect(found('JC, J C and J.C. but not jc or JCB', 'name', 'Jane Citizen')).toEqual(['JC', 'J C', 'J.C']);
    expect(found('seen by j.c. on Monday', 'name', 'Jane Citizen')).toEqual(['j.c']);
  });

  it('finds a name with or without its ʻokina', () => {
    expect(found('Saw Kaahu', 'name', 'Kaʻahu')).toEqual(['Kaahu']);
    expect(found('Saw Kaʻahu', 'name', 'Kaahu')).toEqual(['Kaʻahu']);
  });

  it('finds names in scripts without spaces, and letters with strokes', () => {
    expect(found('昨天王小明来了', 'name', '王小明')).toEqual(['王小明']);
    expect(found('Soren Ostergard', 'name', 'Søren Østergård')).toEqual(['Soren Ostergard']);
  });
});

describe('addresses, workplaces and schools', () => {
  it.each([
    'at 12 Example Street, Bunbury',
    'at 12 example st.',
    'in Example Street',
    'unit 3/12 Example St',
    'lives 12  EXAMPLE   STREET Bunbury WA 6230',
  ])('finds the address in "%s"', (text) => {
    expect(found(text, 'address', 'Unit 3/12 Example Street, Bunbury WA 6230').length).toBeGreaterThan(0);
  });

  it('does not find the town or the postcode alone', () => {
    expect(found('The service in Bunbury, 6230', 'address', '12 Example Street, Bunbury, 6230')).toEqual([]);
  });

  it('finds a school and a workplace without their common words', () => {
    expect(found('picked up from St Invented', 'school', 'Saint Invented Primary School').length).toBe(1);
    expect(found('works at Madeup Bakery', 'workplace', 'The Madeup Bakery Pty Ltd').length).toBe(1);
    expect(found('a primary school', 'school', 'Saint Invented Primary School')).toEqual([]);
  });
});

describe('numbers', () => {
  it.each([
    '0400 000 123',
    '0400000123',
    '+61 400 000 123',
    '+61(0)400-000-123',
    '0061400000123',
    '(0400) 000.123',
  ])('finds the telephone number written %s', (text) => {
    expect(found(`ring ${text} after six`, 'phone', '0400 000 123')).toHaveLength(1);
  });

  it('finds a landline without its area code', () => {
    expect(found('ring 5550 1234', 'phone', '(08) 5550 1234')).toEqual(['5550 1234']);
    expect(found('ring 555 0123', 'phone', '+64 9 555 0123')).toEqual(['555 0123']);
  });

  it.each([
    '1/3/1990',
    '01-03-90',
    '1 March 1990',
    '1st of March, 1990',
    'March 1, 1990',
    '1 Mar 90',
    '1990-03-01',
    '01031990',
    '3/1/1990',
    '1.3.’90',
    '1990/3/1',
  ])('finds the birth date written %s', (text) => {
    expect(found(`born ${text}.`, 'birth_date', '1990-03-01')).toHaveLength(1);
  });

  it('does not take another date for the birth date', () => {
    expect(found('on 11/3/1990, 1 March 2026 and 21 March 1990', 'birth_date', '1990-03-01')).toEqual([]);
  });
});

describe('what looks like a way to somebody (S3-62)', () => {
  it('is found though it belongs to nobody in the case', () => {
    expect(findShapes('Refuge: 7 Hidden Lane, 08 5550 9999, x.y@refuge.example').map((f) => f.kind)).toEqual([
      'address',
      'phone',
      'email',
    ]);
  });

  it('is not seen in dates and plain numbers', () => {
    expect(findShapes('Check twice by 2026-03-02 and again 12.03.2026; 3 children, 2 visits a week')).toEqual(
      [],
    );
  });
});

describe('any identifier planted in any text is found', () => {
  const word = fc.stringMatching(/^[A-ZĀĒĪŌŪ][a-zāēīōū]{2,9}$/);
  const named = fc
    .tuple(word, fc.constantFrom(' ', '-', ' O’', ' Te '), word)
    .map(([first, between, last]) => first + between + last);
  const digits = (n: number) => fc.stringMatching(new RegExp(`^[1-9]\\d{${n - 1}}$`));
  const identifier: fc.Arbitrary<Identifier> = fc.oneof(
    fc.record({
      kind: fc.constantFrom<IdentifierKind>('name', 'alias', 'workplace', 'school'),
      value: named,
    }),
    fc
      .tuple(digits(3), word)
      .map(([n, w]) => ({ kind: 'address' as const, value: `${n} ${w} Street, Madeup` })),
    digits(8).map((n) => ({ kind: 'phone' as const, value: `04${n}` })),
    word.map((w) => ({ kind: 'email' as const, value: `${w.toLowerCase()}.x@mail.example` })),
    fc
      .date({ min: new Date('1930-01-01'), max: new Date('2025-12-31'), noInvalidDate: true })
      .map((d) => ({ kind: 'birth_date' as const, value: d.toISOString().slice(0, 10) })),
  );
  const written = fc.constantFrom<(value: string) => string>(
    (v) => v,
    (v) => v.toUpperCase(),
    (v) => v.toLowerCase(),
    (v) => v.normalize('NFD'),
    (v) => v.normalize('NFD').replace(/\p{M}/gu, ''),
    (v) => v.replaceAll(' ', '  '),
    (v) => v.replaceAll(' ', '\n'),
    (v) => v.replaceAll('’', "'"),
  );
  // Marks right after a planted text would change its last letter, so the text around it begins with a space.
  const around = fc.string({ unit: 'grapheme', maxLength: 60 });

  it('wherever it stands and however it is written', () => {
    fc.assert(
      fc.property(around, around, identifier, written, (before, after, { kind, value }, write) => {
        const planted = write(value);
        const text = `${before} ${planted} ${after}`;
        const start = before.length + 1;
        const hits = findIdentifying(text, [{ kind, value }]);
        expect(hits.some((hit) => hit.start < start + planted.length && hit.end > start)).toBe(true);
        for (const hit of hits)
          expect([hit.start >= 0, hit.end <= text.length, hit.start < hit.end]).toEqual([true, true, true]);
      }),
      { seed: 11, numRuns: 1500 },
    );
  });
});
