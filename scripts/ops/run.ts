import { DeploymentConfigError } from '../../lib/deployment.ts';
import type { OpsCommand, Outcome } from './command.ts';
import { connect } from './connect.ts';
import { evidenceCommands } from './evidence.ts';
import { keyCommands } from './keys.ts';
import { moveOnCommands } from './move-on.ts';
import { movePolicyCommand } from './move-policy.ts';
import { OpsUsageError, type Words, wordsOf } from './options.ts';
import { policyVersionsCommand } from './policy-versions.ts';
import { recordCommands } from './records.ts';
import { restoreCommand } from './restore/command.ts';
import { reflowed, wrapped } from './wrap.ts';

export const commands: readonly OpsCommand[] = [
  ...moveOnCommands,
  policyVersionsCommand,
  ...evidenceCommands,
  restoreCommand,
  ...recordCommands,
  ...keyCommands,
  movePolicyCommand,
];

/** Exit codes, for scripts. */
export const codes = { well: 0, bad: 1, usage: 2, unconfirmed: 3, person: 4 } as const;
/** What each means; docs/runbook.md has the same table. */
export const meanings: Readonly<Record<keyof typeof codes, string>> = {
  well: 'all is well, or there was nothing to do',
  bad: 'something is wrong, or was not done: the output says what',
  usage: 'the words or the config cannot be used: nothing was done',
  unconfirmed: 'it wants a word of yours (--yes, or --confirm NAME): nothing was done',
  person: 'a person has to go on: the output says how',
};

const entry = ({ name, usage, about }: OpsCommand): string =>
  `  ${name} ${usage}`.trimEnd().concat('\n', wrapped(about, '      '));

export const help = `Operate the system: npm run ops -- COMMAND [options]

${commands.map(entry).join('\n')}

Where
  --endpoint URL    a local cloud, as npm start prints it (or AWS_ENDPOINT_URL)
  --data DIR        its folder, for its keys and anchors
  --config FILE     the deployment on AWS: table, profile, disposal authority
  --table NAME      another table than the config's, such as a restored one
                    (or TABLE_NAME)
  --case-machine ARN, --delivery-machine ARN
                    (or CASE_MACHINE_ARN, DELIVERY_MACHINE_ARN)
  --people-key ID   the key of persons and narratives, for what opens a seal
                    (or PEOPLE_KEY_ID)
  --anchors BUCKET  the audit bucket, as the auditor role (or ANCHOR_BUCKET)
Options
  --json            for machines
  --yes             do what cannot be taken back; without it a command says what
                    it would do
  --now TIME        the time of the cases, if not that of this host or cloud
  COMMAND --help    more about a command

Exit codes
${Object.entries(codes)
  .map(([end, code]) => `  ${code}  ${meanings[end as keyof typeof codes]}`)
  .join('\n')}
docs/runbook.md says when to use what, and lib/ops-roles.ts as which role.
`;

/** How a command is called. */
const callOf = ({ name, usage }: OpsCommand): string => `npm run ops -- ${name} ${usage}`.trimEnd();

export interface Console {
  write(text: string): void;
  complain(text: string): void;
  /** Only at a terminal: the answer to a question. */
  ask?: ((question: string) => Promise<string>) | undefined;
  /** Hears of each call of AWS, by its IAM action. */
  onCall?: ((action: string) => void) | undefined;
}

/** Carry out a command; answers the exit code. */
export async function runOps(
  given: readonly string[],
  environment: NodeJS.ProcessEnv,
  console: Console,
): Promise<number> {
  let command: OpsCommand | undefined;
  try {
    const words = wordsOf(given);
    command = commands.find(({ name }) => name === words.command);
    if (!command) {
      if (words.command === undefined && words.flags.help) {
        console.write(help);
        return codes.well;
      }
      throw new OpsUsageError(
        words.command === undefined ? help : `${words.command}: there is no such command`,
      );
    }
    if (words.flags.help) {
      console.write(
        `${callOf(command)}\n\n${wrapped(`${command.about}.`, '')}\n\n${reflowed(command.help)}\n`,
      );
      return codes.well;
    }
    return await carryOut(command, words, environment, console);
  } catch (error) {
    console.complain(`${complaintOf(error, command)}\n`);
    const isUsage = error instanceof OpsUsageError || error instanceof DeploymentConfigError;
    return isUsage ? codes.usage : codes.bad;
  }
}

async function carryOut(
  command: OpsCommand,
  words: Words,
  environment: NodeJS.ProcessEnv,
  console: Console,
): Promise<number> {
  if ('alone' in command) {
    const say = (line: string) => console.complain(`${line}\n`);
    return tell(await command.alone(words, { environment, say, ask: console.ask }), words, console);
  }
  const connection = await connect(words.flags, environment, console.onCall);
  try {
    const warning = words.flags.yes ? undefined : await command.warns?.(words, connection);
    if (warning !== undefined) {
      console.complain(`${warning}\nNothing was done. With --yes it is.\n`);
      return codes.unconfirmed;
    }
    return tell(await command.run(words, connection), words, console);
  } finally {
    connection.close();
  }
}

function tell({ lines, data, bad, waitsFor }: Outcome, { flags }: Words, console: Console): number {
  console.write(flags.json ? `${JSON.stringify(data, null, 2)}\n` : `${lines.join('\n')}\n`);
  if (waitsFor !== undefined) return waitsFor === 'word' ? codes.unconfirmed : codes.person;
  return bad ? codes.bad : codes.well;
}

/** What went wrong, in words, and what to do; errors of AWS carry their reason in their name. */
function complaintOf(error: unknown, command: OpsCommand | undefined): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof DeploymentConfigError) return error.message;
  if (error instanceof OpsUsageError) {
    if (error.message === help) return help.trimEnd();
    const more = command
      ? `Usage: ${callOf(command)}\nMore with --help.`
      : 'npm run ops -- --help lists the commands.';
    return `${error.message}\n${more}`;
  }
  const said = `${error.name}: ${error.message}`;
  return SIGNED_OUT.test(error.name)
    ? `${said}\nSign in to the account as the role of the command, and name its profile in AWS_PROFILE.`
    : said;
}

/** What the SDK says when nobody has signed in, or no longer is. */
const SIGNED_OUT =
  /^(CredentialsProviderError|ExpiredToken(Exception)?|UnrecognizedClientException|SSOTokenProviderFailure|TokenProviderError)$/;
