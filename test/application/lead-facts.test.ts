import { describe, expect, it } from 'vitest';
import { withLeadFacts } from '../../functions/application/lead-facts.ts';
import { createDepartment } from './support/department.ts';

describe('what a case is told of the lead to be', () => {
  it('S3-42 takes it from the agency’s own record, whatever the caller says', async () => {
    const { app, id, submit } = await createDepartment();
    const specialist = await submit({
      type: 'agency',
      name: 'createAgency',
      input: {
        name: 'Example Family Violence Service',
        kind: 'other',
        government: false,
        specialistService: true,
        domains: ['service.example.test'],
      },
    });
    const offered = (agencyId: string) =>
      withLeadFacts(app, 'offerLead', {
        to: { agencyId, representativeId: 'rep-placeholder1' },
        specialistService: true,
      });
    expect(await offered(id('police'))).toMatchObject({ specialistService: false });
    expect(await offered('agy-unknown1')).toMatchObject({ specialistService: false });
    expect(await offered(specialist)).toMatchObject({ specialistService: true });
  });

  it('leaves every other command as it came', async () => {
    const { app, id } = await createDepartment();
    const input = { to: { agencyId: id('police'), representativeId: 'rep-placeholder1' } };
    expect(await withLeadFacts(app, 'handOnAction', input)).toBe(input);
  });
});
