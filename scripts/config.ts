import { type TokenRole, tokenRoles } from '../functions/domain/access/subject.ts';
import { calendarFor, regionSchema } from '../functions/domain/calendar/calendar.ts';
import {
  type Policy,
  PolicyOverrideError,
  profiles,
  withOverrides,
} from '../functions/domain/policy/index.ts';
import { loadDeployment } from '../lib/config-file.ts';
import { type Deployment, DeploymentConfigError } from '../lib/deployment.ts';

/*
 * Checks config files: every key by lib/deployment.ts, and what only the rules know, which lib cannot import:
 * whether the roles of issuers are ours, whether the overrides make a policy, and its calendar keeps the deployment's
 * time.
 */

const help = `Check the config of a deployment.

  npm run config -- check FILE...   say of each file what is wrong with it, by
                                    key, and what was expected
  npm run config -- check           when the CDK runs it: the file it was given,
                                    by -c config=FILE or by cdk.json
  npm run config -- --help          this text

A config is a TypeScript module in config/; config/example-wa.ts explains each
key.
Exit codes: 0 all can be used; 1 one cannot; 2 a wrong command.
`;

/** Carry out a command; answers the exit code. */
export async function runConfig(
  words: readonly string[],
  write: (text: string) => void,
  environment: NodeJS.ProcessEnv = {},
): Promise<number> {
  const [command, ...files] = words;
  if (command === '--help' || command === 'help') {
    write(help);
    return 0;
  }
  const unknown = files.find((word) => word.startsWith('-'));
  if (command !== 'check' || unknown !== undefined) {
    write(`${unknown ?? command ?? 'nothing'} is no command here\n\n${help}`);
    return 2;
  }
  const checked = files.length > 0 ? files : fileOfContext(environment);
  if (checked.length === 0) {
    write(`expected a file, such as config/example-wa.ts\n\n${help}`);
    return 2;
  }
  const faults = (await Promise.all(checked.map(faultsOf))).flat();
  for (const fault of faults) write(`${fault}\n`);
  if (faults.length === 0 && files.length > 0) write(`${checked.join(', ')}: can be used\n`);
  return faults.length === 0 ? 0 : 1;
}

/** The CDK hands its context to the app that it runs. */
function fileOfContext({ CDK_CONTEXT_JSON }: NodeJS.ProcessEnv): string[] {
  const context: unknown = JSON.parse(CDK_CONTEXT_JSON ?? '{}');
  return typeof context === 'object' && context !== null && 'config' in context
    ? [String(context.config)]
    : [];
}

/** What is wrong with a file, a line each. */
export async function faultsOf(file: string): Promise<string[]> {
  try {
    const deployment = await loadDeployment(file);
    return [...issuerFaults(deployment), ...policyFaults(deployment)].map((fault) => `${file}: ${fault}`);
  } catch (error) {
    if (error instanceof DeploymentConfigError) return error.message.split('\n');
    throw error;
  }
}

/** Without them nobody could enter an agency, or work on a case. */
const neededRoles = [
  'administrator',
  'representative',
  'coordinator',
] as const satisfies readonly TokenRole[];

/** Names of roles that stand for none of ours: the functions would not start. And roles that nobody could have. */
function issuerFaults({ identity: { issuers } }: Deployment): string[] {
  const known = new Set<string>(tokenRoles);
  const faults = issuers.flatMap(({ roles }, at) =>
    Object.entries(roles ?? {})
      .filter(([, role]) => !known.has(role))
      .map(([name]) => `identity.issuers.${at}.roles.${name}: expected one of ${tokenRoles.join(', ')}`),
  );
  const missing = neededRoles.filter((role) =>
    issuers.every(({ roles }) => roles !== undefined && !Object.values(roles).includes(role)),
  );
  if (missing.length > 0)
    faults.push(
      `identity.issuers: expected a name for each role that people need; none stands for ${missing.join(', ')}`,
    );
  return faults;
}

/** What is wrong with the overrides, and with the time zone beside them. */
function policyFaults({ policy, timeZone }: Pick<Deployment, 'policy' | 'timeZone'>): string[] {
  const profile = profiles[policy.profile];
  const all = {
    overrides: policy.overrides,
    ...Object.fromEntries(policy.earlier.map((one, n) => [`earlier.${n}`, one])),
  };
  const faults = Object.entries(all).flatMap(([key, overrides]) => overrideFaults(key, profile, overrides));
  return faults.length > 0 ? faults : timeZoneFaults(withOverrides(profile, policy.overrides), timeZone);
}

function overrideFaults(
  key: string,
  profile: Policy,
  overrides: Deployment['policy']['overrides'],
): string[] {
  try {
    withOverrides(profile, overrides);
    return [];
  } catch (error) {
    if (!(error instanceof PolicyOverrideError)) throw error;
    return error.problems.map(({ path, expected }) => {
      const found = valueAt(profile, path);
      const example = found === undefined ? '' : `; the profile has ${JSON.stringify(found)}`;
      return `policy.${key}.${path}: expected ${expected}${example}`;
    });
  }
}

const valueAt = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (at, key) =>
        typeof at === 'object' && at !== null
          ? Object.entries(at).find(([name]) => name === key)?.[1]
          : undefined,
      value,
    );

function timeZoneFaults({ region }: Policy, timeZone: string): string[] {
  const expected = calendarFor(regionSchema.parse(region)).timeZone;
  return expected === timeZone ? [] : [`timeZone: expected that of the profile's calendar, '${expected}'`];
}

if (import.meta.main) {
  process.exitCode = await runConfig(
    process.argv.slice(2),
    (text) => process.stdout.write(text),
    process.env,
  );
}
