import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { callService } from './call-service.ts';
import type { Emulator } from './emulator.ts';
import { FOLDER, type Place, places } from './place.ts';
import { placeVariable, type Release, releaseVariable } from './release.ts';

/** The CDK CLI ended with an exit code that says no. Its output is the message. */
class CdkError extends Error {
  override readonly name = 'CdkError';
}

const OUTPUTS = `${FOLDER}/outputs.json`;
const outputsSchema = z.looseObject({
  MacmApi: z.looseObject({ ApiUrl: z.string() }),
  MacmWorkflow: z.looseObject({ SourceMapsUrl: z.string() }),
});

/** What to deploy, and whose. */
export interface Which {
  release?: Release;
  place?: Place;
}

/** The real CLI with `words`; answers what it printed. Throws CdkError. */
function cdk(emulator: Emulator, words: readonly string[], which: Which = {}): string {
  const { release = 1, place = 'wa' } = which;
  const { account, region } = places[place];
  // The emulator takes a key of twelve digits for the account.
  const here = { AWS_ACCESS_KEY_ID: account, AWS_REGION: region, AWS_DEFAULT_REGION: region };
  const { status, stdout, stderr } = spawnSync('cdk', words, {
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
    // Something that hangs says so instead of holding up whoever waits.
    timeout: 300_000,
    env: {
      ...process.env,
      ...emulator.environment,
      ...here,
      ...releaseVariable(release),
      ...placeVariable(place),
      CI: 'true',
    },
  });
  const said = `${stdout}${stderr}`;
  if (status !== 0) throw new CdkError(`cdk ${words.join(' ')} ended with exit code ${status}\n${said}`);
  return said;
}

const app = ['--app', 'node scripts/deploy-test/app.ts', '--output', `${FOLDER}/cdk.out`];

/** Each region that something is deployed to. */
export function bootstrap(emulator: Emulator, place: Place = 'wa'): void {
  const { account, region, mail } = places[place];
  for (const one of new Set([region, mail]))
    cdk(emulator, ['bootstrap', `aws://${account}/${one}`, '--app', ''], { place });
}

/** What the deployment gives out, at the emulator. */
export interface Deployed {
  api: string;
  /** Path of the source maps in the bucket of assets, `/<bucket>/<key>`. */
  maps: string;
}

/** Deploys all stacks. */
export function deploy(emulator: Emulator, which: Which = {}): Deployed {
  const words = ['deploy', '--all', ...app, '--require-approval', 'never', '--outputs-file', OUTPUTS];
  cdk(emulator, words, which);
  const { MacmApi, MacmWorkflow } = outputsSchema.parse(JSON.parse(readFileSync(OUTPUTS, 'utf8')));
  const { hostname, pathname } = new URL(MacmApi.ApiUrl);
  const api = `${emulator.url}/_aws/execute-api/${hostname.split('.')[0]}${pathname.replace(/\/$/, '')}`;
  return { api, maps: MacmWorkflow.SourceMapsUrl.replace(/^s3:\/\//, '/') };
}

/** The same release again changes nothing. Throws CdkError with the differences. */
export function changesNothing(emulator: Emulator, which: Which): void {
  cdk(emulator, ['diff', '--all', '--fail', ...app], which);
}

/** What the CLI says when a config has a fault: the app of a department, not the one of this test. */
export function saysOfConfig(emulator: Emulator, file: string): string {
  try {
    return cdk(emulator, ['deploy', '--all', '-c', `config=${file}`, '--output', `${FOLDER}/wrong.out`]);
  } catch (error) {
    if (error instanceof CdkError) return error.message;
    throw error;
  }
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
