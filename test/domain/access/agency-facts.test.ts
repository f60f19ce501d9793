import { describe, expect, it } from 'vitest';
import { decideAccess } from '../../../functions/domain/access/decide.ts';
import { agencyFacts } from '../../../functions/domain/access/meeting-facts.ts';
import type { Subject } from '../../../functions/domain/access/subject.ts';
import { agencySchema } from '../../../functions/domain/agency/state.ts';
import { testPolicy } from '../test-policy.ts';
import { aSubject } from './fixtures.ts';

const agencyId = 'agy-police';
const state = (on: boolean) =>
  agencySchema.parse({
    schema: 1,
    agencyId,
    name: 'Example Police',
    kind: 'police',
    government: true,
    specialistService: false,
    scope: 'in_scope',
    responsibilities: [],
    createdAt: '2026-03-02T01:00:00.000Z',
    domains: ['police.example.test'],
    localities: [],
    representatives: [],
    posts: [],
    agreements: [],
    namedContactOnly: on ? { on, integrityContactId: 'rep-integrity1' } : { on },
    tasks: [],
    received: {},
  });

/** What a manager of the agency, or somebody of another role or agency, may do with its record. */
function decide(name: string, representativeId: string, on: boolean, more: Partial<Subject> = {}) {
  const subject = aSubject({ agencyId, representativeId, roles: ['agency_manager'], ...more });
  const asked = { kind: 'command', aggregate: 'agency', name } as const;
  return decideAccess(subject, asked, agencyFacts(state(on), subject), undefined, testPolicy);
}

describe('an agency that is written to by named contact only', () => {
  it.each(['setNamedContactOnly', 'verifyAddress', 'setPost', 'addRepresentative', 'removeRepresentative'])(
    'is not opened again or redirected by its own manager: %s',
    (name) => {
      expect(decide(name, 'rep-manager1', false)).toMatchObject({ ground: 'own_manager' });
      expect(decide(name, 'rep-manager1', true)).toMatchObject({ code: 'not-permitted' });
      expect(decide(name, 'rep-integrity1', true)).toMatchObject({ ground: 'own_manager' });
    },
  );
});

describe('the second person for an address', () => {
  const coordinator = { roles: ['coordinator'] } as const;

  it.each(['verifyAddress', 'withdrawAddress'])('may be a coordinator of another agency: %s', (name) => {
    const elsewhere = { ...coordinator, agencyId: 'agy-coord' };
    for (const on of [true, false])
      expect(decide(name, 'rep-coord1', on, elsewhere)).toMatchObject({ ground: 'convening_team' });
    expect(decide(name, 'rep-worker1', false, { roles: ['representative'] })).toMatchObject({
      code: 'not-permitted',
    });
  });

  it('is no coordinator of an agency that is shut to them, and a coordinator changes nothing else', () => {
    expect(decide('verifyAddress', 'rep-coord1', true, coordinator)).toMatchObject({ code: 'not-permitted' });
    expect(decide('verifyAddress', 'rep-coord1', false, coordinator)).toMatchObject({
      ground: 'convening_team',
    });
    expect(decide('addRepresentative', 'rep-coord1', false, coordinator)).toMatchObject({
      code: 'not-permitted',
    });
  });
});

describe('a task in the record of an agency', () => {
  const asked = (to: { agencyId: string }) =>
    agencySchema.parse({
      ...state(false),
      tasks: [
        {
          taskId: 'tsk-0001',
          code: 'reach_by_telephone',
          for: to,
          openedAt: '2026-03-02T01:00:00.000Z',
          status: 'open',
        },
      ],
    });
  const complete = (subject: Subject) =>
    decideAccess(
      subject,
      { kind: 'command', aggregate: 'agency', name: 'completeTask' },
      agencyFacts(asked({ agencyId: 'agy-coord' }), subject),
      undefined,
      testPolicy,
    );

  it('is closed by those who were asked, though they are of another agency, and by no other one', () => {
    expect(complete(aSubject({ agencyId: 'agy-coord' }))).toMatchObject({ ground: 'task_agency' });
    expect(complete(aSubject({ agencyId: 'agy-health' }))).toMatchObject({ kind: 'refused' });
  });
});
