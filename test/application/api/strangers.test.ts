import { describe, expect, it } from 'vitest';
import { commandRoutes } from '../../../functions/application/api/commands/index.ts';
import { routes } from '../../../functions/application/api/routes.ts';
import { isCreation } from '../../../functions/domain/access/command-rights.ts';
import { workers } from '../../domain/case/fixtures.ts';
import { issued } from '../../domain/case/plan/planned-case.ts';
import { createApiWorld } from './world.ts';

const api = await createApiWorld();
const caseId = api.seed(issued().made);

/** Real ids where there are some, so that only the right to them is missing. */
const ids: Readonly<Record<string, string>> = {
  caseId,
  agencyId: 'agy-police',
  meetingId: 'mtg-0001',
  personId: 'per-aaaa1',
};
const filled = (path: string): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? 'xyz-none1');

describe('every route', () => {
  it.each(routes.filter(({ open }) => !open).map(({ method, path }) => [method, path]))(
    'asks for a sign-in: %s %s',
    async (method, path) => {
      const said =
        method === 'GET' ? await api.get(filled(path)) : await api.post(filled(path), { body: {} });
      expect(said).toMatchObject({ status: 401, body: { type: '/problems/sign-in-needed' } });
    },
  );
});

describe('a worker of an agency without any part', () => {
  const makes = (operationId: string): boolean =>
    (['case', 'meeting', 'person', 'agency'] as const).some((aggregate) =>
      isCreation(aggregate, operationId),
    );
  const existing = commandRoutes.filter(({ operationId }) => !makes(operationId));

  it.each(existing.map(({ operationId, path }) => [operationId, path]))(
    '%s: is refused in problem details and changes nothing',
    async (_, path) => {
      const before = structuredClone(api.data.aggregates);
      const said = await api.post(filled(path), { as: workers.hospital, body: {} });
      expect([403, 404, 409, 422], said.text).toContain(said.status);
      expect(said.headers['content-type']).toBe('application/problem+json');
      expect(said.body).toMatchObject({
        type: expect.stringMatching(/^\/problems\/[a-z0-9-]+$/),
        status: said.status,
      });
      expect(api.data.aggregates).toEqual(before);
    },
  );
});
