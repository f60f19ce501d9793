import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FuzzReport, fuzz } from './fuzz/fuzz.ts';
import { CANARIES, createFuzzWorld } from './fuzz/world.ts';

const directory = mkdtempSync(join(tmpdir(), 'fuzz-'));
let report: FuzzReport;
beforeAll(async () => {
  report = await fuzz({ seed: 20260302, count: 300, directory });
});
afterAll(() => rmSync(directory, { recursive: true }));

describe('300 odd requests (npm run fuzz asks 10,000)', () => {
  it('lead to no 5xx, no leak, no change on refusal, and nothing that the document does not have', () => {
    const faults = report.faults.map(
      ({ what, number, input }) => `${number} ${input.method} ${input.path}: ${what}`,
    );
    expect(faults).toEqual([]);
  });

  it('come to most operations, and are answered in many ways', () => {
    expect(report.operations.size).toBeGreaterThan(100);
    expect([...report.statuses.keys()]).toEqual(expect.arrayContaining([200, 400, 401, 403, 404, 422]));
  });

  it('look for names that are there to be read: some inside read them, nobody else', async () => {
    const { callers, api } = await createFuzzWorld(directory);
    const readers = { inside: 0, outside: 0 };
    for (const path of ['/cases/case-0000a/members/per-aaaa1', '/cases/case-0000a/notes/note-canary1'])
      for (const { inside, authorization = '' } of callers) {
        const headers = { Authorization: authorization, Purpose: 'manage_mitigate' };
        const { body } = await api({ httpMethod: 'GET', path, headers });
        if (CANARIES.some((canary) => body.includes(canary))) readers[inside ? 'inside' : 'outside'] += 1;
      }
    expect(readers.inside).toBeGreaterThan(2);
    expect(readers.outside).toBe(0);
  });
});
