import { describe, expect, it } from 'vitest';
import { choices } from '../../scripts/bench-choices.ts';
import { caseLines, fixedLines } from '../../scripts/bench-cost.ts';
import { costOf, type Line, prices } from '../../scripts/bench-prices.ts';

const counts = {
  transitions: 1_000,
  historyEvents: 4_000,
  lambdaInvocations: { 'evaluate-case': 100, 'send-email': 50 },
  tableCalls: 3_000,
  readUnits: 5_000,
  writeUnits: 8_000,
  messages: 60,
  mails: 50,
  restarts: 0,
};
const amountOf = (lines: readonly Line[], price: Line['price']) =>
  lines.find((line) => line.price === price)?.amount;

describe('the cost of a case', () => {
  const lines = caseLines({ counts }, 20);

  it('takes what was counted as it is', () => {
    expect(amountOf(lines, 'transition')).toBe(1_000);
    expect(amountOf(lines, 'write')).toBe(8_000);
    expect(amountOf(lines, 'mail')).toBe(50);
  });

  it('adds the calls of the API, five for each command, and an authorizer for every second', () => {
    expect(amountOf(lines, 'request')).toBe(100);
    expect(amountOf(lines, 'invocation')).toBe(150 + 150);
    expect(amountOf(lines, 'keyUse')).toBe(150);
  });

  it('is the sum of its lines', () => {
    const sum = lines.reduce((all, { price, amount }) => all + amount * prices[price].usd, 0);
    expect(costOf(lines)).toBeCloseTo(sum, 12);
  });
});

describe('the cost of a month', () => {
  it('grows with what is in the templates alone', () => {
    const deployed = { keys: 6, alarms: 25, dashboards: 1, webAcls: 1, webRules: 5 };
    const more = { ...deployed, keys: 7 };
    expect(costOf(fixedLines(more, 50_000)) - costOf(fixedLines(deployed, 50_000))).toBeCloseTo(1, 9);
  });
});

describe('what a config chooses', () => {
  const chosen = { backupDays: 365, trailDays: 731, callsPerCase: 3_000, callsByClock: 400_000 };
  const [nightly, trail, region, view] = choices(chosen);

  it('keeps a whole copy of the table for each of 35 nights, here and once more elsewhere, and for each month', () => {
    expect(costOf(nightly?.perGb ?? [])).toBeCloseTo((35 + 365 / 30.4) * 0.1, 9);
    expect(costOf(region?.perGb ?? [])).toBeCloseTo(3.5 + 30.4 * 0.02, 9);
    const [least] = choices({ ...chosen, backupDays: 35 });
    expect(costOf(least?.perGb ?? [])).toBeCloseTo((35 + 35 / 30.4) * 0.1, 9);
  });

  it('writes down each call of the table, that of the view as well', () => {
    expect(amountOf(trail?.month ?? [], 'dataEvent')).toBe(400_000);
    expect(amountOf(trail?.perCase ?? [], 'dataEvent')).toBe(3_000);
    expect(amountOf(view?.month ?? [], 'dataEvent')).toBe(168 * 120 * 70);
  });
});

it('names a source for every price', () => {
  for (const { usd, source } of Object.values(prices)) {
    expect(usd).toBeGreaterThan(0);
    expect(source).not.toBe('');
  }
});
