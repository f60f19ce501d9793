import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { ArnPrincipal, type CfnRole, CompositePrincipal, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';

export interface SecondFactorRoleProps {
  description: string;
  /** ARNs of roles that may become it. */
  trusted: readonly string[];
  /** Who makes sure of the second factor. */
  secondFactor: Deployment['operations']['secondFactor'];
}

/** A role that named people become for an hour, with a second factor. */
export class SecondFactorRole extends Role {
  constructor(scope: Construct, id: string, { description, trusted, secondFactor }: SecondFactorRoleProps) {
    const people = new CompositePrincipal(...trusted.map((arn) => new ArnPrincipal(arn)));
    super(scope, id, {
      description,
      // A session that comes from an identity provider carries no such key: the condition would let nobody in.
      assumedBy:
        secondFactor === 'aws'
          ? people.withConditions({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } })
          : people,
      maxSessionDuration: Duration.hours(1),
    });
    // Key and bucket policies name it: renamed, it would be locked out of what it is there for.
    (this.node.defaultChild as CfnRole).overrideLogicalId(id);
    this.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}
