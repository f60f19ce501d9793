import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCase } from '../../../functions/application/load-states.ts';
import { createPolicyBook } from '../../../functions/application/policy-book.ts';
import { addElapsed, fromInstant, type Instant } from '../../../functions/domain/calendar/instants.ts';
import { type Policy, profiles } from '../../../functions/domain/policy/index.ts';
import { openIssuer } from '../../../local/api/issuer.ts';
import { AlarmRaised } from '../../../local/app.ts';
import { type Cloud, openCloud } from '../../../local/cloud.ts';
import { unpackFixture } from '../../../local/fixture.ts';
import { machineArn } from '../../../local/machines.ts';
import { readRecords } from '../../../local/records.ts';

/** All that this deployment has: whoever upgraded it did not keep what the open case lives under. */
const today: Policy = { ...profiles.wa, version: 'wa-99' };
/** An hour after the meeting for which the case of the fixture waits should have begun. */
const meeting: Instant = '2026-04-29T03:00:00.000Z';

let data: string;
let cloud: Cloud;
let caseId: string;
const heard: unknown[] = [];
const alarms = (): string[] =>
  heard.flatMap((one) => (one instanceof AlarmRaised && one.message.includes(caseId) ? [one.message] : []));

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'policy-gone-'));
  await unpackFixture('test/fixtures/release-0.1/meeting_preparation', data);
  cloud = await openCloud({
    directory: data,
    port: 0,
    mode: 'jump',
    start: 0,
    seed: 1,
    policies: createPolicyBook(today),
    routes: () => [],
    observer: { invoked: () => undefined, aggregate: () => undefined, message: () => undefined },
    onError: (error) => heard.push(error),
  });
  const { aggregates } = await readRecords(cloud);
  caseId = aggregates.find(({ type }) => type === 'case')?.id ?? '';
});
afterAll(async () => {
  await cloud.close();
  rmSync(data, { recursive: true });
});

const pass = (until: Instant) => cloud.clock.run({ until: fromInstant(until) });

/** The state in which the case's running execution is. */
function stateNow(): string | undefined {
  const { executions } = cloud.stepFunctions.call('ListExecutions', {
    stateMachineArn: machineArn('case-lifecycle'),
    statusFilter: 'RUNNING',
  }) as { executions: { executionArn: string }[] };
  const { events } = cloud.stepFunctions.call('GetExecutionHistory', {
    executionArn: executions[0]?.executionArn,
    maxResults: 1000,
  }) as { events: { stateEnteredEventDetails?: { name: string } }[] };
  return events.findLast((event) => event.stateEnteredEventDetails)?.stateEnteredEventDetails?.name;
}

type Person = Parameters<ReturnType<typeof openIssuer>['token']>[0];
const clerk: Person = {
  agencyId: 'agy-operations',
  representativeId: 'rep-clerk1',
  roles: ['administrator'],
  regions: [],
};

const call = (who: Person, path: string, init: RequestInit) =>
  fetch(`${cloud.url}/api/cases/${caseId}${path}`, {
    ...init,
    headers: {
      'content-type': 'application/json',
      'idempotency-key': 'key-1',
      authorization: `Bearer ${openIssuer(data).token(who, Date.now(), 1)}`,
    },
  });

describe('a case whose policy the upgrade did not keep', () => {
  it('goes to Quarantine at its next look, and operations hear of it again and again', async () => {
    await pass(meeting);
    expect(stateNow()).toBe('Quarantine');
    const soFar = alarms().filter((alarm) => alarm.includes('UnknownPolicyError')).length;
    expect(soFar).toBeGreaterThan(0);
    await pass(addElapsed(meeting, { hours: 1 }));
    expect(alarms().length).toBeGreaterThan(soFar);
  });

  it('takes no command meanwhile, and sends the caller to operations', async () => {
    const state = await loadCase(cloud.app, caseId);
    if (!state) throw new Error('the case is gone');
    const answer = await call(
      { ...state.contacts.triage, roles: ['coordinator'], regions: [] },
      '/legal-holds',
      {
        method: 'POST',
        body: JSON.stringify({ reason: 'court_order' }),
      },
    );
    expect(answer.status, await answer.text()).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('900');
  });

  it('goes on within a quarter of an hour once an administrator has moved it', async () => {
    const answer = await call(clerk, '/policy', {
      method: 'POST',
      body: JSON.stringify({
        version: today.version,
        notes: { reason: 'wa-1 was not kept at the upgrade.' },
      }),
    });
    expect(answer.status, await answer.text()).toBe(200);
    const moved = addElapsed(meeting, { hours: 1, minutes: 16 });
    await pass(moved);
    expect(stateNow()).toBe('Meeting');
    expect((await loadCase(cloud.app, caseId))?.policyVersion).toBe(today.version);
    const before = alarms().length;
    await pass(addElapsed(moved, { hours: 12 }));
    expect(alarms().slice(before)).toEqual([]);
  });
});
