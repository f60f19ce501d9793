import { describe, expect, it } from 'vitest';
import { createMemoryStores, emptyWorld } from '../../../functions/adapters/memory/index.ts';
import { createComposer } from '../../../functions/application/mail/compose-email.ts';
import { createPolicyBook } from '../../../functions/application/policy-book.ts';
import { signInLink } from '../../../functions/domain/message/model.ts';
import type { PlanDocument } from '../../../functions/domain/message/plan-document.ts';
import { profiles } from '../../../functions/domain/policy/index.ts';
import { aCase, action, aMessage, anAgency, caseId, now, owner } from '../../domain/message/fixtures.ts';
import { personRecord, recordOf } from '../support/people.ts';

const note = 'note-0000a';

/** A plan copy whose action is described, over records of these people, for an agency of these regions. */
async function copyFor(
  people: readonly string[],
  regions: readonly string[] = [],
): Promise<PlanDocument | undefined> {
  const data = emptyWorld();
  const state = aCase({
    actions: [action({ descriptionNoteId: note })],
    meetings: [],
    endorsements: [{ worker: owner, at: now, textVersion: 'text-1', mode: 'written' }],
  });
  data.aggregates[`case/${caseId}`] = recordOf('case', caseId, state);
  const { namedContactsOnly: on, ...agency } = anAgency();
  data.aggregates[`agency/${owner.agencyId}`] = recordOf('agency', owner.agencyId, {
    schema: 1,
    ...agency,
    representatives: agency.representatives.map((one) => ({
      ...one,
      name: 'Placeholder',
      roles: [],
      since: now,
    })),
    agreements: agency.agreements.map((one) => ({
      agreementId: 'agr-0000a',
      recordedBy: 'test',
      reviewOn: '2027-01-01',
      ...one,
    })),
    kind: 'housing',
    government: true,
    specialistService: false,
    scope: 'in_scope',
    responsibilities: [],
    localities: regions.map((region) => ({ level: 'regional', region })),
    namedContactOnly: { on },
    createdAt: now,
    tasks: [],
    received: {},
  });
  for (const id of people) data.aggregates[`person/${id}`] = personRecord(id, `Quillan ${id.slice(4)}`);
  const stores = createMemoryStores(data);
  await stores.notes.create(
    {
      owner: { type: 'case', id: caseId },
      noteId: note,
      field: 'description',
      text: 'Change the locks.',
      createdAt: now,
    },
    now,
  );
  let drawn: PlanDocument | undefined;
  const ports = { ...stores, policies: createPolicyBook(profiles.wa), clock: { now: () => now } };
  const composer = createComposer(ports, {
    drawPdf: async (document) => {
      drawn = document;
      return new Uint8Array();
    },
    link: signInLink('https://example.gov.au'),
    sender: 'Department of Examples',
    classification: 'Sensitive',
  });
  const composed = await composer.compose(aMessage('plan_copy'));
  expect(composed).toMatchObject({ allowed: true });
  return drawn;
}

it('S2-22 a plan copy for an agency of another state has its own time beside that of the case', async () => {
  const due = async (...regions: string[]) =>
    JSON.stringify(await copyFor([], regions)).match(/"Due","([^"]+)"/)?.[1];
  expect(await due('AU-WA')).toMatch(/^\w+ \d+ March 2026, [\d:]+ [ap]m \(AWST, Perth time\)$/);
  expect(await due('AU-SA')).toMatch(/\(ACDT, Adelaide time\), which is .+\(AWST, Perth time\)$/);
});

describe('the narrative of a plan in e-mail', () => {
  it('S0-30 goes out when it names nobody and everybody of the case could be read', async () => {
    expect(JSON.stringify(await copyFor(['per-victim', 'per-child', 'per-violent']))).toContain(
      'Change the locks',
    );
  });

  it('S3-62 stays out while anybody of the case has no record: it cannot be checked', async () => {
    const document = JSON.stringify(await copyFor(['per-victim', 'per-child']));
    expect(document).not.toContain('Change the locks');
    expect(document).toContain('shown after you sign in');
  });
});
