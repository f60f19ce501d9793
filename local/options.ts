import { parseArgs } from 'node:util';

/** What `npm start -- …` was asked for. */
export interface Options {
  scenarios: string[];
  exit: boolean;
  summary: string | undefined;
  seed: number;
  data: string | undefined;
  port: number;
  realTime: boolean;
  verbose: boolean;
  help: boolean;
}

/** Words on the command line that mean nothing here: says which, and what was expected. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const help = `Play cases of multi-agency case management on this machine, from referral
to closure.

  npm start                            the default scenario; then serve its
                                       pages until Ctrl-C
  npm start -- --scenario urgent       another one by name; all plays every one
  npm start -- --scenario my-case.json a file of yours (how to write one:
                                       local/scenarios/README.md)

Options
  --scenario FILE   a scenario by file or name; may be given several times
                    (default: default)
  --exit            stop when the scenarios are done instead of serving on
  --summary FILE    write what happened as JSON: cases, messages, executions,
                    counts, violations
  --verbose         tell everything, a line each: messages, waits, reminders,
                    executions (default: the story; --real-time tells everything
                    too)
  --seed N          seed of everything random (default 1): the same seed gives
                    the same run
  --data DIR        keep tables, executions and mail in DIR, and go on from what
                    is there (default: a folder that is removed at the end)
  --port N          port of the one endpoint (default 4566, or a free one when
                    that is taken)
  --real-time       let the clock run at its own pace instead of jumping from
                    event to event
  --help            this text

Look inside with any AWS SDK or CLI, for example
  AWS_ENDPOINT_URL=http://127.0.0.1:4566 aws stepfunctions list-state-machines

Exit codes: 0 all as expected; 1 an expectation failed or an invariant was
violated; 2 a wrong option or file.
`;

/** Parse the words after `npm start --`. Throws UsageError. */
export function parseOptions(words: readonly string[]): Options {
  const values = parse(words);
  return {
    scenarios: values.scenario ?? ['default'],
    exit: values.exit ?? false,
    summary: values.summary,
    seed: wholeNumber('--seed', values.seed ?? '1', 0, 2 ** 31 - 1),
    data: values.data,
    port: wholeNumber('--port', values.port ?? '4566', 0, 65_535),
    realTime: values['real-time'] ?? false,
    verbose: values.verbose ?? false,
    help: values.help ?? false,
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        scenario: { type: 'string', multiple: true },
        exit: { type: 'boolean' },
        summary: { type: 'string' },
        seed: { type: 'string' },
        data: { type: 'string' },
        port: { type: 'string' },
        'real-time': { type: 'boolean' },
        verbose: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(
      `${error instanceof Error ? error.message : String(error)}\nnpm start -- --help lists the options.`,
    );
  }
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(`${option} ${text}: expected a whole number from ${least} to ${most}`);
}
