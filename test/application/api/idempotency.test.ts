import { describe, expect, it } from 'vitest';
import { routes } from '../../../functions/application/api/routes.ts';
import { canonicalJson } from '../../../functions/application/canonical.ts';
import { creationId } from '../../../functions/application/submit-command.ts';
import type { Worker } from '../../../functions/domain/shared/actor.ts';
import { hashText } from '../../../functions/domain/shared/ids.ts';
import { opening, workers } from '../../domain/case/fixtures.ts';
import { issued } from '../../domain/case/plan/planned-case.ts';
import { recordOf } from '../support/people.ts';
import { type ApiWorld, createApiWorld } from './world.ts';

const refer = (api: ApiWorld, key: string, more: object = {}, as: Worker = workers.police) =>
  api.post('/cases/referrals', { as, key, body: { ...opening(), ...more } });
const cases = ({ data }: ApiWorld): string[] =>
  Object.keys(data.aggregates).filter((id) => id.startsWith('case/'));

describe('a POST', () => {
  it('that makes something answers 201 with where it is', async () => {
    const api = await createApiWorld();
    const said = await refer(api, 'k1');
    const id = String(said.body['id']);
    expect(said).toMatchObject({ status: 201, body: { version: 1, next: { phase: 'referral' } } });
    expect(said.headers['location']).toBe(`/api/cases/${id}`);
    expect(api.caseState(id).phase).toBe('referral');
  });

  it('with the same key and body gives the same answer to the letter, findings included, whatever happened since', async () => {
    const api = await createApiWorld();
    const body = { notes: { rationale: 'Ring 0491 570 156 before noon.' } };
    const first = await refer(api, 'k1', body);
    expect(first.body['findings']).toMatchObject({ rationale: [{ kind: expect.any(String) }] });
    const id = String(first.body['id']);
    await api.post(`/cases/${id}/referral/acceptance`, {
      as: workers.triage,
      body: { conveningLead: workers.specialist },
    });
    expect(api.caseState(id).phase).toBe('consent_attempt');
    const again = await refer(api, 'k1', body);
    expect([again.status, again.text, again.headers['location']]).toEqual([
      first.status,
      first.text,
      first.headers['location'],
    ]);
    expect(cases(api)).toHaveLength(1);
  });

  it('with the same key and another body, path or parameter is refused and does nothing', async () => {
    const api = await createApiWorld();
    await refer(api, 'k1');
    const before = structuredClone(api.data.aggregates);
    const reused = { status: 422, body: { type: '/problems/idempotency-key-reused' } };
    expect(await refer(api, 'k1', { urgency: 'urgent' })).toMatchObject(reused);
    expect(await api.post('/cases/drafts', { as: workers.police, key: 'k1', body: opening() })).toMatchObject(
      reused,
    );
    expect(api.data.aggregates).toEqual(before);
  });

  it('knows keys for each caller apart, and for 24 hours', async () => {
    const api = await createApiWorld();
    await refer(api, 'k1');
    expect((await refer(api, 'k1', { urgency: 'urgent' }, workers.hospital)).status).toBe(201);
    api.world.pass({ hours: 24, seconds: 1 });
    expect((await refer(api, 'k1', { urgency: 'critical' })).status).toBe(201);
    expect(cases(api)).toHaveLength(3);
    api.world.pass({ hours: 24, seconds: 1 });
    const said = await api.post('/agencies', {
      as: workers.police,
      roles: ['administrator'],
      key: 'k1',
      body: { name: 'Example Refuge', kind: 'police', government: false, domains: ['refuge.example.test'] },
    });
    expect(said.status).toBe(201);
  });

  it('leaves nothing by which a body can be guessed, not even with its key', async () => {
    const api = await createApiWorld();
    const body = { identity: { names: [{ kind: 'legal', text: 'Wanda Placeholder' }] } };
    const said = await api.post('/persons', { as: workers.police, key: '1', body });
    expect(said.status).toBe(201);
    const stored = JSON.stringify([api.data.ledger, api.data.aggregates, said.body]);
    const read = routes.find(({ operationId }) => operationId === 'createPerson')?.body?.parse(body);
    const ofRequest = (key: string) => hashText(canonicalJson([key, '/persons', {}, read]));
    const by = { kind: 'worker', ...workers.police } as const;
    const ofPerson = (key: string) =>
      creationId('person', by, `${key}/${hashText(canonicalJson([read, {}]))}`);
    const secret = await api.app.ledger.unguessable('1');
    for (const guess of [ofRequest, ofPerson]) {
      expect(stored).toContain(guess(secret));
      expect(stored).not.toContain(guess('1'));
    }
  });

  it('that was refused may be right later under the same key', async () => {
    const api = await createApiWorld();
    const { made } = issued();
    const caseId = api.seed(made);
    const call = () =>
      api.post(`/cases/${caseId}/follow-up/call`, {
        as: workers.specialist,
        key: 'k1',
        body: { reason: 'new_risk', evaluationShown: true },
      });
    const { phase } = made.case;
    api.data.aggregates[`case/${caseId}`] = {
      ...recordOf('case', caseId, { ...made.case, phase: 'meeting' }),
      at: made.now,
    };
    expect(await call()).toMatchObject({ status: 409, body: { type: '/problems/not-in-this-phase' } });
    api.seed(made);
    expect(phase).toBe('action_deadlines');
    expect(await call()).toMatchObject({ status: 200 });
  });
});

describe('a crash between write and answer', () => {
  it.each(['after the write', 'before the answer is kept', 'before the write'])(
    '%s loses and doubles nothing',
    async (when) => {
      const api = await createApiWorld();
      const { aggregates, ledger } = api.app;
      let crashes = 1;
      const crash = (now: boolean): void => {
        if (now && crashes-- > 0) throw new Error('the function died');
      };
      api.app.aggregates = {
        ...aggregates,
        async create(record) {
          crash(when === 'before the write');
          const created = await aggregates.create(record);
          crash(when === 'after the write');
          return created;
        },
      };
      api.app.ledger = {
        ...ledger,
        async keep(...answer) {
          crash(when === 'before the answer is kept');
          return ledger.keep(...answer);
        },
      };
      const body = { notes: { rationale: 'Ring 0491 570 156 before noon.' } };
      expect((await refer(api, 'k1', body)).status).toBe(500);
      const said = await refer(api, 'k1', body);
      expect(said).toMatchObject({ status: 201, body: { version: 1, findings: { rationale: [{}] } } });
      expect(await refer(api, 'k1', body)).toMatchObject({ status: 201, body: said.body });
      expect(cases(api)).toHaveLength(1);
      expect(Object.keys(api.data.notes)).toHaveLength(1);
      expect((await refer(api, 'k1', { urgency: 'critical' })).status).toBe(422);
    },
  );
});
