import { expect, it } from 'vitest';
import {
  findIdentifying,
  findShapes,
  type Identifier,
} from '../../../functions/domain/message/identifying.ts';

const identifiers: readonly Identifier[] = [
  { kind: 'name', value: 'Jane Citizen' },
  { kind: 'birth_date', value: '1990-03-01' },
  { kind: 'phone', value: '0400 000 123' },
];
const LENGTH = 200_000;
/** Time by the square of the length would be 20 seconds and more for each. */
const LINEAR = { timeout: 5_000 };

it.each([
  ['a name again and again', 'Jane '],
  ['initials again and again', 'JC '],
  ['one long word', 'a'],
  ['a month again and again', 'mar'],
  ['a day and a gap', `1${' '.repeat(LENGTH)}`],
])('a long text with %s is looked through once', LINEAR, (_, unit) => {
  const text = unit.repeat(Math.ceil(LENGTH / unit.length));
  const found = [...findIdentifying(text, identifiers), ...findShapes(text)];
  expect(found.every(({ end }) => end <= text.length)).toBe(true);
});
