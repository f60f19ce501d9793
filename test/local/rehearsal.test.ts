import { describe, expect, it } from 'vitest';
import { rehearseRestore } from '../../local/rehearsal.ts';
import { loadScenario } from '../../local/scenario/load.ts';

describe('restoring the table to an earlier time', () => {
  it('takes every case to its end, sends no mail twice, and says what was lost', async () => {
    const rehearsal = await rehearseRestore(loadScenario('local/scenarios/urgent.json'), {
      played: 24,
      copied: 10,
    });
    expect(rehearsal).toMatchObject({ violations: [], stuck: [] });
    expect(rehearsal.open).toHaveLength(1);
    expect(rehearsal.ended).toEqual(rehearsal.open);
    expect(rehearsal.report.cases).toEqual({ restarted: 1, failed: [] });
    expect(rehearsal.report.lostCases).toEqual([]);
    // Mail went between the copy and the loss, and its cases make it again.
    const { mail, gaps } = rehearsal.report;
    expect(mail === 'no_former_table' ? 0 : mail.added).toBeGreaterThan(0);
    expect(gaps.map(({ chain }) => chain.split('/')[0])).toEqual(['access', 'audit', 'audit']);
    expect(gaps.every(({ has, had }) => has < had)).toBe(true);
  }, 60_000);
});
