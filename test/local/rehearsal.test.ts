import { describe, expect, it } from 'vitest';
import { rehearseRestore } from '../../local/rehearsal.ts';
import { loadScenario } from '../../local/scenario/load.ts';

const scenario = loadScenario('test/local/cloud/scenarios/small.json');

describe('restoring the table to an earlier time', () => {
  it('takes every case to its end, sends no mail twice, and says what was lost', async () => {
    const rehearsal = await rehearseRestore(scenario, { played: 7, copied: 5 });
    expect(rehearsal).toMatchObject({ violations: [], stuck: [] });
    expect(rehearsal.open).toHaveLength(1);
    expect(rehearsal.ended).toEqual(rehearsal.open);
    const { mail, gaps, cases, lost } = rehearsal.report;
    expect(cases).toEqual({ restarted: 1, failed: [] });
    // Mail went between the copy and the loss that the cases and meetings make again.
    expect(mail === 'no_former_table' ? 0 : mail.added).toBeGreaterThan(0);
    // The case, its meeting, and the agency whose tasks were chased since.
    expect(gaps.map(({ chain }) => chain.split('/')[1])).toEqual(['agency', 'case', 'meeting']);
    expect(gaps.every(({ has, had }) => has < had)).toBe(true);
    expect(lost).toEqual([]);
  }, 60_000);

  it('names a meeting that the copy did not have yet', async () => {
    const { report, violations, stuck } = await rehearseRestore(scenario, { played: 7, copied: 3 });
    expect({ violations, stuck }).toEqual({ violations: [], stuck: [] });
    expect(report.lost.map(({ type }) => type)).toEqual(['meeting']);
  }, 60_000);
});
