import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { allowedTo, asConfigured, ofType, target } from './templates.ts';

const { keys, stacks } = asConfigured();
const statementSchema = z.object({
  Effect: z.string(),
  Action: z.union([z.string(), z.array(z.string())]),
  Principal: z.unknown(),
  Condition: z.optional(z.unknown()),
});
const keySchema = z.object({
  EnableKeyRotation: z.boolean(),
  KeyPolicy: z.object({ Statement: z.array(statementSchema) }),
});
const found = ofType(keys, 'AWS::KMS::Key').map(([logicalId, resource]) => ({
  logicalId,
  resource,
  ...keySchema.parse(resource.Properties),
}));

it('has a key for each purpose, under the ids that were promised', () => {
  expect(found.map(({ logicalId }) => logicalId).toSorted()).toEqual([
    'AuditKey',
    'DataKey',
    'LinkKey',
    'LogsKey',
    'PeopleKey',
    'WorkflowKey',
  ]);
  expect(stacks.keys.terminationProtection).toBe(true);
});

describe.each(found)('$logicalId', ({ resource, EnableKeyRotation, KeyPolicy }) => {
  it('rotates, and stays whatever happens to the stack: without it what it opens is lost', () => {
    expect(EnableKeyRotation).toBe(true);
    expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  it('can be disabled or deleted by break-glass only', () => {
    expect(KeyPolicy.Statement).toContainEqual({
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: ['kms:DisableKey', 'kms:ScheduleKeyDeletion'],
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': { 'Fn::GetAtt': ['BreakGlassRole', 'Arn'] } } },
    });
  });

  it('is open to everybody only through a service, and to services only for this account', () => {
    for (const { Effect, Principal, Condition } of KeyPolicy.Statement) {
      if (Effect !== 'Allow') continue;
      if (JSON.stringify(Principal).includes('"*"'))
        expect(Condition).toMatchObject({
          StringEquals: { 'kms:CallerAccount': expect.anything(), 'kms:ViaService': expect.anything() },
        });
    }
  });
});

it('puts no condition on EventBridge, which says nothing of whom it asks for and would then deliver nothing', () => {
  for (const id of ['WorkflowKey', 'LogsKey']) {
    const unconditional = found
      .find(({ logicalId }) => logicalId === id)
      ?.KeyPolicy.Statement.filter(({ Condition }) => Condition === undefined);
    expect(JSON.stringify(unconditional), id).toContain('events.amazonaws.com');
  }
});

it('gives break-glass what the deny leaves to it, for an hour and with a second factor', () => {
  const { MaxSessionDuration, AssumeRolePolicyDocument } = keys['BreakGlassRole']?.Properties ?? {};
  expect(MaxSessionDuration).toBe(3600);
  expect(AssumeRolePolicyDocument).toMatchObject({
    Statement: [{ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }],
  });
  const may = allowedTo(keys, 'BreakGlassRole');
  const deletable = may.filter(({ action }) => action === 'kms:ScheduleKeyDeletion');
  expect(deletable.map(({ resource }) => String(target(resource))).toSorted()).toEqual(
    found.map(({ logicalId }) => logicalId).toSorted(),
  );
  expect(may.map(({ action }) => action)).not.toContain('kms:Decrypt');
});
