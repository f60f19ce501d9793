import { describe, expect, it } from 'vitest';
import type { PersonState } from '../../../functions/domain/person/state.ts';
import type { Worker } from '../../../functions/domain/shared/actor.ts';
import { opening, persons, workers } from '../../domain/case/fixtures.ts';
import { issued } from '../../domain/case/plan/planned-case.ts';
import { personRecord } from '../support/people.ts';
import { createReadsWorld } from './reads/world.ts';

/** The API over a case whose persons know that they are in it. */
async function department(made = issued().made) {
  const api = await createReadsWorld(made);
  for (const id of Object.values(persons)) joined(api.data.aggregates[`person/${id}`]?.data, api.caseId);
  const draft = (as: Worker, personId: string) =>
    api.post('/cases/drafts', {
      as,
      body: {
        ...opening(),
        members: [{ personId, role: 'adult_victim' }],
        contacts: { triage: workers.triage },
        agencies: [],
      },
    });
  return { ...api, draft };
}

const joined = (state: unknown, caseId: string): void =>
  void (state as PersonState).cases.push({ caseId, since: '2026-03-02T01:00:00.000Z' });

const refused = { status: 403, body: { type: '/problems/person-of-another-case' } };

describe('a person who is taken into a case', () => {
  it('S0-13 is not one of another case for a stranger who knows the id', async () => {
    const { draft, data } = await department();
    const before = structuredClone(data.aggregates);
    expect(await draft(workers.hospital, persons.victim)).toMatchObject(refused);
    expect(data.aggregates).toEqual(before);
  });

  it('S0-13 is not one of another case for somebody excluded from it, nor for a colleague without a duty', async () => {
    const { made } = issued();
    made.run('declareConflict', { ...workers.childProtection }, { by: workers.convenor });
    const { draft } = await department(made);
    expect(await draft(workers.childProtection, persons.victim)).toMatchObject(refused);
    expect(await draft(workers.police2, persons.victim)).toMatchObject(refused);
  });

  it('S0-13 is not brought in later by addMember, not even by who runs the other case', async () => {
    const { post, draft, data } = await department();
    data.aggregates['person/per-fresh1'] = personRecord('per-fresh1', 'Frida Placeholder');
    const own = await draft(workers.hospital, 'per-fresh1');
    const add = (personId: string) =>
      post(`/cases/${String(own.body['id'])}/members`, {
        as: workers.hospital,
        body: { personId, role: 'victim_in_family_group', reason: 'found_later' },
      });
    expect(await add(persons.victim)).toMatchObject(refused);
    data.aggregates['person/per-fresh2'] = personRecord('per-fresh2', 'Fritz Placeholder');
    expect((await add('per-fresh2')).status).toBe(200);
  });

  it('S4-16 may be one whom the worker has a duty to elsewhere, and one who is in no case yet', async () => {
    const { draft, data } = await department();
    expect((await draft(workers.police, persons.victim)).status).toBe(201);
    data.aggregates['person/per-fresh1'] = personRecord('per-fresh1', 'Frida Placeholder');
    expect((await draft(workers.hospital, 'per-fresh1')).status).toBe(201);
  });
});
