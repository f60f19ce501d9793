import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { prices } from '../../scripts/bench-prices.ts';

const cost = readFileSync('docs/cost.md', 'utf8');
const readme = readFileSync('README.md', 'utf8');

/** The last cell of the row that begins so, without its marks. */
const inRow = (start: string, cell = 1): string => {
  const row = cost.split('\n').find((line) => line.startsWith(`| ${start} |`));
  return row?.split('|')[cell + 1]?.replaceAll('*', '').trim() ?? `no row ${start}`;
};
/** The sum under a heading that holds these words. */
const sumUnder = (words: string): string =>
  /\| \*\*sum\*\* \|\s*\| \*\*([\d.,]+)\*\*/.exec(cost.slice(cost.indexOf(words)))?.[1] ??
  `no sum under ${words}`;

describe('docs/cost.md', () => {
  it('says at the top what its tables sum up to', () => {
    expect(inRow('fixed, a month')).toBe(sumUnder('## A month without a case'));
    expect(inRow('1,000 cases, over their whole life')).toBe(sumUnder('## 1,000 cases as in `default`'));
    expect(inRow('as in `urgent` (two days of work, a year of watch)')).toBe(
      sumUnder('## 1,000 cases as in `urgent`'),
    );
  });

  it('has the prices that the bench reckons with', () => {
    for (const { unit, usd } of Object.values(prices)) expect(Number(inRow(unit)), unit).toBeCloseTo(usd, 12);
  });
});

it('README.md says of the cost what docs/cost.md says', () => {
  expect(readme).toContain(`**${inRow('fixed, a month')} a month**`);
  expect(readme).toContain(`**${inRow('1,000 cases, over their whole life')} for 1,000 cases**`);
  expect(readme).toContain(`100,000 open cases would cost some ${inRow('100,000')} a month`);
});
