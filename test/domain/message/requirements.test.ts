import { describe, expect, it } from 'vitest';
import { contactClocks, contactTasks } from '../../../functions/domain/case/commands/people/death.ts';
import { contactDuties, liaisonDuties } from '../../../functions/domain/message/requirements.ts';

describe('duties by which somebody would go to the family', () => {
  it('are the same at the gate as those that a death ends on the case', () => {
    expect([...contactDuties].toSorted()).toEqual([...contactTasks, ...contactClocks].toSorted());
  });

  it('hold all of liaison', () => {
    for (const duty of liaisonDuties) expect(contactDuties).toContain(duty);
  });
});
