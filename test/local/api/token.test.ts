import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthenticator } from '../../../functions/adapters/jwt/authenticator.ts';
import { addAccounts, readAccounts } from '../../../local/api/accounts.ts';
import { openIssuer } from '../../../local/api/issuer.ts';
import { tokenLines } from '../../../local/api/start-tokens.ts';
import { tokenText } from '../../../local/api/token.ts';
import { UsageError } from '../../../local/options.ts';
import { loadScenario } from '../../../local/scenario/load.ts';
import { aliasId, workerId } from '../../../local/scenario/references.ts';

const data = mkdtempSync(join(tmpdir(), 'tokens-'));
afterAll(() => rmSync(data, { recursive: true }));
beforeAll(() => {
  openIssuer(data);
  for (const name of ['urgent', 'declined'])
    addAccounts(data, [loadScenario(`local/scenarios/${name}.json`)]);
});
const run = (...words: string[]): string => tokenText(['--data', data, ...words], Date.now());
const complaint = (...words: string[]): string => {
  try {
    return run(...words);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
};

describe('npm run token', () => {
  it('prints a token that the local API accepts for a worker of a played scenario', async () => {
    const authenticator = createAuthenticator([openIssuer(data).config]);
    const subject = await authenticator.authenticate(run('--agency', 'police').trim());
    expect(subject).toEqual({
      agencyId: aliasId('urgent', 'agency', 'police'),
      representativeId: expect.stringMatching(/^rep-/),
      roles: ['representative'],
      regions: [],
      via: 'account',
      mfa: true,
    });
  });

  it('takes agency by name, person, roles and scenario, and says whom the token is for', () => {
    const { name, staff } = readAccounts(data).find(
      ({ scenario, alias }) => scenario === 'declined' && alias === 'police',
    ) ?? {
      name: '',
      staff: [],
    };
    const who = staff.at(-1)?.alias ?? '';
    const words = ['--agency', name.toUpperCase(), '--representative', who, '--scenario', 'declined'];
    const said = JSON.parse(run(...words, '--role', 'agency_manager', '--role', 'after_hours', '--json'));
    expect(said).toMatchObject({
      scenario: 'declined',
      agency: name,
      representativeId: workerId('declined', `police/${who}`),
      roles: ['agency_manager', 'after_hours'],
    });
  });

  it('is no token of another cloud', async () => {
    const other = mkdtempSync(join(tmpdir(), 'tokens-'));
    const authenticator = createAuthenticator([openIssuer(other).config]);
    expect(await authenticator.authenticate(run('--agency', 'police').trim())).toMatchObject({
      kind: 'rejected',
    });
    rmSync(other, { recursive: true });
  });

  it('says what was expected when a word means nothing', () => {
    expect(complaint('--agency', 'nowhere')).toMatch(
      /no such agency\. Expected one of\n[\s\S]*\(police, in urgent\)/,
    );
    expect(complaint()).toMatch(/--agency is missing/);
    expect(complaint('--agency', 'police', '--role', 'king')).toMatch(/expected one of representative, /);
    expect(complaint('--agency', 'police', '--representative', 'nobody')).toMatch(
      /^--representative nobody: Example /,
    );
    expect(complaint('--agency', 'police', '--hours', '0')).toMatch(/whole number from 1/);
    expect(complaint('--what')).toMatch(/--help lists the options/);
    expect(() => tokenText(['--data', '/nowhere', '--agency', 'police'], 0)).toThrow(
      'start one with npm start. If it was started with --data DIR',
    );
    expect(complaint('--help')).toContain('npm run --silent token');
    expect(
      complaint('--help')
        .split('\n')
        .filter((line) => line.length > 80),
    ).toEqual([]);
  });
});

describe('npm start', () => {
  it('prints tokens that the local API accepts, one a role, in a few lines, and says whose they are', async () => {
    const issuer = openIssuer(data);
    const root = 'http://127.0.0.1:4566/api';
    const lines = tokenLines(loadScenario('local/scenarios/default.json'), issuer, root, Date.now());
    expect(lines.length).toBeLessThan(10);
    expect(lines[0]).toContain('own issuer, which nothing else trusts');
    expect(lines.at(-1)).toBe(`  curl --header "Authorization: Bearer $TOKEN" ${root}/me`);
    const authenticator = createAuthenticator([issuer.config]);
    const tokens = lines.flatMap((line) => line.split('TOKEN=')[1] ?? []);
    const subjects = await Promise.all(tokens.map((token) => authenticator.authenticate(token)));
    expect(subjects).toMatchObject([
      { agencyId: aliasId('default', 'agency', 'police'), roles: ['representative'] },
      { representativeId: workerId('default', 'fss/coordinator'), roles: ['representative', 'coordinator'] },
      { roles: ['operations'] },
    ]);
  });
});
