import { KMSClient } from '@aws-sdk/client-kms';
import { createKmsKeys } from '../adapters/kms/kms-keys.ts';
import { consoleUrl } from '../adapters/stepfunctions/console-url.ts';
import type { App } from '../application/app.ts';
import { registry } from '../application/definitions.ts';
import { createIdentifyingScan } from '../application/identifying-scan.ts';
import { parseSignIn } from '../application/operations/view/sign-in.ts';
import { createGround, createPolicies, createStores, notWired } from './container.ts';
import type { FunctionEnvironment } from './environment.ts';

/** All that the API stands on: records, people and rules. What a change causes is relay's, so it sends and starts nothing. */
export function createApiApp(env: FunctionEnvironment<'serve-api'>): App {
  const stores = createStores(env.TABLE_NAME, createKmsKeys(new KMSClient({}), env.PEOPLE_KEY_ID));
  return {
    ...createGround(),
    ...stores,
    registry,
    policies: createPolicies(env.PROFILE, env.POLICY_OVERRIDES),
    workflow: {
      startCase: notWired('starts no execution'),
      startDelivery: notWired('starts no execution'),
      stopCase: notWired('stops no execution'),
      wake: notWired('wakes no execution'),
    },
    mailer: { send: notWired('sends no mail') },
    composer: { compose: notWired('writes no mail'), health: notWired('hears of no delivery') },
    identifying: createIdentifyingScan(stores),
    // Only an execution's own look compares definitions.
    definitionHash: '',
    operationsSignIn: parseSignIn(env.OPERATIONS_SIGN_IN),
    consoleOf: (execution) => consoleUrl(env.CASE_MACHINE_ARN, execution),
  };
}
