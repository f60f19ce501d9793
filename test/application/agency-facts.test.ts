import { describe, expect, it } from 'vitest';
import { directoryFor } from '../../functions/application/agency-facts.ts';
import { createDepartment } from './support/department.ts';

const by = (agencyId: string) =>
  ({ kind: 'worker', agencyId, representativeId: 'rep-placeholder1' }) as const;

describe('what a case is told of its agencies', () => {
  it('S0-44 is what the directory says of those named and of the caller’s own', async () => {
    const { app, id } = await createDepartment();
    const input = { agencies: [{ agencyId: id('police') }, { agencyId: 'agy-unknown1' }] };
    const told = await directoryFor(app, { id: undefined, name: 'refer', input, by: by(id('fss')) });
    expect(Object.keys(told ?? {}).toSorted()).toEqual([id('police'), id('fss')].toSorted());
    expect(told?.[id('police')]?.kind).toBe('police');
  });

  it('is read only for commands that ask', async () => {
    const { app, id } = await createDepartment();
    const asked = { id: undefined, name: 'giveFeedback', input: {}, by: by(id('police')) };
    expect(await directoryFor(app, asked)).toBeUndefined();
  });
});
