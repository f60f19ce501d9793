import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import exampleWa from '../../config/example-wa.ts';
import { DeploymentConfigError, parseDeployment, policyOverrides } from '../../lib/deployment.ts';
import { runConfig } from '../../scripts/config.ts';

const folder = mkdtempSync(join(tmpdir(), 'config-'));
afterAll(() => rmSync(folder, { recursive: true }));

const examples = ['wa', 'vic', 'nz'].map((name) => `config/example-${name}.ts`);

async function check(words: string[], environment: NodeJS.ProcessEnv = {}) {
  const lines: string[] = [];
  const code = await runConfig(words, (text) => lines.push(text), environment);
  return { code, text: lines.join('') };
}

/** Write a config that differs from the example, and answer its path. */
function fileOf(name: string, config: unknown): string {
  const file = join(folder, `${name}.ts`);
  writeFileSync(file, `export default ${JSON.stringify(config)};\n`);
  return file;
}

describe('npm run config -- check', () => {
  it('finds nothing wrong with the examples', async () => {
    expect(await check(['check', ...examples])).toEqual({
      code: 0,
      text: `${examples.join(', ')}: can be used\n`,
    });
  });

  it('says of each fault the file, the key, what was expected and an example', async () => {
    const file = fileOf('faults', {
      ...exampleWa,
      region: 'Sydney',
      regoin: 'ap-southeast-2',
      email: { ...exampleWa.email, senderDomain: undefined },
      retention: { ...exampleWa.retention, logDays: 100 },
      policy: { profile: 'nsw' },
      identity: undefined,
    });
    const { code, text } = await check(['check', file]);
    expect(code).toBe(1);
    for (const line of [
      "region: expected an AWS region for the cases, such as 'ap-southeast-2'",
      "email.senderDomain: expected a domain for mail that says nothing of the matter, such as 'notices.example.gov.au'",
      'retention.logDays: expected days that CloudWatch Logs knows: 90, 120,',
      "policy.profile: expected 'wa', 'vic' or 'nz'",
      'identity: expected an object with issuers, operationsView; see config/example-wa.ts',
      'the file: has no regoin: known are name, account,',
    ])
      expect(text).toContain(`${file}: ${line}`);
  });

  it('says what the rules do not accept of the overrides, and what the profile has there', async () => {
    const overrides = { ...exampleWa.policy.overrides, access: { linkDays: 'a week' } };
    const { code, text } = await check([
      'check',
      fileOf('overrides', {
        ...exampleWa,
        policy: { profile: 'wa', overrides, earlier: [{ version: 'x' }] },
      }),
    ]);
    expect(code).toBe(1);
    expect(text).toContain('policy.overrides.access.linkDays: expected number; the profile has ');
    expect(text).toContain('policy.earlier.0.version: expected not to be overridden');
  });

  it('asks for the desk of the convening team, which hears of what would otherwise go to nobody', async () => {
    for (const [name, overrides] of Object.entries({
      none: undefined,
      half: { conveningTeam: { desk: { agencyId: 'agy-exampledesk1' } } },
      areas: { conveningTeam: { areas: {} } },
    })) {
      const config = { ...exampleWa, policy: { profile: 'wa', ...(overrides && { overrides }) } };
      const { code, text } = await check(['check', fileOf(`desk-${name}`, config)]);
      expect(code).toBe(1);
      expect(text).toContain(
        "policy.overrides.conveningTeam.desk: expected the worker at the convening team's desk, such as {",
      );
    }
  });

  it('refuses names in an inbox list or an address bar that tell what the mail is about', async () => {
    const { code, text } = await check([
      'check',
      fileOf('telling', {
        ...exampleWa,
        email: {
          ...exampleWa.email,
          senderDomain: 'family-violence.example.gov.au',
          senderName: 'MACM team',
        },
        answers: { ...exampleWa.answers, domain: 'safetyplan.example.gov.au' },
      }),
    ]);
    expect(code).toBe(1);
    for (const line of [
      'email.senderDomain: expected a domain for mail without a word that tells the matter',
      'email.senderName: expected a name without a word that tells the matter',
      'answers.domain: expected a domain for links without a word that tells the matter',
    ])
      expect(text).toContain(line);
  });

  it('wants the time zone of the profile', async () => {
    const { code, text } = await check([
      'check',
      fileOf('time-zone', { ...exampleWa, timeZone: 'Australia/Sydney' }),
    ]);
    expect({ code, text }).toEqual({
      code: 1,
      text: expect.stringContaining("timeZone: expected that of the profile's calendar, 'Australia/Perth'"),
    });
  });

  it('says that a file is not there, or cannot be read', async () => {
    expect(await check(['check', 'config/none.ts'])).toEqual({
      code: 1,
      text: 'config/none.ts: there is no such file; config/example-wa.ts is one to copy\n',
    });
    const { code, text } = await check(['check', 'README.md']);
    expect(code).toBe(1);
    expect(text).toContain('README.md: cannot be read (');
  });

  it('refuses a role that is none of ours, and issuers that give nobody what is needed to begin', async () => {
    const [issuer] = exampleWa.identity.issuers;
    const roles = { Coordinators: 'coordnator', Workers: 'representative' };
    const { code, text } = await check([
      'check',
      fileOf('roles', { ...exampleWa, identity: { issuers: [{ ...issuer, roles }] } }),
    ]);
    expect(code).toBe(1);
    expect(text).toContain('identity.issuers.0.roles.Coordinators: expected one of representative, ');
    expect(text).toContain('none stands for administrator, coordinator\n');
    const own = fileOf('own-roles', {
      ...exampleWa,
      identity: { issuers: [{ ...issuer, roles: undefined }] },
    });
    expect(await check(['check', own])).toMatchObject({ code: 0 });
  });

  it('says what an id looks like where a policy wants one', async () => {
    const conveningTeam = {
      ...exampleWa.policy.overrides.conveningTeam,
      areas: { north: { agencyId: 'Police', representativeId: 'rep-north1' } },
    };
    const overrides = { ...exampleWa.policy.overrides, conveningTeam };
    const { text } = await check([
      'check',
      fileOf('desk', { ...exampleWa, policy: { ...exampleWa.policy, overrides } }),
    ]);
    expect(text).toContain('conveningTeam.areas.north.agencyId: expected a text such as /');
  });

  it('checks the file that the CDK is given, and is silent when it can be used', async () => {
    const of = (config: string) => ({ CDK_CONTEXT_JSON: JSON.stringify({ config }) });
    expect(await check(['check'], of('config/example-nz.ts'))).toEqual({ code: 0, text: '' });
    expect(await check(['check'], of('config/none.ts'))).toMatchObject({ code: 1 });
    expect(await check(['check'])).toMatchObject({ code: 2 });
  });

  it.each([[[]], [['chekc']], [['check', '--strict']]])('does not know %j, and helps', async (words) => {
    const { code, text } = await check(words);
    expect(code).toBe(2);
    expect(text).toContain('npm run config -- check FILE');
  });

  it('helps', async () => {
    const { code, text } = await check(['--help']);
    expect(code).toBe(0);
    expect(text).toContain('Exit codes');
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});

describe('a deployment', () => {
  const faultsOf = (config: unknown): readonly string[] => {
    try {
      parseDeployment(config);
      return [];
    } catch (error) {
      if (error instanceof DeploymentConfigError) return error.faults;
      throw error;
    }
  };

  it('has a domain with its certificate, in the region of the API', () => {
    const { certificateArn: _, ...api } = exampleWa.api;
    expect(faultsOf({ ...exampleWa, api })).toEqual([
      'api: expected domain and certificateArn together, or neither',
    ]);
    expect(faultsOf({ ...exampleWa, region: 'ap-southeast-4' })).toEqual([
      'api.certificateArn: expected a certificate in ap-southeast-4, where the API is',
      'answers.certificateArn: expected a certificate in ap-southeast-4, where the API is',
    ]);
  });

  it('has certificates of its own account, two domains, and mail from where SES is', () => {
    expect(faultsOf({ ...exampleWa, account: '111122223333' })).toEqual([]);
    const answers = { ...exampleWa.answers, domain: exampleWa.api.domain };
    const email = { ...exampleWa.email, region: 'ap-southeast-4' };
    expect(faultsOf({ ...exampleWa, account: '999988887777', answers, email })).toEqual([
      'answers.domain: expected another domain than that of the API, api.example.gov.au',
      'api.certificateArn: expected a certificate of the account 999988887777',
      'answers.certificateArn: expected a certificate of the account 999988887777',
      "email.region: SES is not in ap-southeast-4; expected a region such as 'ap-southeast-2'",
    ]);
  });

  it('tells functions its overrides, the current ones last, as long as they fit', () => {
    const { conveningTeam } = exampleWa.policy.overrides;
    const overrides = { terms: { a: 'x' }, conveningTeam };
    const policy = { profile: 'wa' as const, overrides, earlier: [{}] };
    expect(policyOverrides(parseDeployment({ ...exampleWa, policy }))).toBe(JSON.stringify([{}, overrides]));
    const long = { ...policy, overrides: { terms: { a: 'x'.repeat(2400) }, conveningTeam } };
    expect(faultsOf({ ...exampleWa, policy: long })).toEqual([
      expect.stringContaining('policy: expected at most 2400 bytes of overrides, found 2'),
    ]);
  });
});
