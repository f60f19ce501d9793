import { defineInTime } from '../../application/aggregates.ts';
import { caseInTime } from '../../application/case-in-time.ts';
import { createGround, createLog, createPolicies, createStores } from '../container.ts';
import { environments, readEnvironment } from '../environment.ts';
import { createHandler } from './handler.ts';

const env = readEnvironment(environments['evaluate-case'], process.env);

export const handler = createHandler(
  {
    ...createGround(),
    aggregates: createStores(env.TABLE_NAME).aggregates,
    registry: { case: defineInTime(caseInTime) },
    policies: createPolicies(env.PROFILE, env.POLICY_OVERRIDES),
    definitionHash: env.DEFINITION_HASH,
  },
  createLog(),
);
