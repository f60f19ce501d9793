import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../../../functions/application/api/commands/body.ts';
import { filledBy } from '../../../functions/application/api/commands/entry.ts';
import { areas, commandRoutes } from '../../../functions/application/api/commands/index.ts';
import { registry } from '../../../functions/application/definitions.ts';
import { workers } from '../../domain/case/fixtures.ts';
import { createApiWorld } from './world.ts';

const workerCommands = areas.flatMap(({ aggregate, creations, commands, places }) => [
  ...creations.map((command) => ({ aggregate, places, command, creates: true })),
  ...commands
    .filter(({ by }) => by !== 'system')
    .map((command) => ({ aggregate, places, command, creates: false })),
]);
const named = workerCommands.map((one) => [`${one.aggregate}.${one.command.name}`, one] as const);

it('knows every kind of aggregate', () => {
  expect(areas.map(({ aggregate }) => aggregate).toSorted()).toEqual(Object.keys(registry).toSorted());
});

describe.each(named)('%s', (name, { aggregate, command, places, creates }) => {
  it('has one route', () => {
    expect(places[command.name], `${name} has no place`).toBeDefined();
  });

  it('takes from the path only what is a field of its input', () => {
    const filled = filledBy(aggregate, places[command.name]?.path ?? '');
    const fields = fieldsOf(command.input);
    expect(filled.filter((field) => !fields.includes(field))).toEqual([]);
    expect(fields).not.toContain('notes');
    if (creates) expect(places[command.name]?.path).not.toContain('{');
  });
});

describe('the routes of commands', () => {
  it('are one for each command of a worker, and none for another', () => {
    expect(commandRoutes).toHaveLength(workerCommands.length);
    expect(commandRoutes.length).toBeGreaterThan(140);
    const listed = areas.flatMap(({ aggregate, places }) =>
      Object.keys(places).map((name) => `${aggregate}.${name}`),
    );
    expect(listed.toSorted()).toEqual(named.map(([name]) => name).toSorted());
  });

  it('have a path and an operation of their own', () => {
    const paths = commandRoutes.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
    expect(new Set(paths).size).toBe(paths.length);
    expect(new Set(commandRoutes.map(({ operationId }) => operationId)).size).toBe(commandRoutes.length);
    for (const { path, summary, tag } of commandRoutes) {
      expect(path).toMatch(/^(\/[a-z-]+|\/\{[a-zA-Z]+\})+$/);
      expect(`${summary}${tag}`).not.toBe('');
    }
  });

  it('refuse an unknown field, a missing one and one that the path fills, by the name of the field', async () => {
    const api = await createApiWorld();
    const path = '/cases/case-none1/actions/act-none1/hand-on';
    const by = { as: workers.police };
    const to = workers.hospital;
    expect(await api.post(path, { ...by, body: { to, reason: 'moved', Canary: 1 } })).toMatchObject({
      status: 422,
      body: { type: '/problems/input-invalid', detail: 'the request: unknown field …' },
    });
    expect((await api.post(path, { ...by, body: { to } })).body).toMatchObject({ field: 'reason' });
    expect(
      (await api.post(path, { ...by, body: { to, reason: 'moved', actionId: 'act-other1' } })).body['detail'],
    ).toBe('the request: unknown field actionId');
    expect(
      (await api.post(path, { ...by, body: { to: { ...to, agencyId: 7 }, reason: 'moved' } })).body,
    ).toMatchObject({ field: 'to.agencyId' });
  });

  it('answer every command on what is not there with 404, and change nothing', async () => {
    const api = await createApiWorld();
    const before = structuredClone(api.data.aggregates);
    const said = await api.post('/cases/case-none1/actions/act-none1/start', { as: workers.police });
    expect(said).toMatchObject({ status: 404, body: { type: '/problems/not-found', status: 404 } });
    expect(api.data.aggregates).toEqual(before);
  });
});
