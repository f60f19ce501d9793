import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  deployedPolicies,
  type Policy,
  policyProblems,
  profiles,
  withOverrides,
} from '../../../functions/domain/policy/index.ts';
import { releasedPolicies } from '../../../functions/domain/policy/released/index.ts';

const folder = 'functions/domain/policy/released';
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (file: string): Policy => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));

describe('a policy that a release has shipped', () => {
  it.each(files)('%s is whole by the schema of today', (file) => {
    expect(policyProblems(read(file))).toEqual([]);
    expect(`${read(file).version}.json`).toBe(file);
  });

  it.each(files)('%s stays what it was: a profile that changes gets another version', (file) => {
    const policy = read(file);
    const shipped = Object.values(profiles).find(({ version }) => version === policy.version);
    const kept = shipped ?? releasedPolicies.find(({ version }) => version === policy.version);
    // Until its release is out, a changed policy may be written anew by `npm run release-fixtures`.
    if (kept) expect(kept).toEqual(policy);
  });
});

describe('the policies of a deployment', () => {
  const { access, ...rest } = profiles.vic;
  const before: Policy = { ...rest, access: { ...access, linkDays: 2 }, version: 'vic-0' };
  const fewer = { access: { linkDays: 3 } };
  const deployed = deployedPolicies('vic', [fewer], [before]);
  const found = (version: string) => deployed.others.find((policy) => policy.version === version);

  it('hold what an earlier release shipped, and what the deployment overrode of it', () => {
    expect(found('vic-0')).toBe(before);
    const overridden = withOverrides(before, fewer);
    expect(found(overridden.version)).toEqual(overridden);
    expect(overridden.version).not.toBe(deployed.current.version);
  });

  it('leave out overrides that an earlier policy could not have had, and stop at those that fit none of today', () => {
    const { 'action.due': _, ...clocks } = before.clocks;
    const poorer: Policy = { ...before, clocks };
    const retitled = { clocks: { 'action.due': { title: 'Do it' } } };
    const book = deployedPolicies('vic', [retitled], [poorer]);
    expect(book.others.filter(({ version }) => version.startsWith('vic-0'))).toEqual([poorer]);
    expect(() => deployedPolicies('vic', [{ clocks: { 'action.do': { title: 'Do' } } }], [])).toThrow(
      expect.objectContaining({ name: 'PolicyOverrideError' }),
    );
  });
});
