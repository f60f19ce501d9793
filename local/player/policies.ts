import { createPolicyBook } from '../../functions/application/policy-book.ts';
import type { PolicyBook } from '../../functions/application/ports.ts';
import {
  deployedPolicies,
  PolicyOverrideError,
  type PolicyOverrides,
  profiles,
  withOverrides,
} from '../../functions/domain/policy/index.ts';
import type { Policy } from '../../functions/domain/policy/schema.ts';
import type { Worker } from '../../functions/domain/shared/actor.ts';
import { type LoadedScenario, ScenarioFileError } from '../scenario/load.ts';
import { aliasId, workerId } from '../scenario/references.ts';

/** The policy that a scenario's cases live under: its profile, with its own values in place. */
export function scenarioPolicy(scenario: LoadedScenario): Policy {
  const profile = profiles[scenario.profile];
  const overrides = overridesOf(scenario);
  if (Object.keys(overrides).length === 0) return profile;
  try {
    return withOverrides(profile, overrides);
  } catch (error) {
    if (!(error instanceof PolicyOverrideError)) throw error;
    throw new ScenarioFileError(`${scenario.file}: overrides: ${error.message}`);
  }
}

const overridesOf = ({ name, region, conveningTeam, overrides }: LoadedScenario): PolicyOverrides => ({
  ...(region === undefined ? {} : { region }),
  ...(conveningTeam === undefined ? {} : { conveningTeam: { desk: deskOf(name, conveningTeam) } }),
  ...overrides,
});

const deskOf = (scenario: string, worker: string): Worker => ({
  agencyId: aliasId(scenario, 'agency', worker.split('/')[0] ?? ''),
  representativeId: workerId(scenario, worker),
});

/** Every policy that any of the scenarios uses, or used under an earlier release. */
export const policyBookOf = (scenarios: readonly LoadedScenario[]): PolicyBook =>
  createPolicyBook(profiles.wa, [...Object.values(profiles), ...scenarios.flatMap(everUsedBy)]);

function everUsedBy(scenario: LoadedScenario): Policy[] {
  const own = scenarioPolicy(scenario);
  return [...deployedPolicies(scenario.profile, [overridesOf(scenario)]).others, own];
}
