import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchKeys, type Sought } from '../../../functions/domain/matching/keys.ts';
import { looksAlike } from '../../../functions/domain/matching/look-alike.ts';
import { likeness, SUGGEST_FROM } from '../../../functions/domain/matching/score.ts';

const named = (text: string, more: Partial<Sought> = {}): Sought => ({
  names: [{ kind: 'legal', text }],
  ...more,
});
const alias = (legal: string, text: string): Sought => ({
  names: [
    { kind: 'legal', text: legal },
    { kind: 'alias', text },
  ],
});
const suggested = (a: Sought, b: Sought) => likeness(a, b).score >= SUGGEST_FROM;
const meet = (a: Sought, b: Sought) => matchKeys(a).some((key) => matchKeys(b).includes(key));

describe('two records that may be of one person', () => {
  it.each<[string, Sought, Sought]>([
    ['the same name', named('Testa Invented'), named('INVENTED testa')],
    ['another spelling', named('Kathryn Invented'), named('Catherine Invented')],
    ['macrons kept and dropped', named('Māia Placeholder'), named('Maia Placeholder')],
    ['a middle name', named('Testa Quill Invented'), named('Testa Invented')],
    ['half of a hyphenated name', named('Testa Invented-Mock'), named('Testa Mock')],
    ['an alias', alias('Testa Invented', 'Quill Mock'), named('Quill Mock')],
    [
      'a name changed, the birth date kept',
      named('Testa Invented', { birthDate: '1987-03-04' }),
      named('Testa Mock', { birthDate: '1987-03-04' }),
    ],
    [
      'the same number',
      named('Testa Invented', { phones: ['0491 570 156'] }),
      named('Q', { phones: ['+61 491 570 156'] }),
    ],
    ['the same address of mail', { emails: ['a@example.test'] }, { emails: ['A@example.test '] }],
    [
      'a year off by one',
      named('Testa Invented', { birthDate: '1987' }),
      named('Testa Invented', { birthDate: '1988' }),
    ],
    ['one name only', named('Testa'), named('Testa')],
  ])('S0-13 by %s', (_, a, b) => {
    expect(meet(a, b)).toBe(true);
    expect(suggested(a, b)).toBe(true);
    expect(likeness(a, b)).toEqual(likeness(b, a));
  });

  it.each<[string, Sought, Sought]>([
    ['a shared family name alone', named('Testa Invented'), named('Quill Invented')],
    [
      'the same name, another year',
      named('Testa Invented', { birthDate: '1987-03-04' }),
      named('Testa Invented', { birthDate: '1961' }),
    ],
    ['nothing known', {}, {}],
    ['nobody’s name', { names: [] }, named('Testa Invented')],
  ])('not by %s', (_, a, b) => {
    expect(suggested(a, b)).toBe(false);
  });

  it('any order, case and spacing of a name meets in the index and is suggested', () => {
    const word = fc.stringMatching(/^[A-Z][a-z]{2,8}$/);
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 2, maxLength: 4 }), fc.boolean(), (words, upper) => {
        const other = words.toReversed().join(' - ');
        const [a, b] = [named(words.join(' ')), named(upper ? other.toUpperCase() : other)];
        expect(meet(a, b)).toBe(true);
        expect(suggested(a, b)).toBe(true);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('never fails, whatever stands in a record', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        const one = named(a, { birthDate: b, phones: [b], emails: [a] });
        expect(matchKeys(one).length).toBeLessThan(60);
        likeness(one, named(b));
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

describe('a worker’s name beside a name in a case', () => {
  const names = [{ kind: 'legal' as const, text: 'Quill Invented-Mock' }];
  it.each(['Quill Invented', 'Kwill Invented Mock', 'Testa Mock', 'testa INVENTED'])(
    '%s is shown',
    (name) => {
      expect(looksAlike(name, names)).toBe(true);
    },
  );
  it.each(['Testa Placeholder', 'Quill Placeholder', '', 'Quill'])('%s is not', (name) => {
    expect(looksAlike(name, names)).toBe(false);
  });
});
