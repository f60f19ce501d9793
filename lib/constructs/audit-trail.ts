import { ArnFormat, type Duration, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { KeptBucket } from './kept-bucket.ts';

export interface AuditTrailProps {
  name: string;
  key: IKey;
  accessLogs: IBucket;
  /** Nobody can delete a file of the trail before. */
  keptFor: Duration;
  /** Whose single reads and writes are written down: keys of items, never what is in them. */
  tableArns: readonly string[];
  buckets: readonly IBucket[];
}

/**
 * CloudTrail: who did what in the account, uses of keys included, and who touched the table, anchors and exports.
 * Without one no alarm about keys, break-glass or the table's protection ever rings, since those are its events.
 */
export class AuditTrail extends Construct {
  constructor(scope: Construct, id: string, props: AuditTrailProps) {
    super(scope, id);
    const { name, key, accessLogs, keptFor, tableArns, buckets } = props;
    const logs = new KeptBucket(this, 'TrailLogs', { key, accessLogs, lockedFor: keptFor });
    const trailArn = Stack.of(this).formatArn({
      service: 'cloudtrail',
      resource: 'trail',
      resourceName: name,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
    const letTrail = (actions: string[], resource: string, conditions: Record<string, string> = {}) =>
      logs.addToResourcePolicy(
        new PolicyStatement({
          principals: [new ServicePrincipal('cloudtrail.amazonaws.com')],
          actions,
          resources: [resource],
          conditions: { StringEquals: { 'aws:SourceArn': trailArn, ...conditions } },
        }),
      );
    letTrail(['s3:GetBucketAcl'], logs.bucketArn);
    letTrail(['s3:PutObject'], logs.arnForObjects('*'), { 's3:x-amz-acl': 'bucket-owner-full-control' });
    const trail = new CfnTrail(this, 'Trail', {
      trailName: name,
      isLogging: true,
      s3BucketName: logs.bucketName,
      kmsKeyId: key.keyArn,
      enableLogFileValidation: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      advancedEventSelectors: [
        {
          name: 'Who did what, uses of keys included',
          fieldSelectors: [{ field: 'eventCategory', equalTo: ['Management'] }],
        },
        dataOf('Items of the table, by their keys', 'AWS::DynamoDB::Table', [...tableArns]),
        dataOf(
          'Anchors and exports',
          'AWS::S3::Object',
          buckets.map((bucket) => bucket.arnForObjects('')),
        ),
      ],
    });
    // It looks whether it may write as soon as it is made.
    if (logs.policy) trail.node.addDependency(logs.policy);
  }
}

const dataOf = (
  name: string,
  type: string,
  startsWith: string[],
): CfnTrail.AdvancedEventSelectorProperty => ({
  name,
  fieldSelectors: [
    { field: 'eventCategory', equalTo: ['Data'] },
    { field: 'resources.type', equalTo: [type] },
    { field: 'resources.ARN', startsWith },
  ],
});
