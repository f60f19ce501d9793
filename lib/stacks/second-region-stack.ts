import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { BackupVault, type CfnBackupVault } from 'aws-cdk-lib/aws-backup';
import { AccountRootPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnReplicaKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { onlyBreakGlassDisables, PurposeKey } from '../constructs/purpose-key.ts';
import type { Deployment } from '../deployment.ts';

export interface SecondRegionStackProps extends StackProps {
  deployment: Deployment;
}

/** What stays when the region is lost: copies of the nightly backups, and of the keys that open names and links. */
export class SecondRegionStack extends Stack {
  constructor(scope: Construct, id: string, props: SecondRegionStackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    const { deployment } = props;
    // A role has no region, but the name that CloudFormation gave it is not known over here.
    const breakGlass = { roleArnLike: `arn:aws:iam::${this.account}:role/MacmKeys-BreakGlassRole-*` };
    const key = new PurposeKey(this, 'CopiesKey', {
      description: 'Copies of the backups of another region',
      breakGlass,
    });
    const vault = new BackupVault(this, 'Copies', {
      backupVaultName: copiesVaultName(deployment),
      encryptionKey: key,
      blockRecoveryPointDeletion: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    (vault.node.defaultChild as CfnBackupVault).overrideLogicalId('Copies');
    const { peopleKeyArn, linkKeyArn } = deployment.secondRegion ?? {};
    this.replicate('PeopleKeyReplica', peopleKeyArn, onlyBreakGlassDisables(breakGlass));
    this.replicate('LinkKeyReplica', linkKeyArn, onlyBreakGlassDisables(breakGlass));
  }

  /** The same key, with the same id, under a policy of its own: policies are not copied. */
  private replicate(id: string, primaryKeyArn: string | undefined, deny: PolicyStatement): void {
    if (primaryKeyArn === undefined) return;
    const replica = new CfnReplicaKey(this, id, {
      primaryKeyArn,
      keyPolicy: new PolicyDocument({
        statements: [
          new PolicyStatement({
            principals: [new AccountRootPrincipal()],
            actions: ['kms:*'],
            resources: ['*'],
          }),
          deny,
        ],
      }),
    });
    replica.applyRemovalPolicy(RemovalPolicy.RETAIN);
    new CfnOutput(this, `${id}Arn`, { value: replica.attrArn });
  }
}

/** By name, so that the backup plan of the other region knows it. */
export const copiesVaultName = ({ name }: Pick<Deployment, 'name'>): string => `${name}-copies`;
