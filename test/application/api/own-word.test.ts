import { describe, expect, it } from 'vitest';
import type { TokenRole } from '../../../functions/domain/access/subject.ts';
import { caseIn, persons, workers } from '../../domain/case/fixtures.ts';
import { issued, item, towardsHim } from '../../domain/case/plan/planned-case.ts';
import { createReadsWorld, withMeeting } from './reads/world.ts';
import type { Call } from './world.ts';

const colleague = workers.police2;
const { agencyId, representativeId } = colleague;
const refused = { status: 403, body: { type: '/problems/not-permitted' } };

describe('a colleague without a part in a case', () => {
  it('S1-24 does not become its representative by their own word; who has the part hands it on', async () => {
    const { caseId, caseState, post } = await createReadsWorld(caseIn('meeting_scheduling'));
    const name = (call: Call) =>
      post(`/cases/${caseId}/agencies/agy-police/representative`, { body: { representativeId }, ...call });
    expect(await name({ as: colleague })).toMatchObject(refused);
    const named = () => caseState(caseId).agencies.find((one) => one.agencyId === agencyId)?.representativeId;
    expect(named()).toBe(workers.police.representativeId);
    expect((await name({ as: workers.police })).status).toBe(200);
    expect(named()).toBe(representativeId);
  });

  it('S1-24 may step in as the manager', async () => {
    const { caseId, post } = await createReadsWorld(caseIn('meeting_scheduling'));
    const roles: TokenRole[] = ['agency_manager'];
    const path = `/cases/${caseId}/agencies/agy-police/representative`;
    expect((await post(path, { as: colleague, roles, body: { representativeId } })).status).toBe(200);
  });

  it('S1-24 takes no action to themselves, but asks for one of who has the part', async () => {
    const { caseId, post } = await createReadsWorld(caseIn('meeting_scheduling'));
    const add = (owner: typeof workers.police) =>
      post(`/cases/${caseId}/actions`, {
        as: colleague,
        body: {
          owner,
          stream: 'adult_victim',
          part: 'safety_strategy',
          code: 'safety_planning',
          towards: [persons.victim],
          priority: 'urgent',
        },
      });
    expect(await add(colleague)).toMatchObject(refused);
    expect((await add(workers.police)).status).toBe(200);
  });

  it('S1-24 takes no action over from a colleague by their own word', async () => {
    const { made } = issued(undefined, { actions: [item(workers.police), towardsHim(workers.specialist)] });
    const { caseId, post } = await createReadsWorld(made);
    const path = `/cases/${caseId}/actions/${made.case.actions[0]?.actionId}/hand-on`;
    const handOn = (as: typeof workers.police) =>
      post(path, { as, body: { to: colleague, reason: 'other' } });
    expect(await handOn(colleague)).toMatchObject(refused);
    expect((await handOn(workers.police)).status).toBe(200);
  });

  it('S1-24 is nobody’s proxy and nobody’s delegate by their own word', async () => {
    const world = await createReadsWorld();
    const meetingId = await withMeeting(world);
    const reply = { reply: 'proxy', for: workers.police, proxy: colleague };
    expect(
      await world.post(`/meetings/${meetingId}/invitation-replies`, { as: colleague, body: reply }),
    ).toMatchObject(refused);
    const away = {
      delegateId: representativeId,
      from: '2026-03-03T00:00:00.000Z',
      to: '2026-04-03T00:00:00.000Z',
    };
    const path = `/agencies/${agencyId}/representatives/${workers.police.representativeId}/delegates`;
    expect(await world.post(path, { as: colleague, body: away })).toMatchObject(refused);
  });

  it('S1-24 gives no part to a friend who has none, for whom they could look everything up', async () => {
    const { made } = issued(undefined, { actions: [item(workers.police), towardsHim(workers.specialist)] });
    const world = await createReadsWorld(made);
    const { caseId, post } = world;
    const meetingId = await withMeeting(world);
    const friend = { agencyId, representativeId: 'rep-friend1' };
    const as = colleague;
    const path = (of: string) => `/cases/${caseId}${of}`;
    const representative = { as, body: { representativeId: friend.representativeId } };
    expect(await post(path('/agencies/agy-police/representative'), representative)).toMatchObject(refused);
    const handOn = { as, body: { to: friend, reason: 'other' } };
    expect(await post(path(`/actions/${made.case.actions[0]?.actionId}/hand-on`), handOn)).toMatchObject(
      refused,
    );
    const reply = { as, body: { reply: 'proxy', for: workers.police, proxy: friend } };
    expect(await post(`/meetings/${meetingId}/invitation-replies`, reply)).toMatchObject(refused);
  });

  it('S1-24 names a delegate for their own absence, and for nobody else’s', async () => {
    const { post } = await createReadsWorld();
    const away = {
      delegateId: workers.police.representativeId,
      from: '2026-03-03T00:00:00.000Z',
      to: '2026-04-03T00:00:00.000Z',
    };
    const name = (of: string, delegateId: string) =>
      post(`/agencies/${agencyId}/representatives/${of}/delegates`, {
        as: colleague,
        body: { ...away, delegateId },
      });
    expect(await name(workers.police.representativeId, 'rep-friend1')).toMatchObject(refused);
    expect((await name(representativeId, workers.police.representativeId)).status).toBe(200);
  });
});

describe('a conflict of interest', () => {
  it('takes a case away from another agency, or a whole one, by nobody without a part in it', async () => {
    const { caseId, post, caseState } = await createReadsWorld(caseIn('meeting_scheduling'));
    const clerk = { agencyId: workers.convenor.agencyId, representativeId: 'rep-clerk1' };
    const exclude = (as: typeof colleague, body: object) => post(`/cases/${caseId}/conflicts`, { as, body });
    const police = { agencyId };
    expect(await exclude(clerk, { agencyId: 'agy-specialist' })).toMatchObject(refused);
    expect(await exclude(clerk, workers.specialist)).toMatchObject(refused);
    expect(await exclude(clerk, { agencyId: clerk.agencyId })).toMatchObject(refused);
    expect(await exclude(colleague, police)).toMatchObject(refused);
    expect(caseState(caseId).exclusions).toEqual([]);
    expect((await exclude(colleague, workers.police)).status).toBe(200);
    expect((await exclude(workers.convenor, police)).status).toBe(200);
    expect((await exclude(workers.hospital, { agencyId: 'agy-hospital' })).status).toBe(200);
  });
});
