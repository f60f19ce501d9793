import { describe, expect, it } from 'vitest';
import { unreachableDesks } from '../../../functions/application/operations/desks.ts';
import { createPolicyBook } from '../../../functions/application/policy-book.ts';
import { agencyListing, caseListing } from '../../../functions/application/projections/lists.ts';
import { type AgencyState, agencySchema } from '../../../functions/domain/agency/state.ts';
import { caseIn, workers } from '../../domain/case/fixtures.ts';
import { testPolicy } from '../../domain/test-policy.ts';
import { createApiWorld } from '../api/world.ts';

const { convenor, region } = workers;
const VERIFIED = {
  address: 'desk@agency.example.test',
  verifiedAt: '2026-01-05T01:00:00.000Z',
  health: 'ok' as const,
};

/** The API, its lists without a row, under a policy with these desks: one of the department, one of an area. */
async function department(desk = convenor, north = region) {
  const api = await createApiWorld();
  api.app.policies = createPolicyBook({ ...testPolicy, conveningTeam: { desk, areas: { north } } });
  const recordOfAgency = (id: string) => {
    const record = api.data.aggregates[`agency/${id}`];
    if (!record) throw new Error('there is no agency');
    return record;
  };
  return {
    ...api,
    /** An agency as the directory has it once relay has carried it there. */
    async enter(id: string, change: (state: AgencyState) => void = () => undefined) {
      const state = agencySchema.parse(recordOfAgency(id).data);
      change(state);
      const record = { ...recordOfAgency(id), data: state };
      api.data.aggregates[`agency/${id}`] = record;
      await agencyListing.project(api.app, record);
    },
    desks: () => unreachableDesks(api.app),
  };
}

const reachable = ({ representatives }: AgencyState) => {
  for (const one of representatives) one.address = { ...VERIFIED };
};

describe('the desks of the convening team', () => {
  it('are not missed while there is neither an agency nor a case', async () => {
    const { desks, app, seed, data } = await department();
    expect(await desks()).toEqual([]);
    const record = data.aggregates[`case/${seed(caseIn('meeting_preparation'))}`];
    if (!record) throw new Error('there is no case');
    await caseListing.project(app, record);
    expect(await desks()).toHaveLength(2);
  });

  it('are each in the directory, with an address that is verified and well', async () => {
    const nobody = { agencyId: 'agy-exampledesk1', representativeId: 'rep-exampledesk1' };
    const { desks, enter } = await department(nobody);
    await enter(region.agencyId);
    expect(await desks()).toEqual([
      { area: 'all others', ...nobody, reasons: 'record_missing' },
      { area: 'north', ...region, reasons: 'address_missing' },
    ]);
    await enter(region.agencyId, reachable);
    expect(await desks()).toEqual([{ area: 'all others', ...nobody, reasons: 'record_missing' }]);
  });

  it.each([
    ['address_unverified', { verifiedAt: undefined }],
    ['address_bounced', { health: 'bounced' as const }],
    ['address_complained', { health: 'complained' as const }],
  ])('are not reached: %s', async (reasons, fault) => {
    const { desks, enter } = await department(convenor, convenor);
    await enter(convenor.agencyId, reachable);
    expect(await desks()).toEqual([]);
    await enter(convenor.agencyId, ({ representatives }) => {
      for (const one of representatives) one.address = { ...VERIFIED, ...fault };
    });
    expect(await desks()).toContainEqual({ area: 'north', ...convenor, reasons });
  });
});

it('who asks for health makes operations hear of a desk, and reads nothing of it', async () => {
  const { get, enter, data, world } = await department(convenor, convenor);
  for (const record of Object.values(data.aggregates)) record.attentionAt = undefined;
  await enter(convenor.agencyId);
  const { status, body } = await get('/health');
  expect({ status, body }).toEqual({ status: 200, body: { status: 'ok' } });
  expect(world.alarms).toEqual(['desk-unreachable', 'desk-unreachable']);
  await enter(convenor.agencyId, reachable);
  await get('/health');
  expect(world.alarms).toHaveLength(2);
});
