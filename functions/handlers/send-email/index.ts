import { KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import { createKmsKeys } from '../../adapters/kms/kms-keys.ts';
import { createWaker } from '../../adapters/stepfunctions/workflow.ts';
import { createGround, createLog, createPolicies, createStores } from '../container.ts';
import { environments, readEnvironment } from '../environment.ts';
import { createMailComposer, createMailer } from '../mail-parts.ts';
import { createHandler } from './handler.ts';

const env = readEnvironment(environments['send-email'], process.env);
const kms = new KMSClient({});
const stores = createStores(
  env.TABLE_NAME,
  createKmsKeys(kms, env.PEOPLE_KEY_ID),
  createKmsKeys(kms, env.LINK_KEY_ID),
);
const ports = { ...createGround(), ...stores, policies: createPolicies(env.PROFILE, env.POLICY_OVERRIDES) };

export const handler = createHandler(
  {
    ...ports,
    composer: createMailComposer(env, ports),
    mailer: createMailer(env),
    workflow: createWaker(new SFNClient({})),
  },
  createLog(),
);
