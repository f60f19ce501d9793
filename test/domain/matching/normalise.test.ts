import { describe, expect, it } from 'vitest';
import {
  birthYear,
  plainEmail,
  plainName,
  plainPhone,
  soundOf,
} from '../../../functions/domain/matching/normalise.ts';

const parts = (text: string) => plainName(text).parts.join(' ');

describe('a name in plain letters', () => {
  it.each([
    ['Testa INVENTED', 'Invented, Testa'],
    ['Māia Testperson', 'Maaia Testperson'],
    ['Māia Testperson', 'Maia Testperson'],
    ['Anne-Marie Placeholder', 'Placeholder Anne Marie'],
    ['Phillip Testperson', 'Philip Testperson'],
    ["O'Testa Mock", 'OTesta Mock'],
    ['O’Testa Mock', "o'testa mock"],
    ['Ines van der Mock', 'Inés Mock'],
    ['Łukasz Próba', 'Lukasz Proba'],
  ])('S4-16 %s is %s', (one, other) => {
    expect(parts(one)).toBe(parts(other));
  });

  it('keeps a name that is nothing but small words, and one in another script', () => {
    expect(parts('Te')).toBe('te');
    expect(parts('測試 人')).not.toBe('');
    expect(parts(' -- ')).toBe('');
  });
});

describe('how a part of a name sounds', () => {
  it.each([
    ['kathryn', 'catherine'],
    ['smith', 'smyth'],
    ['stephen', 'steven'],
    ['geoffrey', 'jefrey'],
    ['sean', 'seen'],
    ['knox', 'nox'],
    ['wright', 'rite'],
    ['philip', 'filip'],
    ['kowalski', 'kowalsky'],
  ])('%s as %s', (one, other) => {
    expect(soundOf(one)).toBe(soundOf(other));
  });

  it.each([
    ['smith', 'jones'],
    ['anna', 'otto'],
    ['maria', 'martin'],
  ])('%s not as %s', (one, other) => {
    expect(soundOf(one)).not.toBe(soundOf(other));
  });
});

describe('other attributes', () => {
  it.each(['+61 491 570 156', '0491 570 156', '(0491) 570-156', '0061491570156'])(
    'the number %s',
    (phone) => {
      expect(plainPhone(phone)).toBe('491570156');
    },
  );

  it('says nothing of what is too short to tell', () => {
    expect(plainPhone('000')).toBeUndefined();
    expect(plainPhone('not known')).toBeUndefined();
    expect(plainEmail('none')).toBeUndefined();
    expect(plainEmail(' Testa@Example.test ')).toBe('testa@example.test');
  });

  it.each([
    ['1987-03-04', 1987],
    ['about 1987', 1987],
    ['4/3/1987', 1987],
    ['unknown', undefined],
    [undefined, undefined],
  ])('the year in %s', (text, year) => {
    expect(birthYear(text)).toBe(year);
  });
});
