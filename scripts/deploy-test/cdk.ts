import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { callService } from './call-service.ts';
import type { Emulator } from './emulator.ts';
import { ACCOUNT, FOLDER, REGION } from './place.ts';
import { type Release, releaseVariable } from './release.ts';

/** The CDK CLI ended with an exit code that says no. Its output is the message. */
class CdkError extends Error {
  override readonly name = 'CdkError';
}

const OUTPUTS = `${FOLDER}/outputs.json`;
const outputsSchema = z.looseObject({ MacmApi: z.looseObject({ ApiUrl: z.string() }) });

/** The real CLI with `words`; answers what it printed. Throws CdkError. */
function cdk(emulator: Emulator, words: readonly string[], release: Release = 1): string {
  const { status, stdout, stderr } = spawnSync('cdk', words, {
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
    // Something that hangs says so instead of holding up whoever waits.
    timeout: 300_000,
    env: { ...process.env, ...emulator.environment, ...releaseVariable(release), CI: 'true' },
  });
  const said = `${stdout}${stderr}`;
  if (status !== 0) throw new CdkError(`cdk ${words.join(' ')} ended with exit code ${status}\n${said}`);
  return said;
}

const app = ['--app', 'node scripts/deploy-test/app.ts', '--output', `${FOLDER}/cdk.out`];

export const bootstrap = (emulator: Emulator): string =>
  cdk(emulator, ['bootstrap', `aws://${ACCOUNT}/${REGION}`, '--app', '']);

/** Deploys all stacks of a release. Answers the API's URL at the emulator. */
export function deploy(emulator: Emulator, release: Release): string {
  const words = ['deploy', '--all', ...app, '--require-approval', 'never', '--outputs-file', OUTPUTS];
  cdk(emulator, words, release);
  const { MacmApi } = outputsSchema.parse(JSON.parse(readFileSync(OUTPUTS, 'utf8')));
  const { hostname, pathname } = new URL(MacmApi.ApiUrl);
  return `${emulator.url}/_aws/execute-api/${hostname.split('.')[0]}${pathname.replace(/\/$/, '')}`;
}

const destroy = ['destroy', '--all', '--force', ...app];

/** Whoever destroys everything by mistake is stopped before the first record. Throws CdkError if not. */
export function refusesToDestroyRecords(emulator: Emulator): void {
  try {
    cdk(emulator, destroy);
  } catch (error) {
    if (error instanceof CdkError && /termination ?protection/i.test(error.message)) return;
    throw error;
  }
  throw new CdkError('cdk destroy took the stacks that hold records');
}

/** Takes the protection off, as somebody must who means it, and destroys what is left. */
export async function destroyAll(emulator: Emulator): Promise<void> {
  for (const StackName of ['MacmData', 'MacmKeys']) {
    const request = {
      Action: 'UpdateTerminationProtection',
      EnableTerminationProtection: 'false',
      StackName,
    };
    const response = await callService(emulator.url, 'cloudformation', '/', {
      body: new URLSearchParams(request),
    });
    if (!response.ok) throw new CdkError(await response.text());
  }
  cdk(emulator, destroy);
}
