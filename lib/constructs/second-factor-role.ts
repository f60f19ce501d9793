import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { ArnPrincipal, type CfnRole, CompositePrincipal, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

export interface SecondFactorRoleProps {
  description: string;
  /** ARNs of roles that may become it. */
  trusted: readonly string[];
}

/** A role that named people become for an hour, with a second factor. */
export class SecondFactorRole extends Role {
  constructor(scope: Construct, id: string, { description, trusted }: SecondFactorRoleProps) {
    super(scope, id, {
      description,
      assumedBy: new CompositePrincipal(...trusted.map((arn) => new ArnPrincipal(arn))).withConditions({
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
      }),
      maxSessionDuration: Duration.hours(1),
    });
    // Key and bucket policies name it: renamed, it would be locked out of what it is there for.
    (this.node.defaultChild as CfnRole).overrideLogicalId(id);
    this.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}
