import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCsv, toCsv } from '../../../functions/application/disclosures/csv.ts';

describe('CSV', () => {
  it('quotes as RFC 4180 says, with CRLF', () => {
    expect(toCsv([['a', 'b,c', 'd"e', 'f\ng']])).toBe('a,"b,c","d""e","f\ng"\r\n');
  });

  it('gives back what went in', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('=1+1', '@SUM(A1)', '+61', '-1', "'=x", "''", '\t=x', '"', ',', '\r\n', ''),
    );
    const rows = fc.array(fc.array(text, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, (given) => {
        expect(parseCsv(toCsv(given))).toEqual(given);
      }),
      { seed: 20260302, numRuns: 1_000 },
    );
  });

  it('takes the bite out of a formula in every cell', () => {
    fc.assert(
      fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n'), fc.string(), (start, rest) => {
        const csv = toCsv([[`${start}${rest}`]]);
        expect(csv).toMatch(/^"?'/);
      }),
      { seed: 20260302 },
    );
  });

  it('knows what is none', () => {
    for (const text of ['a"b,c\r\n', '"open', 'a,"b"c\r\n']) expect(parseCsv(text)).toBeUndefined();
  });
});
