import { expect, it } from 'vitest';
import { unreachableAgencies } from '../../../functions/application/operations/mail-health.ts';
import { overviewPage } from '../../../functions/application/operations/pages/index.ts';

const directory = (length: number) => ({
  lists: {
    put: async () => undefined,
    some: async () => [],
    list: async () =>
      Array.from({ length }, (_, n) => ({
        agencyId: `agy-${1000 + n}`,
        name: `Example ${n}`,
        kind: 'police',
        government: true,
        specialistService: false,
        scope: 'in_scope',
        localities: [],
      })),
  },
});

it('says so when it has not looked at the addresses of every agency', async () => {
  const unknown = async () => undefined;
  expect(await unreachableAgencies(directory(300), unknown)).toEqual({ unreachable: [], allAgencies: true });
  expect(await unreachableAgencies(directory(301), unknown)).toMatchObject({ allAgencies: false });
});

it('shows that it has not looked at all when it is told so, and not when nothing is said of it', () => {
  const more = (allAgencies: { allAgencies?: boolean }): boolean => {
    const overview = {
      at: '2026-03-02T01:00:00.000Z',
      open: 0,
      byPhase: {},
      overdueCases: 0,
      overdue: [],
      stuck: [],
      complete: true,
      mail: { onTheWay: 0, late: 0, unreachable: [], ...allAgencies },
    };
    return overviewPage(overview, undefined).text.includes('more agencies than one call can look at');
  };
  expect([{ allAgencies: false }, { allAgencies: true }, {}].map(more)).toEqual([true, false, false]);
});
