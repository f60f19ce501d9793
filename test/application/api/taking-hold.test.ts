import { describe, expect, it } from 'vitest';
import type { TokenRole } from '../../../functions/domain/access/subject.ts';
import { leadAt } from '../../../functions/domain/case/queries.ts';
import type { Worker } from '../../../functions/domain/shared/actor.ts';
import { caseIn, workers } from '../../domain/case/fixtures.ts';
import { createReadsWorld } from './reads/world.ts';

const meeting = (chair: Worker, caseIds: string[]) => ({
  kind: caseIds.length > 0 ? 'macm_on_demand' : 'series_meeting',
  mode: 'virtual',
  startsAt: '2026-04-20T02:00:00.000Z',
  lengthMinutes: 60,
  chair,
  caseIds,
});

describe('the lead of a night', () => {
  const night = (to: Worker) => ({ to, reason: 'crisis', guideline: 'after_hours_crisis_response' });
  const take = async (roles: readonly TokenRole[], inEmergency = false) => {
    const api = await createReadsWorld();
    if (inEmergency) {
      const said = await api.post(`/cases/${api.caseId}/break-glass`, {
        as: workers.hospital,
        roles,
        body: { reason: 'danger_to_life', minutes: 30, notes: { rationale: 'A neighbour rang the ward.' } },
      });
      expect(said.status, said.text).toBe(200);
    }
    const said = await api.post(`/cases/${api.caseId}/interim-lead`, {
      as: workers.hospital,
      roles,
      body: night(workers.hospital),
    });
    return { api, said };
  };

  it('S3-46 is not for somebody who has no part, whatever they know of the case', async () => {
    const { api, said } = await take(['representative']);
    expect(said.status).toBe(404);
    expect(leadAt(api.caseState(api.caseId), api.made.now)?.agencyId).toBe('agy-specialist');
  });

  it('S3-46 is taken by an after-hours worker without waking anybody, in the open where the case knows them not', async () => {
    expect((await take(['after_hours'])).said.status).toBe(404);
    const { api, said } = await take(['after_hours'], true);
    expect(said.status).toBe(200);
    expect(leadAt(api.caseState(api.caseId), api.made.now)).toMatchObject(workers.hospital);
  });
});

describe('a meeting that is to hear a case', () => {
  it('S2-10 is made by who runs the case, not by any colleague of an agency in it', async () => {
    const api = await createReadsWorld(caseIn('meeting_scheduling'));
    const body = (chair: Worker) => meeting(chair, [api.caseId]);
    const spy = await api.post('/meetings', { as: workers.police2, body: body(workers.police2) });
    expect(spy).toMatchObject({ status: 403, body: { type: '/problems/not-permitted' } });
    const convenor = await api.post('/meetings', { as: workers.convenor, body: body(workers.chair) });
    expect(convenor.status).toBe(201);
  });

  it('S2-10 takes a case from who runs the case as well, and from nobody else', async () => {
    const api = await createReadsWorld(caseIn('meeting_scheduling'));
    const add = async (who: Worker) => {
      const made = await api.post('/meetings', { as: who, body: meeting(who, []) });
      expect(made.status).toBe(201);
      const caseId = api.caseId;
      return api.post(`/meetings/${String(made.body['id'])}/cases`, {
        as: who,
        body: { caseId },
        headers: { 'If-Match': '*' },
      });
    };
    expect(await add(workers.police2)).toMatchObject({
      status: 403,
      body: { type: '/problems/not-permitted' },
    });
    expect((await add(workers.convenor)).status).toBe(200);
  });
});
