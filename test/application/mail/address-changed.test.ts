import { describe, expect, it } from 'vitest';
import { createDepartment } from '../support/department.ts';
import { settle } from '../support/settle.ts';

const clerk = { kind: 'worker', agencyId: 'agy-department', representativeId: 'rep-clerk1' } as const;
const second = { ...clerk, representativeId: 'rep-clerk2' } as const;

describe('a change of address', () => {
  it('is mailed to the old address, even when the new one counts by then, and names no address', async () => {
    const { app, data, submit, id } = await createDepartment();
    const change = (by: typeof clerk | typeof second) =>
      submit({
        type: 'agency',
        id: id('police'),
        name: 'verifyAddress',
        by,
        input: { representativeId: 'rep-police1', address: 'other@police.example.test' },
      });
    await change(clerk);
    await settle(app);
    await change(second);
    await settle(app);
    const sent = Object.values(data.messages).filter(({ message }) => message.kind === 'address_changed');
    const toOwner = sent.find(({ message }) => message.to.agencyId === id('police'));
    expect(sent).toHaveLength(2);
    const composed = toOwner && (await app.composer.compose(toOwner.message));
    expect(composed).toMatchObject({
      allowed: true,
      email: { to: 'desk@police.example.test', subject: 'Contact details changed' },
    });
    expect(JSON.stringify(composed?.allowed && [composed.email.text, composed.email.html])).not.toContain(
      '@',
    );
  });
});
