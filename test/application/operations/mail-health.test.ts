import { expect, it } from 'vitest';
import { unreachableAgencies } from '../../../functions/application/operations/mail-health.ts';

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
