import { describe, expect, it } from 'vitest';
import { createMemoryDisposals } from '../../../functions/adapters/memory/disposals.ts';
import type { OwnerKeys } from '../../../functions/application/keys/owner-keys.ts';
import { approveDisposal } from '../../../functions/application/operations/dispose.ts';
import { createWorld } from '../support/world.ts';

const CASE = 'case-ended01';
const signIn = (session: string) => `arn:aws:sts::111122223333:assumed-role/RecordsOfficerRole/${session}`;
const worker = (name: string) => ({ agencyId: 'agy-records1', representativeId: `rep-${name}` });
/** Nothing is to be destroyed here. */
const keys = {
  destroy: async () => {
    throw new Error('a key was to be destroyed');
  },
} as Partial<OwnerKeys> as OwnerKeys;

describe('approving a disposal', () => {
  const proposed = async () => {
    const disposals = createMemoryDisposals();
    await disposals.propose({
      caseId: CASE,
      authority: 'DA',
      class: '1',
      proposedBy: worker('first1'),
      proposedAs: signIn('first'),
      proposedAt: '2026-03-02T01:00:00.000Z',
    });
    return { ...createWorld().app, disposals };
  };
  const approve = async (session: string) =>
    approveDisposal(await proposed(), keys, { caseId: CASE, by: worker('second1'), as: signIn(session) }, {});

  it('takes two sign-ins, whatever names are given', async () => {
    expect(await approve('first')).toMatchObject({ code: 'same-person' });
  });

  it('goes on to authority and retention with another one', async () => {
    expect(await approve('second')).toMatchObject({ code: 'no-disposal-authority' });
  });
});
