import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import exampleVic from '../../../config/example-vic.ts';
import exampleWa from '../../../config/example-wa.ts';
import { DeploymentConfigError, parseDeployment } from '../../../lib/deployment.ts';
import { actionsOf, type PeopleRole } from '../../../lib/ops-roles.ts';
import { KeysStack } from '../../../lib/stacks/keys-stack.ts';
import { SecondRegionStack } from '../../../lib/stacks/second-region-stack.ts';
import {
  allowedTo,
  asConfigured,
  ofType,
  type Resources,
  synthesize,
  target,
  unvalidatedApp,
} from './templates.ts';

const { data, keys } = asConfigured();
/** Another way in each respect: nobody for the roles, a trail and a second factor from elsewhere, keys that are there. */
const copyOf = (id: string) => `arn:aws:kms:ap-southeast-2:111122223333:key/mrk-${id.repeat(32)}`;
const elsewhere = synthesize({
  ...exampleWa,
  audit: { trail: 'organisation' },
  operations: {
    ...exampleWa.operations,
    operators: [],
    keyKeepers: [],
    recordsOfficers: [],
    secondFactor: 'identity_provider',
  },
  existingKeys: { peopleKeyArn: copyOf('1'), linkKeyArn: copyOf('2') },
});

const made: Record<Exclude<PeopleRole, 'auditor'>, string> = {
  operator: 'OperatorRole',
  restorer: 'RestorerRole',
  keyKeeper: 'KeyKeeperRole',
  recordsOfficer: 'RecordsOfficerRole',
};
const roles = Object.entries(made) as [keyof typeof made, string][];

describe.each(roles)('the role of the %s', (role, id) => {
  it('may do what its commands do, and nothing else', () => {
    const actions = new Set(allowedTo(data, id).map(({ action }) => action));
    expect([...actions].toSorted()).toEqual(actionsOf(role));
  });

  it('may do nothing on everything but what has no resource', () => {
    const everywhere = allowedTo(data, id).filter(({ resource }) => resource === '*');
    for (const { action } of everywhere)
      expect([
        'states:SendTaskSuccess',
        'lambda:ListEventSourceMappings',
        'lambda:UpdateEventSourceMapping',
      ]).toContain(action);
  });

  it('is taken for an hour, with a second factor, by those of the config only', () => {
    expect(data[id]?.Properties['MaxSessionDuration']).toBe(3600);
    const trust = JSON.stringify(data[id]?.Properties['AssumeRolePolicyDocument']);
    expect(trust).toContain('"aws:MultiFactorAuthPresent":"true"');
    expect(trust).toContain('arn:aws:iam::111122223333:role/');
    expect(trust).not.toContain('"*"');
  });

  it('is not made where nobody is to take it', () => {
    expect(ofType(elsewhere.data, 'AWS::IAM::Role').map(([name]) => name)).not.toContain(id);
  });
});

describe('who operates', () => {
  it('opens no seal: neither operator, nor restorer, nor auditor has the key of people', () => {
    for (const id of ['OperatorRole', 'RestorerRole', 'AuditorRole'])
      expect(allowedTo(data, id).filter(({ action }) => action.startsWith('kms:'))).toEqual([]);
    for (const id of ['KeyKeeperRole', 'RecordsOfficerRole'])
      for (const { action, resource } of allowedTo(data, id))
        if (action.startsWith('kms:')) expect(target(resource)).toBe('PeopleKey');
  });

  it('is let in without the key of AWS where the identity provider asks for the second factor', () => {
    for (const role of [elsewhere.data['AuditorRole'], elsewhere.keys['BreakGlassRole']]) {
      const trust = JSON.stringify(role?.Properties['AssumeRolePolicyDocument']);
      expect(trust).toContain('sts:AssumeRole');
      expect(trust).not.toContain('MultiFactor');
    }
  });
});

describe('exports', () => {
  it('go by themselves after a week, and nobody but records officers opens one', () => {
    expect(data['Documents']?.Properties['LifecycleConfiguration']).toMatchObject({
      Rules: [{ ExpirationInDays: 7, NoncurrentVersionExpiration: { NoncurrentDays: 1 } }],
    });
    const policy = ofType(data, 'AWS::S3::BucketPolicy').find(
      ([, { Properties }]) => target(Properties['Bucket']) === 'Documents',
    );
    expect(policy?.[1].Properties['PolicyDocument']).toMatchObject({
      Statement: expect.arrayContaining([
        expect.objectContaining({
          Effect: 'Deny',
          Action: expect.arrayContaining(['s3:GetObject']),
          Condition: {
            ArnNotEquals: { 'aws:PrincipalArn': { 'Fn::GetAtt': ['RecordsOfficerRole', 'Arn'] } },
          },
        }),
      ]),
    });
  });
});

describe('the trail', () => {
  const trails = (resources: Resources) => ofType(resources, 'AWS::CloudTrail::Trail');

  it('writes down everywhere who did what, sealed and with digests, where nobody can delete it', () => {
    const [trail] = trails(data);
    expect(trail?.[1].Properties).toMatchObject({
      IsLogging: true,
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      EnableLogFileValidation: true,
      KMSKeyId: expect.anything(),
    });
    expect(target(trail?.[1].Properties['S3BucketName'])).toBe('TrailLogs');
    expect(data['TrailLogs']?.Properties['ObjectLockConfiguration']).toMatchObject({
      Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 731 } },
    });
    expect(JSON.stringify(keys['AuditKey'])).toContain('cloudtrail.amazonaws.com');
  });

  it('has the uses of keys, and each read of the table, of anchors and of exports', () => {
    const selectors = JSON.stringify(trails(data)[0]?.[1].Properties['AdvancedEventSelectors']);
    for (const part of [
      '"Management"',
      'AWS::DynamoDB::Table',
      'AWS::S3::Object',
      'AuditAnchors',
      'Documents',
    ])
      expect(selectors).toContain(part);
    expect(selectors).toContain('table/macm-example-wa');
  });

  it('is not made where the organisation has one', () => expect(trails(elsewhere.data)).toEqual([]));
});

describe('a second region', () => {
  it('can open names and links, where the config says so from the first deployment', () => {
    const isMulti = { MultiRegion: true };
    const multi = ofType(keys, 'AWS::KMS::Key').filter(([, { Properties }]) => Properties['MultiRegion']);
    expect(multi.map(([id]) => id).toSorted()).toEqual(['LinkKey', 'PeopleKey']);
    const deployment = parseDeployment({ ...exampleWa, multiRegionKeys: false });
    const one = Template.fromStack(new KeysStack(unvalidatedApp(), 'MacmKeys', { deployment }));
    one.resourcePropertiesCountIs('AWS::KMS::Key', isMulti, 0);
  });

  it('holds copies of the keys that break-glass alone disables, and of the backups', () => {
    const deployment = parseDeployment(exampleVic);
    const stack = new SecondRegionStack(unvalidatedApp(), 'MacmSecondRegion', {
      deployment,
      env: { region: 'ap-southeast-2' },
    });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::KMS::ReplicaKey', 2);
    for (const replica of Object.values(template.findResources('AWS::KMS::ReplicaKey'))) {
      expect(replica).toMatchObject({ DeletionPolicy: 'Retain' });
      expect(JSON.stringify(replica)).toContain('OnlyBreakGlassDisablesOrDeletes');
    }
    template.hasResourceProperties('AWS::Backup::BackupVault', { BackupVaultName: 'example-vic-copies' });
    const { operations } = asConfigured(exampleVic);
    expect(JSON.stringify(ofType(operations, 'AWS::Backup::BackupPlan'))).toContain(
      'backup-vault:example-vic-copies',
    );
  });

  it('takes over with the copies, and makes no keys in their place', () => {
    expect(Object.keys(elsewhere.keys)).not.toContain('PeopleKey');
    const variables = JSON.stringify(elsewhere.workflow['SendEmailFunction']?.Properties['Environment']);
    expect(variables).toContain(copyOf('1'));
    expect(variables).toContain(copyOf('2'));
  });

  it('is refused where it is the first one, or where its keys could not be copied', () => {
    const faultsOf = (change: object): readonly string[] => {
      try {
        parseDeployment({ ...exampleVic, ...change });
        return [];
      } catch (error) {
        return error instanceof DeploymentConfigError ? error.faults : [String(error)];
      }
    };
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ multiRegionKeys: false }).join()).toContain('multiRegionKeys: true');
    expect(faultsOf({ secondRegion: { region: 'ap-southeast-4' } }).join()).toContain('another region');
    const { peopleKeyArn } = exampleVic.secondRegion;
    expect(faultsOf({ secondRegion: { region: 'ap-southeast-2', peopleKeyArn } }).join()).toContain(
      'together',
    );
  });
});
