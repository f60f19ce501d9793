import { describe, expect, it } from 'vitest';
import exampleWa from '../../../config/example-wa.ts';
import { actionsOf } from '../../../lib/ops-roles.ts';
import { tableDefinition } from '../../../local/table.ts';
import { allowedTo, asConfigured, ofType, synthesize, target } from './templates.ts';

const { data, stacks } = asConfigured();
const table = data['CaseTable'];

describe('the table', () => {
  it('is the one, and stays whatever happens to the stack', () => {
    expect(ofType(data, 'AWS::DynamoDB::GlobalTable').map(([logicalId]) => logicalId)).toEqual(['CaseTable']);
    expect(table).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(stacks.data.terminationProtection).toBe(true);
  });

  it('can be brought back to any second of 35 days, and not be deleted by mistake', () => {
    expect(table?.Properties['Replicas']).toEqual([
      expect.objectContaining({
        Region: 'ap-southeast-2',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
        SSESpecification: { KMSMasterKeyId: expect.anything() },
      }),
    ]);
  });

  it('has the keys and the index of the local cloud, a stream, and an end for closed worklist rows', () => {
    const { TableName: _, ...shape } = tableDefinition;
    expect(table?.Properties).toMatchObject({
      ...shape,
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
    });
  });
});

describe('a restored table', () => {
  const streamArn =
    'arn:aws:dynamodb:ap-southeast-2:111122223333:table/restored/stream/2026-03-02T01:00:00.000';
  const after = synthesize({
    ...exampleWa,
    table: { ...exampleWa.table, restored: { name: 'restored', streamArn } },
  });

  it('takes over everywhere, and relay follows its stream', () => {
    for (const [id, { Properties }] of ofType(after.workflow, 'AWS::Lambda::Function'))
      expect(Properties['Environment'], id).toMatchObject({ Variables: { TABLE_NAME: 'restored' } });
    const [mapping] = ofType(after.workflow, 'AWS::Lambda::EventSourceMapping');
    expect(mapping?.[1].Properties['EventSourceArn']).toBe(streamArn);
    expect(JSON.stringify(ofType(after.workflow, 'AWS::IAM::Policy'))).not.toContain('CaseTable');
  });

  it('leaves the first one as it is, with all that it exports: what imports it lets go only afterwards', () => {
    expect(after.data['CaseTable']).toEqual(table);
    const exportsOf = (one: typeof after) => JSON.stringify(one.outputs.data).match(/CaseTable\w+/g);
    expect(exportsOf(after)).toEqual(exportsOf(asConfigured()));
  });
});

describe('buckets', () => {
  const buckets = ofType(data, 'AWS::S3::Bucket');

  it.each(buckets)('%s is private, versioned and stays', (_, bucket) => {
    expect(bucket).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(bucket.Properties).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
  });

  it('lock anchors so that nobody can delete them before their time', () => {
    expect(data['AuditAnchors']?.Properties['ObjectLockConfiguration']).toEqual({
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 7 * 365 } },
    });
  });

  it('let nobody but the auditor read an anchor', () => {
    const policy = ofType(data, 'AWS::S3::BucketPolicy').find(
      ([, { Properties }]) => target(Properties['Bucket']) === 'AuditAnchors',
    );
    expect(policy?.[1].Properties['PolicyDocument']).toMatchObject({
      Statement: expect.arrayContaining([
        expect.objectContaining({
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: ['s3:GetObject', 's3:GetObjectAttributes', 's3:GetObjectVersion'],
          Condition: { ArnNotEquals: { 'aws:PrincipalArn': { 'Fn::GetAtt': ['AuditorRole', 'Arn'] } } },
        }),
      ]),
    });
    const actions = new Set(allowedTo(data, 'AuditorRole').map(({ action }) => action));
    expect([...actions].toSorted()).toEqual([...actionsOf('auditor'), 's3:GetObjectVersion'].toSorted());
  });
});
