import { describe, expect, it } from 'vitest';
import { OpsUsageError } from '../../../scripts/ops/options.ts';
import { doerOf } from '../../../scripts/ops/who.ts';

const FIRST = 'agy-records1/rep-first1';
const arn = 'arn:aws:sts::111122223333:assumed-role/RecordsOfficerRole/sam@example.gov.au';
const signedIn = async () => ({ account: '111122223333', arn });
const workers = { 'sam@example.gov.au': FIRST };

describe('who does something', () => {
  it('is whom --by names in a local cloud, and must be named', async () => {
    const local = { caller: async () => undefined, workers };
    expect(await doerOf({ by: FIRST }, local)).toEqual({
      by: { agencyId: 'agy-records1', representativeId: 'rep-first1' },
    });
    await expect(doerOf({}, local)).rejects.toThrow(OpsUsageError);
  });

  it('is on AWS whom AWS knows, and --by may be left out', async () => {
    const there = { caller: signedIn, workers };
    expect(await doerOf({}, there)).toEqual(await doerOf({ by: FIRST }, there));
    expect(await doerOf({}, there)).toMatchObject({ by: { representativeId: 'rep-first1' }, as: arn });
  });

  it('is nobody else than AWS knows', async () => {
    const there = { caller: signedIn, workers };
    await expect(doerOf({ by: 'agy-records1/rep-second1' }, there)).rejects.toThrow(
      `AWS knows you as sam@example.gov.au, who is ${FIRST}`,
    );
    const others = { 'kim@example.gov.au': FIRST };
    await expect(doerOf({ by: FIRST }, { caller: signedIn, workers: others })).rejects.toThrow(
      /does not have/,
    );
  });

  it('is recorded as both where the config does not say who is who', async () => {
    expect(await doerOf({ by: FIRST }, { caller: signedIn, workers: {} })).toMatchObject({ as: arn });
  });
});
