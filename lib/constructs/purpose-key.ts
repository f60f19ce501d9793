import { RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type CfnKey, Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

export interface PurposeKeyProps {
  description: string;
  /** The only one who may disable or delete it: its role, or what its ARN looks like from another region. */
  breakGlass: { roleArn: string } | { roleArnLike: string };
  /** Can have a copy in another region. AWS refuses to change it once the key is there. @default false */
  multiRegion?: boolean;
}

/** Nobody else, not even an administrator, disables or deletes a key. */
export const onlyBreakGlassDisables = (breakGlass: PurposeKeyProps['breakGlass']): PolicyStatement =>
  new PolicyStatement({
    sid: 'OnlyBreakGlassDisablesOrDeletes',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['kms:DisableKey', 'kms:ScheduleKeyDeletion'],
    resources: ['*'],
    conditions:
      'roleArn' in breakGlass
        ? { ArnNotEquals: { 'aws:PrincipalArn': breakGlass.roleArn } }
        : { ArnNotLike: { 'aws:PrincipalArn': breakGlass.roleArnLike } },
  });

/** A key for one purpose: rotated, kept when its stack goes, and out of reach of a slip or an angry administrator. */
export class PurposeKey extends Key {
  constructor(scope: Construct, id: string, { description, breakGlass, multiRegion }: PurposeKeyProps) {
    super(scope, id, {
      description,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...(multiRegion ? { multiRegion } : {}),
    });
    // Renamed, it would be replaced by a key that opens nothing.
    (this.node.defaultChild as CfnKey).overrideLogicalId(id);
    this.addToResourcePolicy(onlyBreakGlassDisables(breakGlass));
  }

  /** Let services of AWS encrypt and decrypt with it. */
  letServices(services: readonly string[], conditions: Record<string, unknown> = {}): void {
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: services.map((service) => new ServicePrincipal(service)),
        actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        resources: ['*'],
        conditions,
      }),
    );
  }

  /**
   * Let whoever may use a service use the key through it, and only so: the policy that AWS writes for its own
   * keys. Roles then need no permission on the key, and cannot use it by themselves.
   */
  letThrough(account: string, services: readonly string[]): void {
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'OnlyThroughTheService',
        principals: [new AnyPrincipal()],
        actions: [
          'kms:Decrypt',
          'kms:Encrypt',
          'kms:ReEncrypt*',
          'kms:GenerateDataKey*',
          'kms:CreateGrant',
          'kms:DescribeKey',
        ],
        resources: ['*'],
        conditions: { StringEquals: { 'kms:CallerAccount': account, 'kms:ViaService': services } },
      }),
    );
  }
}
