import { describe, expect, it } from 'vitest';
import { createLog } from '../../functions/handlers/log.ts';
import { createTelemetry } from '../../functions/handlers/telemetry.ts';

/** What somebody might log one day by mistake. */
const slip = {
  caseId: 'case-0000a',
  name: 'Canary Testperson',
  email: 'canary@example.test',
  Token: 'v1.opens.it',
  reason: 'Mail to canary@example.test failed',
  did: ['action.started', '“She said so”'],
  report: { looked: 3, narrative: 'Canary was heard', at: '2026-03-02T01:00:00.000Z' },
};
const left = {
  caseId: 'case-0000a',
  name: '[redacted]',
  email: '[redacted]',
  Token: '[redacted]',
  reason: '[redacted]',
  did: ['action.started', '[redacted]'],
  report: { looked: 3, narrative: '[redacted]', at: '2026-03-02T01:00:00.000Z' },
};

describe('what is logged', () => {
  it('holds codes, ids and counts, and nothing that stands under the key of a person or looks like a text', () => {
    const lines: unknown[] = [];
    const take = (...line: unknown[]) => void lines.push(line);
    const log = createLog({ info: take, error: take });
    log.info('evaluate-case.looked', slip);
    log.error('evaluate-case.failed', slip);
    expect(lines).toEqual([
      ['evaluate-case.looked', left],
      ['evaluate-case.failed', left],
    ]);
  });

  it('keeps what operations need: agencies that are late, execution names, faults of the canary', () => {
    const lines: unknown[] = [];
    const log = createLog({ info: (...line) => void lines.push(line), error: () => undefined });
    const keys = {
      late: 'agy-police agy-hospital',
      execution: 'case-0000a.g2',
      fault: 'health answered 503',
      at: '2026-03-02T01:00:00.000+08:00',
    };
    log.info('some.code', keys);
    expect(lines).toEqual([['some.code', keys]]);
  });

  it('is so of metrics too, whose ids stand beside them in the log', () => {
    const lines: string[] = [];
    createTelemetry((line) => lines.push(line), Date.now).alarm('bulk-read', {
      agencyId: 'agy-police',
      email: 'canary@example.test',
      cases: 31,
    });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      agencyId: 'agy-police',
      email: '[redacted]',
      cases: 31,
      'alarm-bulk-read': 1,
    });
  });
});
