import { expect, it } from 'vitest';
import { tableDefinition } from '../../../local/table.ts';
import { asConfigured, ofType } from './templates.ts';

const { data, stacks } = asConfigured();
const table = data['CaseTable'];

it('keeps the one table under the id that was promised, whatever happens to the stack', () => {
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
    }),
  ]);
});

it('has the keys and the index of the local cloud, a stream, and an end for closed worklist rows', () => {
  const { TableName: _, ...shape } = tableDefinition;
  expect(table?.Properties).toMatchObject({
    ...shape,
    StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    SSESpecification: { SSEEnabled: true },
  });
});

it('keeps the key of people: without it what they said is lost', () => {
  expect(ofType(data, 'AWS::KMS::Key').map(([logicalId]) => logicalId)).toEqual(['PeopleKey']);
  expect(data['PeopleKey']).toMatchObject({
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: { EnableKeyRotation: true },
  });
});
