import { describe, expect, it } from 'vitest';
import { etagOf } from '../../../functions/application/api/etag.ts';
import { persons, workers } from '../../domain/case/fixtures.ts';
import { issued, item, towardsHim } from '../../domain/case/plan/planned-case.ts';
import { personRecord } from '../support/people.ts';
import { type ApiWorld, createApiWorld } from './world.ts';

/** A case with a plan and an action for each of two agencies. */
async function withActions(count = 2) {
  const api = await createApiWorld();
  const police = Array.from({ length: count - 1 }, () => towardsHim(workers.police));
  const { made } = issued(undefined, { actions: [item(workers.specialist), ...police] });
  const caseId = api.seed(made);
  const actions = made.case.actions.map(({ actionId, owner }) => ({ actionId, owner }));
  return { api, caseId, actions };
}
const record = ({ data }: ApiWorld, caseId: string) => {
  const found = data.aggregates[`case/${caseId}`];
  if (!found) throw new Error('the case is gone');
  return found;
};
const tagOf = (api: ApiWorld, caseId: string, actionId: string): string =>
  etagOf('action', record(api, caseId), { actionId }) ?? 'none';
const first = <T>(list: readonly T[]): T => {
  const [one] = list;
  if (one === undefined) throw new Error('the list is empty');
  return one;
};

describe('If-Match', () => {
  it('lets through who has seen the action as it stands, and answers with its new tag', async () => {
    const { api, caseId, actions } = await withActions();
    const { actionId, owner } = first(actions);
    const before = tagOf(api, caseId, actionId);
    const path = `/cases/${caseId}/actions/${actionId}/start`;
    const said = await api.post(path, { as: owner, headers: { 'If-Match': before } });
    expect(said.status).toBe(200);
    expect(said.headers['etag']).toBe(tagOf(api, caseId, actionId));
    expect(said.headers['etag']).not.toBe(before);
    const feedback = { progress: 'in_progress', effect: 'too_early', final: false };
    const next = await api.post(`/cases/${caseId}/actions/${actionId}/feedback`, {
      as: owner,
      headers: { 'If-Match': `"other", ${said.headers['etag']}` },
      body: feedback,
    });
    expect(next.status).toBe(200);
  });

  it('fits an action for as long as it is as it was, whatever happens in the case', async () => {
    const { api, caseId, actions } = await withActions();
    const [mine, theirs] = actions;
    const as = mine?.owner;
    const headers = { Purpose: 'manage_mitigate' };
    const path = `/cases/${caseId}/actions/${mine?.actionId}`;
    const { headers: seen } = await api.get(path, { as, headers });
    expect(seen['etag']).toMatch(/^"[0-9a-f]{20}"$/);
    await api.post(`/cases/${caseId}/actions/${theirs?.actionId}/start`, { as: theirs?.owner });
    expect((await api.get(path, { as, headers })).headers['etag']).toBe(seen['etag']);
    const edit = { as, headers: { 'If-Match': seen['etag'] ?? '' } };
    expect((await api.post(`${path}/start`, edit)).status).toBe(200);
    expect((await api.get(path, { as, headers })).headers['etag']).not.toBe(seen['etag']);
  });

  it('refuses a stale edit with 412 and what has changed, by code, time and agency', async () => {
    const { api, caseId, actions } = await withActions();
    const { actionId, owner } = first(actions);
    const seen = tagOf(api, caseId, actionId);
    const path = `/cases/${caseId}/actions/${actionId}`;
    await api.post(`${path}/start`, { as: owner });
    await api.post(`/cases/${caseId}/marks`, { as: owner, body: { complexNeeds: true } });
    const before = structuredClone(api.data.aggregates);
    const reason = { 'If-Match': seen };
    const said = await api.post(`${path}/extension`, {
      as: owner,
      headers: reason,
      body: { dueAt: '2026-05-01T02:00:00.000Z', reason: 'court_date' },
    });
    expect(said).toMatchObject({ status: 412, body: { type: '/problems/changed-meanwhile' } });
    expect(said.body['changes']).toEqual([
      { event: 'action.started', at: expect.any(String), agencyId: owner.agencyId },
    ]);
    expect(api.data.aggregates).toEqual(before);
  });

  it('S4-16 tells by a made-up tag nothing of the rest of the case, nor who else knows the person', async () => {
    const { api, caseId } = await withActions();
    const madeUp = { 'If-Match': '"0123456789abcdef0123"' };
    const as = workers.police;
    await api.post(`/cases/${caseId}/marks`, { as, body: { complexNeeds: true } });
    await api.post(`/cases/${caseId}/conflicts`, { as, body: workers.hospital });
    const path = `/cases/${caseId}/referral`;
    const said = await api.post(`${path}/submission`, { as: workers.police2, headers: madeUp, body: {} });
    expect(said).toMatchObject({ status: 412, body: { changes: [] } });

    const person = `/cases/${caseId}/persons/${persons.victim}`;
    api.data.aggregates[`person/${persons.victim}`] = personRecord(persons.victim, 'Wanda Placeholder');
    const identity = { identity: { birthDate: '1990-01-01' } };
    expect((await api.post(`${person}/identity`, { as: workers.specialist, body: identity })).status).toBe(
      200,
    );
    const stale = await api.post(`${person}/identity`, { as, headers: madeUp, body: identity });
    expect(stale.status).toBe(412);
    expect(stale.body['changes']).toEqual([{ event: 'person.identity_corrected', at: expect.any(String) }]);
  });

  it.each(['W/TAG', '"0123456789abcdef0123"', '"something"'])('fits %s to nothing', async (pattern) => {
    const { api, caseId, actions } = await withActions();
    const { actionId, owner } = first(actions);
    const tag = pattern.replace('TAG', tagOf(api, caseId, actionId));
    const path = `/cases/${caseId}/actions/${actionId}/start`;
    expect((await api.post(path, { as: owner, headers: { 'If-Match': tag } })).status).toBe(412);
    expect((await api.post(path, { as: owner, headers: { 'If-Match': '*' } })).status).toBe(200);
  });

  it('does not stand in the way of a retry of what was done', async () => {
    const { api, caseId, actions } = await withActions();
    const { actionId, owner } = first(actions);
    const headers = { 'If-Match': tagOf(api, caseId, actionId) };
    const keep = api.app.ledger.keep;
    api.app.ledger.keep = async () => {
      throw new Error('the function died');
    };
    const call = { as: owner, headers, key: 'k1' };
    const path = `/cases/${caseId}/actions/${actionId}/start`;
    expect((await api.post(path, call)).status).toBe(500);
    api.app.ledger.keep = keep;
    expect((await api.post(path, call)).status).toBe(200);
  });
});

describe('at the same moment', () => {
  it('two agencies update two actions of one case, and both succeed', async () => {
    const { api, caseId, actions } = await withActions();
    expect(new Set(actions.map(({ owner }) => owner.agencyId)).size).toBe(2);
    const said = await Promise.all(
      actions.map(({ actionId, owner }) =>
        api.post(`/cases/${caseId}/actions/${actionId}/start`, {
          as: owner,
          headers: { 'If-Match': tagOf(api, caseId, actionId) },
        }),
      ),
    );
    expect(said.map(({ status }) => status)).toEqual([200, 200]);
    expect(api.caseState(caseId).actions.map(({ status }) => status)).toEqual(['in_progress', 'in_progress']);
  });
});
