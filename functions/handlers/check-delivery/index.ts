import { registry } from '../../application/definitions.ts';
import { createIdentifyingScan } from '../../application/identifying-scan.ts';
import { addressHealthChange } from '../../application/mail/address-health.ts';
import { createGround, createLog, createPolicies, createStores } from '../container.ts';
import { environments, readEnvironment } from '../environment.ts';
import { createHandler } from './handler.ts';

const env = readEnvironment(environments['check-delivery'], process.env);
// Cases, meetings and agencies hear of a message, persons never: it needs no keys.
const stores = createStores(env.TABLE_NAME);

export const handler = createHandler(
  {
    ...createGround(),
    ...stores,
    registry,
    policies: createPolicies(env.PROFILE, env.POLICY_OVERRIDES),
    composer: { health: (message) => addressHealthChange(stores, message) },
    identifying: createIdentifyingScan(stores),
  },
  createLog(),
);
