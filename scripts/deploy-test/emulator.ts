import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ACCOUNT, FOLDER, REGION } from './place.ts';
import { until } from './until.ts';

/*
 * MiniStack: AWS on one machine, a Python package, without Docker. It goes into a virtual environment of its own.
 * What it cannot do is listed in differences.ts.
 */
const PACKAGE = 'ministack==1.5.33';
const venv = join(FOLDER, 'venv');
const python = join(venv, 'bin/python');

export interface Emulator {
  /** Where every service is, and the API below `/_aws/execute-api`. */
  url: string;
  /** What every AWS SDK and CLI has to be told, so that nothing ever leaves this machine. */
  environment: Record<string, string>;
  stop(): void;
}

const succeeds = (command: string, words: readonly string[]): boolean =>
  spawnSync(command, words, { stdio: 'ignore' }).status === 0;

/** Install it, unless that has been done. Answers why it cannot be had, or undefined. */
export function missingEmulator(): string | undefined {
  if (existsSync(python) && succeeds(python, ['-m', 'pip', 'show', PACKAGE.split('==')[0] ?? ''])) return;
  const host = ['python3', 'python'].find((name) =>
    succeeds(name, ['-c', 'import sys; assert sys.version_info >= (3, 10)']),
  );
  if (host === undefined) return 'there is no Python 3.10 or later';
  if (!succeeds(host, ['-m', 'venv', '--clear', venv])) return 'Python cannot make a virtual environment';
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', PACKAGE];
  return succeeds(python, install) ? undefined : `${PACKAGE} cannot be installed from the package index`;
}

/** Start it empty on a free port of this machine. It runs functions with the `node` that is first on the path. */
export async function startEmulator(): Promise<Emulator> {
  mkdirSync(FOLDER, { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const environment = {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  const log = openSync(join(FOLDER, 'ministack.log'), 'w');
  const child = spawn(python, ['-m', 'ministack'], {
    stdio: ['ignore', log, log],
    env: {
      ...process.env,
      ...environment,
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      MINISTACK_REGION: REGION,
      MINISTACK_ACCOUNT_ID: ACCOUNT,
    },
  });
  await until('the emulator to start', 60, async () => {
    if (child.exitCode !== null) throw new Error(`MiniStack ended with exit code ${child.exitCode}`);
    return (await fetch(`${url}/_ministack/health`).catch(() => undefined))?.ok;
  });
  return { url, environment, stop: () => void child.kill() };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
