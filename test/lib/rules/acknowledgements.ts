import { AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import exampleNz from '../../../config/example-nz.ts';
import exampleVic from '../../../config/example-vic.ts';
import exampleWa from '../../../config/example-wa.ts';
import { accepted } from '../../../lib/acknowledgements.ts';
import { type DeploymentInput, parseDeployment } from '../../../lib/deployment.ts';
import { asConfigured } from './templates.ts';

/** What the checks find when nothing is acknowledged: the rule and the path of what breaks it. */
function findings(deployment: DeploymentInput): { id: string; path: string }[] {
  const app = asConfigured(deployment).stacks.keys.node.root;
  return [new AwsSolutionsChecks(), new NIST80053R5Checks(), new ServerlessChecks()].flatMap((pack) =>
    pack
      .validateScope(app)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ constructPath = '' }) => ({ id: ruleName, path: constructPath })),
      ),
  );
}

/** A new account has no concurrency to reserve. */
const newAccount = { ...exampleNz, concurrency: {} };

describe('what is acknowledged', () => {
  const environments = [exampleWa, exampleVic, newAccount].map((input) => ({
    accepted: accepted(parseDeployment(input)),
    findings: findings(input),
  }));
  const covers = (one: { id: string; path: string }, found: { id: string; path: string }) =>
    one.id === found.id && `${found.path}/`.startsWith(`${one.path}/`);

  it('is found by the checks in some environment: without the acknowledgement one would fail', () => {
    const [first] = environments;
    const idle = (first?.accepted ?? []).filter((_, index) =>
      environments.every(({ accepted: all, findings: found }) => {
        const one = all[index];
        return !one || !found.some((finding) => covers(one, finding));
      }),
    );
    expect(idle.map(({ id, path }) => `${id} at ${path}`)).toEqual([]);
  });

  it('is everything that the checks find', () => {
    const open = environments.flatMap(({ accepted: all, findings: found }) =>
      found.filter((finding) => !all.some((one) => covers(one, finding))),
    );
    expect(open).toEqual([]);
  });

  it('has a reason each', () => {
    for (const { reason } of environments[0]?.accepted ?? []) expect(reason).toMatch(/^[A-Z].{20,}\.$/s);
  });
});
