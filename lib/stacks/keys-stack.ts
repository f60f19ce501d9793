import { ArnFormat, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { PurposeKey } from '../constructs/purpose-key.ts';
import { SecondFactorRole } from '../constructs/second-factor-role.ts';
import type { Deployment } from '../deployment.ts';

/** A key for each purpose, so that what opens one thing opens no other. */
export interface Keys {
  /** The table, the documents and their backups. */
  data: PurposeKey;
  /** Wraps the data key of each person and of each owner of narratives; never used by a service. */
  people: IKey;
  /** Definitions and histories of executions, and queues of what failed. */
  workflow: PurposeKey;
  /** Logs and the topic of alarms. */
  logs: PurposeKey;
  /** Anchors of the audit chain. */
  audit: PurposeKey;
  /** Wraps the keys that sign links in mails. */
  link: IKey;
}

/** The keys, and the one role that may disable or delete them. */
export class KeysStack extends Stack {
  readonly keys: Keys;
  readonly breakGlass: SecondFactorRole;

  constructor(scope: Construct, id: string, props: StackProps & { deployment: Deployment }) {
    super(scope, id, { ...props, terminationProtection: true });
    this.breakGlass = new SecondFactorRole(this, 'BreakGlassRole', {
      description: 'Disables, deletes and revives keys; every use of it raises an alarm',
      trusted: props.deployment.operations.breakGlass,
      secondFactor: props.deployment.operations.secondFactor,
    });
    const { multiRegionKeys, existingKeys, secondRegion } = props.deployment;
    const make = (id: string, description: string, multiRegion = false) =>
      new PurposeKey(this, id, { description, breakGlass: this.breakGlass, multiRegion });
    this.keys = {
      data: make('DataKey', 'The table of cases, documents and their backups'),
      people: existingKeys
        ? Key.fromKeyArn(this, 'ExistingPeopleKey', existingKeys.peopleKeyArn)
        : make('PeopleKey', 'Wraps the data key of each person and of each note', multiRegionKeys),
      workflow: make('WorkflowKey', 'Executions, and queues of what failed'),
      logs: make('LogsKey', 'Logs and alarms'),
      audit: make('AuditKey', 'Anchors of the audit chain'),
      link: existingKeys
        ? Key.fromKeyArn(this, 'ExistingLinkKey', existingKeys.linkKeyArn)
        : make('LinkKey', 'Wraps the keys that sign links in mails', multiRegionKeys),
    };
    // For the CLI of operations, and for the config's secondRegion.
    for (const id of ['people', 'link'] as const)
      new CfnOutput(this, `${id === 'people' ? 'People' : 'Link'}KeyArn`, { value: this.keys[id].keyArn });
    this.letServicesUseThem();
    this.breakGlass.addToPolicy(
      new PolicyStatement({
        actions: [
          'kms:DescribeKey',
          'kms:DisableKey',
          'kms:EnableKey',
          'kms:ScheduleKeyDeletion',
          'kms:CancelKeyDeletion',
        ],
        resources: [...Object.values(this.keys).map(({ keyArn }) => keyArn), ...copiesOf(secondRegion)],
      }),
    );
  }

  private letServicesUseThem(): void {
    const { data, workflow, logs, audit } = this.keys;
    const via = (service: string) => `${service}.${this.region}.amazonaws.com`;
    data.letThrough(this.account, [via('dynamodb'), via('s3'), via('backup')]);
    audit.letThrough(this.account, [via('s3')]);
    audit.letServices(['cloudtrail.amazonaws.com'], {
      ArnLike: {
        'kms:EncryptionContext:aws:cloudtrail:arn': this.formatArn({
          service: 'cloudtrail',
          resource: 'trail',
          resourceName: '*',
        }),
      },
    });
    // EventBridge puts events into queues and mails them by the topic. It does not say for whom it asks: a condition
    // on the account in a key's policy would let nothing through.
    workflow.letThrough(this.account, [via('sqs')]);
    workflow.letServices(['events.amazonaws.com']);
    logs.letServices([`logs.${this.region}.amazonaws.com`], {
      ArnLike: {
        'kms:EncryptionContext:aws:logs:arn': this.formatArn({
          service: 'logs',
          resource: 'log-group',
          resourceName: '*',
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      },
    });
    logs.letServices(['cloudwatch.amazonaws.com', 'events.amazonaws.com']);
  }
}

/** The copies of multi-region keys have the same id in the other region. */
const copiesOf = (second: Deployment['secondRegion']): string[] =>
  [second?.peopleKeyArn, second?.linkKeyArn].flatMap((arn) =>
    arn === undefined
      ? []
      : arn
          .split(':')
          .with(3, second?.region ?? '')
          .join(':'),
  );
