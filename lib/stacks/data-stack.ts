import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AttributeType,
  type CfnGlobalTable,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { type CfnKey, Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/** What must outlive every deployment: the one table that holds the truth, and the key of people's attributes. */
export class DataStack extends Stack {
  readonly table: TableV2;
  readonly peopleKey: Key;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    this.peopleKey = new Key(this, 'PeopleKey', {
      description: 'Wraps the data key of each person and of each note',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.table = new TableV2(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      encryption: TableEncryptionV2.awsManagedKey(),
      // Seconds since 1970; worklist rows that are closed have one (functions/adapters/dynamodb/worklist.ts).
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
    // Renamed, they would be replaced by an empty table and by a key that opens nothing.
    (this.table.node.defaultChild as CfnGlobalTable).overrideLogicalId('CaseTable');
    (this.peopleKey.node.defaultChild as CfnKey).overrideLogicalId('PeopleKey');
  }
}
