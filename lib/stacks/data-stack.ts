import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import {
  AttributeType,
  type CfnGlobalTable,
  type ITableV2,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { AuditTrail } from '../constructs/audit-trail.ts';
import { KeptBucket } from '../constructs/kept-bucket.ts';
import { PeopleRoles } from '../constructs/people-roles.ts';
import { SecondFactorRole } from '../constructs/second-factor-role.ts';
import type { Deployment } from '../deployment.ts';
import type { Keys } from './keys-stack.ts';

/** How long an export lies there for whoever it was made for. */
const EXPORT_DAYS = 7;

export interface DataStackProps extends StackProps {
  deployment: Deployment;
  keys: Keys;
}

/** What must outlive every deployment: the one table that holds the truth, documents, and audit anchors. */
export class DataStack extends Stack {
  /** The table in use: ours, or the restored one that took over. */
  readonly table: ITableV2;
  readonly documents: Bucket;
  readonly anchors: Bucket;
  /** The only one who can read an anchor. */
  readonly auditor: SecondFactorRole;

  constructor(scope: Construct, id: string, props: DataStackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    const { deployment, keys } = props;
    const own = this.createTable(props);
    this.table = this.takeOver(own, props) ?? own;
    const accessLogs = this.createAccessLogs(deployment);
    this.documents = new KeptBucket(this, 'Documents', {
      key: keys.data,
      accessLogs,
      expires: Duration.days(EXPORT_DAYS),
    });
    this.anchors = new KeptBucket(this, 'AuditAnchors', {
      key: keys.audit,
      accessLogs,
      lockedFor: Duration.days(deployment.retention.auditYears * 365),
    });
    this.auditor = new SecondFactorRole(this, 'AuditorRole', {
      description: 'Reads audit anchors, to compare them with the chains of the cases',
      trusted: deployment.operations.auditors,
      secondFactor: deployment.operations.secondFactor,
    });
    this.letOnlyTheAuditorRead();
    const people = new PeopleRoles(this, 'PeopleRoles', {
      deployment,
      table: this.table,
      people: keys.people,
      documents: this.documents,
    });
    if (people.recordsOfficer) this.letOnlyRecordsOfficersRead(people.recordsOfficer.roleArn);
    if (deployment.audit.trail === 'own') this.writeDown(props, accessLogs);
    new CfnOutput(this, 'DocumentsBucket', { value: this.documents.bucketName });
    new CfnOutput(this, 'AnchorBucket', { value: this.anchors.bucketName });
    // By what the records office disposes of them one day.
    Tags.of(this).add('disposal-authority', deployment.records.disposalAuthority);
    Tags.of(this).add('disposal-class', deployment.records.disposalClass);
  }

  private createTable({ deployment, keys }: DataStackProps): TableV2 {
    const table = new TableV2(this, 'Table', {
      tableName: deployment.table.name,
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      encryption: TableEncryptionV2.customerManagedKey(keys.data),
      // Seconds since 1970; which items have one: docs/data-dictionary.md.
      timeToLiveAttribute: 'expiresAt',
      dynamoStream: StreamViewType.NEW_IMAGE,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      globalSecondaryIndexes: [
        {
          // Sparse: only items that the sweeper must look at some time have these attributes.
          indexName: 'attention',
          partitionKey: { name: 'attentionShard', type: AttributeType.STRING },
          sortKey: { name: 'attentionAt', type: AttributeType.STRING },
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
    });
    // Renamed, it would be replaced by an empty table.
    (table.node.defaultChild as CfnGlobalTable).overrideLogicalId('CaseTable');
    return table;
  }

  /** What other stacks import of the first table stays exported, or the table that takes over could not. */
  private takeOver(own: TableV2, { deployment, keys }: DataStackProps): ITableV2 | undefined {
    for (const value of [own.tableName, own.tableArn, own.tableStreamArn]) this.exportValue(value);
    const { restored } = deployment.table;
    if (restored === undefined) return undefined;
    return TableV2.fromTableAttributes(this, 'RestoredTable', {
      tableName: restored.name,
      tableStreamArn: restored.streamArn,
      encryptionKey: keys.data,
      globalIndexes: ['attention'],
    });
  }

  /** Who touched which object. S3 delivers these to a bucket with keys of its own only. */
  private createAccessLogs(deployment: Deployment): Bucket {
    const bucket = new Bucket(this, 'AccessLogs', {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        {
          expiration: Duration.days(deployment.retention.logDays),
          noncurrentVersionExpiration: Duration.days(30),
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
      ],
    });
    (bucket.node.defaultChild as CfnBucket).overrideLogicalId('AccessLogs');
    return bucket;
  }

  private writeDown({ deployment, keys }: DataStackProps, accessLogs: Bucket): void {
    const { table } = deployment;
    // A restored table is watched before it takes over.
    const tables = [table.name, ...(table.restored ? [table.restored.name] : [])];
    new AuditTrail(this, 'AuditTrail', {
      name: `${deployment.name}-audit`,
      key: keys.audit,
      accessLogs,
      keptFor: Duration.days(deployment.audit.trailDays),
      tableArns: tables.map((name) =>
        this.formatArn({ service: 'dynamodb', resource: 'table', resourceName: name }),
      ),
      buckets: [this.anchors, this.documents],
    });
  }

  /** What was exported is a whole case: not even an administrator opens it. */
  private letOnlyRecordsOfficersRead(roleArn: string): void {
    this.documents.addToResourcePolicy(
      new PolicyStatement({
        sid: 'OnlyRecordsOfficersRead',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:GetObjectAttributes'],
        resources: [this.documents.arnForObjects('*')],
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': roleArn } },
      }),
    );
  }

  /** An administrator may read everything else: what shows that nobody changed the chain, nobody can read and imitate. */
  private letOnlyTheAuditorRead(): void {
    this.anchors.addToResourcePolicy(
      new PolicyStatement({
        sid: 'OnlyTheAuditorReads',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:GetObjectAttributes'],
        resources: [this.anchors.arnForObjects('*')],
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': this.auditor.roleArn } },
      }),
    );
    this.auditor.addToPolicy(
      new PolicyStatement({
        actions: ['s3:GetObject', 's3:GetObjectVersion'],
        resources: [this.anchors.arnForObjects('*')],
      }),
    );
    this.auditor.addToPolicy(
      new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.anchors.bucketArn] }),
    );
    // The chains that anchors are held against. Names and narratives in the table stay sealed: no key is granted.
    const { tableArn } = this.table;
    this.auditor.addToPolicy(
      new PolicyStatement({
        actions: ['dynamodb:GetItem', 'dynamodb:Query'],
        resources: [tableArn, `${tableArn}/index/attention`],
      }),
    );
  }
}
