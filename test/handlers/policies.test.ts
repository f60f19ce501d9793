import { describe, expect, it } from 'vitest';
import { profiles } from '../../functions/domain/policy/index.ts';
import { createPolicies } from '../../functions/handlers/container.ts';

describe('the policies that a function is told', () => {
  const first = { access: { linkDays: 3 } };
  const second = { access: { linkDays: 5 } };
  const book = createPolicies('vic', JSON.stringify([first, second]));

  it('are the profile with the last overrides, for what is new', () => {
    expect(book.current().policy).toMatchObject({ profile: 'vic', access: { linkDays: 5 } });
  });

  it('still hold what open cases live under: earlier overrides, the profile as it is shipped, the others', () => {
    const before = createPolicies('vic', JSON.stringify([first])).current().policy;
    expect(book.get(before.version).policy).toEqual(before);
    for (const { version } of Object.values(profiles)) expect(book.get(version).policy.version).toBe(version);
  });

  it('are the profile as it is shipped, if nothing is overridden', () => {
    expect(createPolicies('wa', '[{}]').current().policy).toEqual(profiles.wa);
  });

  it.each(['', '{}', '[1]'])('let nothing start with %j', (text) => {
    expect(() => createPolicies('wa', text)).toThrow(expect.objectContaining({ name: 'EnvironmentError' }));
  });
});
