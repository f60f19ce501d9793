import { existsSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type TokenRole, tokenRoles } from '../../functions/domain/access/subject.ts';
import { UsageError } from '../options.ts';
import { type AccountAgency, readAccounts } from './accounts.ts';
import { issuerFile, openIssuer } from './issuer.ts';

const tokenHelp = `Print a token with which somebody of a played scenario calls the API of the
local cloud.

  npm run --silent token -- --agency "Example Police District"
  npm run --silent token -- --agency fss --role coordinator \\
    --representative coordinator

Options
  --agency NAME          the agency, by name or as the scenario's file calls it
  --role ROLE            what the identity provider grants; may be given several
                         times (default: representative). One of
${tokenRoles.map((role) => `                           ${role}`).join('\n')}
  --representative NAME  who, as the scenario's file calls them (default: the
                         first of the agency)
  --scenario NAME        of which scenario, when several have such an agency
  --region NAME          what a regional viewer may see; may be given several
                         times
  --hours N              how long the token is good (default 12)
  --data DIR             the folder that npm start has its --data in (default:
                         of the latest npm start without one)
  --json                 print who it is for as well, as JSON
  --help                 this text

Then, for example
  TOKEN="$(npm run --silent token -- --agency police)"
  curl -H "Authorization: Bearer $TOKEN" http://127.0.0.1:4566/api/me
`;

/** What `npm run token -- …` prints. Throws UsageError. @param now ms since 1970 */
export function tokenText(words: readonly string[], now: number): string {
  const values = parse(words);
  if (values.help) return tokenHelp;
  const directory = values.data ?? latestCloud();
  if (directory === undefined || !existsSync(issuerFile(directory)))
    throw new UsageError(
      `There is no local cloud ${directory === undefined ? 'on this machine' : `in ${directory}`}: start one with npm start. If it was started with --data DIR, say --data DIR here too.`,
    );
  const accounts = readAccounts(directory);
  const agency = agencyOf(accounts, values.agency, values.scenario);
  const worker = workerOf(agency, values.representative);
  const claimant = {
    agencyId: agency.agencyId,
    representativeId: worker.representativeId,
    roles: (values.role ?? ['representative']).map(roleOf),
    regions: values.region ?? [],
  };
  const token = openIssuer(directory).token(claimant, now, hoursOf(values.hours ?? '12'));
  if (!values.json) return `${token}\n`;
  const who = { scenario: agency.scenario, agency: agency.name, representative: worker.alias };
  return `${JSON.stringify({ token, ...who, ...claimant }, null, 2)}\n`;
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        agency: { type: 'string' },
        role: { type: 'string', multiple: true },
        representative: { type: 'string' },
        scenario: { type: 'string' },
        region: { type: 'string', multiple: true },
        hours: { type: 'string' },
        data: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(
      `${error instanceof Error ? error.message : String(error)}\nnpm run token -- --help lists the options.`,
    );
  }
}

/** The folder of the latest cloud that was started without a folder of its own. */
function latestCloud(): string | undefined {
  const folders = readdirSync(tmpdir())
    .filter((name) => name.startsWith('local-cloud-'))
    .map((name) => join(tmpdir(), name))
    .filter((folder) => existsSync(issuerFile(folder)));
  return folders.toSorted((a, b) => statSync(issuerFile(b)).mtimeMs - statSync(issuerFile(a)).mtimeMs)[0];
}

function agencyOf(
  accounts: readonly AccountAgency[],
  asked: string | undefined,
  scenario: string | undefined,
): AccountAgency {
  const here = accounts.filter((one) => scenario === undefined || one.scenario === scenario);
  const same = (text: string): boolean => text.toLowerCase() === asked?.toLowerCase();
  const found = here.find(({ name, alias }) => same(name) || same(alias));
  if (found) return found;
  const known = here.map((one) => `  ${one.name} (${one.alias}, in ${one.scenario})`);
  const what = asked === undefined ? '--agency is missing' : `--agency ${asked}: there is no such agency`;
  throw new UsageError(
    `${what}. Expected one of\n${known.join('\n') || '  (no scenario has been played there)'}`,
  );
}

function workerOf(agency: AccountAgency, asked: string | undefined): AccountAgency['staff'][number] {
  const found = asked === undefined ? agency.staff[0] : agency.staff.find(({ alias }) => alias === asked);
  if (found) return found;
  const known = agency.staff.map(({ alias }) => alias).join(', ');
  throw new UsageError(`--representative ${asked}: ${agency.name} has ${known || 'nobody'}`);
}

function roleOf(asked: string): TokenRole {
  const found = tokenRoles.find((role) => role === asked);
  if (found) return found;
  throw new UsageError(`--role ${asked}: expected one of ${tokenRoles.join(', ')}`);
}

function hoursOf(text: string): number {
  const hours = Number(text);
  if (/^\d+$/.test(text) && hours >= 1 && hours <= 24 * 7) return hours;
  throw new UsageError(`--hours ${text}: expected a whole number from 1 to ${24 * 7}`);
}
