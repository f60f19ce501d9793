import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { DeploymentConfigError } from '../../../lib/deployment.ts';
import { asConfigured, synthesize } from './templates.ts';

describe('synthesis', () => {
  const first = asConfigured();

  it('is the same each time', () => {
    const { stacks: _, ...again } = synthesize();
    expect(again).toEqual({
      data: first.data,
      notification: first.notification,
      workflow: first.workflow,
    });
  });

  it('warns of nothing', () => {
    for (const stack of Object.values(first.stacks)) {
      expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
      expect(Annotations.fromStack(stack).findError('*', Match.anyValue())).toEqual([]);
    }
  });

  it('knows no account and looks nothing up', () => {
    for (const stack of Object.values(first.stacks)) {
      expect(stack.account).toMatch(/Token/);
      expect(stack.node.tryGetContext('availability-zones')).toBeUndefined();
    }
  });

  it('says which key of the deployment is wrong and what was expected', () => {
    const broken = () => synthesize({ region: 'Sydney', profile: 'nsw' });
    expect(broken).toThrow(DeploymentConfigError);
    expect(broken).toThrow(
      /deployment\.region: an AWS region, such as ap-southeast-2\ndeployment\.profile: /,
    );
  });
});
