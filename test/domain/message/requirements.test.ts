import { describe, expect, it } from 'vitest';
import { contactClocks, contactTasks } from '../../../functions/domain/case/commands/people/death.ts';
import { contactDuties, liaisonDuties } from '../../../functions/domain/message/requirements.ts';

describe('duties by which somebody would go to the family', () => {
  it('stop at the gate whenever a death ends them on the case', () => {
    expect(contactDuties).toEqual(expect.arrayContaining([...contactTasks, ...contactClocks]));
  });

  it('hold all of liaison', () => {
    for (const duty of liaisonDuties) expect(contactDuties).toContain(duty);
  });
});
