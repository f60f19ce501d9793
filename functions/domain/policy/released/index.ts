import { type Policy, policySchema } from '../schema.ts';

/**
 * Policies of earlier releases that this one no longer makes itself, under which open cases may still live: the
 * files beside this one whose version no profile has any more. `npm run release-fixtures` writes a file for each
 * profile of a release; when a profile gets its next version, import the file here:
 *
 *   import wa1 from './wa-1.json' with { type: 'json' };
 *
 * A policy goes from this list, never from the folder, when no open case lives under it.
 */
const files: readonly unknown[] = [];

export const releasedPolicies: readonly Policy[] = files.map((file) => policySchema.parse(file));
