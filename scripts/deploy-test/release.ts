import { appendFileSync, cpSync } from 'node:fs';
import { bundleFunctions, functionNames } from '../bundle.ts';
import { FOLDER, type Place } from './place.ts';

/** The first release, and one after it whose functions and definitions differ. */
export type Release = 1 | 2;
const VARIABLE = 'DEPLOY_TEST_RELEASE';

/** Which release the CDK app is to build. */
export const releaseOf = (variables: NodeJS.ProcessEnv): Release => (variables[VARIABLE] === '2' ? 2 : 1);
export const releaseVariable = (release: Release): Record<string, string> => ({
  [VARIABLE]: String(release),
});

/** Whose example the CDK app is to build. */
const PLACE = 'DEPLOY_TEST_PLACE';
export const placeOf = (variables: NodeJS.ProcessEnv): Place => (variables[PLACE] === 'vic' ? 'vic' : 'wa');
export const placeVariable = (place: Place): Record<string, string> => ({ [PLACE]: place });

/** The source maps of the first release serve both. */
export const MAPS = `${FOLDER}/functions-1-maps`;
export const bundlesOf = (release: Release): string => `${FOLDER}/functions-${release}`;

/** Bundles the functions. Those of the second release do the same, but are other code to Lambda. */
export async function bundleReleases(): Promise<void> {
  await bundleFunctions(bundlesOf(1));
  cpSync(bundlesOf(1), bundlesOf(2), { recursive: true, force: true });
  for (const name of functionNames()) appendFileSync(`${bundlesOf(2)}/${name}/index.mjs`, '\n// release 2\n');
}
