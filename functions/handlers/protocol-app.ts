import { KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import { createKmsKeys } from '../adapters/kms/kms-keys.ts';
import { createWorkflow } from '../adapters/stepfunctions/workflow.ts';
import type { App } from '../application/app.ts';
import { registry } from '../application/definitions.ts';
import { createIdentifyingScan } from '../application/identifying-scan.ts';
import { addressHealthChange } from '../application/mail/address-health.ts';
import { createGround, createPolicies, createStores, notWired } from './container.ts';
import type { FunctionEnvironment } from './environment.ts';

/** All that relay, sweep and the pages stand on: everything but mail, which only send-email can send. */
export function createProtocolApp(
  env: FunctionEnvironment<'relay-changes' | 'serve-answers' | 'sweep-attention'>,
): App {
  const kms = new KMSClient({});
  const linkKeys = 'LINK_KEY_ID' in env ? createKmsKeys(kms, env.LINK_KEY_ID) : undefined;
  const stores = createStores(env.TABLE_NAME, createKmsKeys(kms, env.PEOPLE_KEY_ID), linkKeys);
  return {
    ...createGround(),
    ...stores,
    registry,
    policies: createPolicies(env.PROFILE, env.POLICY_OVERRIDES),
    workflow: createWorkflow({
      client: new SFNClient({}),
      caseMachineArn: env.CASE_MACHINE_ARN,
      deliveryMachineArn: env.DELIVERY_MACHINE_ARN,
    }),
    mailer: { send: notWired('sends no mail') },
    composer: {
      compose: notWired('writes no mail'),
      health: (message) => addressHealthChange(stores, message),
    },
    identifying: createIdentifyingScan(stores),
    // Only an execution's own look compares definitions.
    definitionHash: '',
  };
}
