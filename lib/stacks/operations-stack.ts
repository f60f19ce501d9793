import { existsSync } from 'node:fs';
import { ArnFormat, Duration, RemovalPolicy, Stack, type StackProps, TimeZone } from 'aws-cdk-lib';
import {
  BackupPlan,
  BackupPlanRule,
  type BackupPlanRuleProps,
  BackupResource,
  BackupVault,
  type CfnBackupVault,
} from 'aws-cdk-lib/aws-backup';
import type { Alarm as CloudWatchAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { type EventPattern, Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { EventAlarm } from '../alarm-types.ts';
import { alarms, descriptionOf } from '../alarms.ts';
import { AlarmSet, isOfMail, isWatchable, type Watched } from '../constructs/alarm-set.ts';
import { CaseDashboard } from '../constructs/case-dashboard.ts';
import { FailureQueue } from '../constructs/failure-queue.ts';
import { TaskFunction } from '../constructs/task-function.ts';
import type { Deployment } from '../deployment.ts';
import type { Keys } from './keys-stack.ts';
import { copiesVaultName } from './second-region-stack.ts';

/** As long as point-in-time recovery reaches back. */
const nightlyKept = Duration.days(35);

export interface OperationsStackProps extends StackProps {
  deployment: Deployment;
  keys: Keys;
  table: ITableV2;
  anchors: IBucket;
  breakGlassArn: string;
  watched: Watched;
  logs: { looks: string; relays: string };
  /** Where people reach the API and the pages behind links. */
  addresses: { api: string; answers: string };
  /** Folder where scripts/bundle.ts puts the bundles. */
  bundles: string;
}

/** What operations staff look at and are woken by, and what is done by the clock beside the cases. */
export class OperationsStack extends Stack {
  readonly topic: Topic;
  private readonly props: OperationsStackProps;
  private readonly functions: Construct;
  /** Events that reached neither the topic nor a function. */
  private readonly untold: FailureQueue;

  constructor(scope: Construct, id: string, props: OperationsStackProps) {
    super(scope, id, props);
    this.props = props;
    this.functions = new Construct(this, 'Functions');
    this.topic = this.createTopic();
    this.untold = new FailureQueue(this, 'Untold', props.keys.workflow);
    const functions = { ...props.watched.functions, ...this.createFunctions() };
    const queues = { ...props.watched.queues, Untold: this.untold.queueName };
    const made = this.watch({ ...props.watched, functions, queues });
    this.watchEvents();
    this.backUp();
    const { deployment, logs } = props;
    new CaseDashboard(this, 'Dashboard', {
      name: deployment.name,
      runbook: deployment.operations.runbook,
      alarms: made,
      ...logs,
      emailRegion: deployment.email.region,
      apiName: deployment.name,
    });
  }

  private createTopic(): Topic {
    const { deployment, keys } = this.props;
    const topic = new Topic(this, 'Alarms', { masterKey: keys.logs, enforceSSL: true });
    for (const address of deployment.operations.alarmEmails)
      topic.addSubscription(new EmailSubscription(address));
    topic.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        // Rules bring their own permission; EventBridge would not meet this condition.
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    return topic;
  }

  private createFunctions(): Record<string, string> {
    const { deployment, keys, bundles, addresses, table, anchors } = this.props;
    const logs = { key: keys.logs, retention: deployment.retention.logDays };
    const checkHealth = new TaskFunction(this.functions, 'CheckHealth', {
      bundle: `${bundles}/check-health`,
      description: 'Asks from outside whether everything answers and nothing is behind',
      environment: { API_URL: addresses.api, ANSWERS_URL: addresses.answers },
      logs,
      retryAttempts: 0,
    });
    this.every('AskForHealth', 'A canary for the API', Duration.minutes(5), checkHealth);
    const names = { 'check-health': checkHealth.functionName };
    if (!existsSync(`${bundles}/anchor-audit`)) return names;
    const anchorAudit = new TaskFunction(this.functions, 'AnchorAudit', {
      bundle: `${bundles}/anchor-audit`,
      description: 'Anchors new entries of the audit chain where nobody can change them',
      environment: { TABLE_NAME: table.tableName, ANCHOR_BUCKET: anchors.bucketName },
      logs,
      timeout: Duration.minutes(5),
    });
    anchorAudit.allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'], table.tableArn);
    // It writes and cannot read: what it has anchored it cannot imitate afterwards.
    anchorAudit.allow(['s3:PutObject'], anchors.arnForObjects('*'));
    this.every('Anchor', 'Anchors of the audit chain', Duration.hours(1), anchorAudit);
    return { ...names, 'anchor-audit': anchorAudit.functionName };
  }

  private every(id: string, description: string, rate: Duration, handler: TaskFunction): void {
    new Rule(this, id, {
      description,
      schedule: Schedule.rate(rate),
      targets: [
        new LambdaFunction(handler, { event: RuleTargetInput.fromObject({}), deadLetterQueue: this.untold }),
      ],
    });
  }

  private watch(watched: Watched): CloudWatchAlarm[] {
    const { deployment } = this.props;
    return new AlarmSet(this, 'AlarmSet', {
      prefix: deployment.name,
      runbook: deployment.operations.runbook,
      watched,
      ids: (alarm) => !isOfMail(alarm) && isWatchable(alarm, watched),
      action: new SnsAction(this.topic),
    }).alarms;
  }

  /** Alarms that are events; and alarms about mail, which stand where SES is and reach us as events. */
  private watchEvents(): void {
    const { deployment, breakGlassArn } = this.props;
    const isEvent = (alarm: { kind: string }): alarm is EventAlarm => alarm.kind === 'event';
    for (const alarm of alarms.filter(isEvent)) {
      const detail = alarm.ofRole ? { requestParameters: { roleArn: [breakGlassArn] } } : {};
      const text = descriptionOf(alarm, deployment.operations.runbook);
      this.tell(alarm.id, text, {
        source: [alarm.source],
        detailType: [alarm.detailType],
        detail: { ...alarm.detail, ...detail },
      });
    }
    const aboutMail = alarms
      .filter((alarm) => alarm.kind === 'metric' && isOfMail(alarm))
      .map(({ id }) => `${deployment.name}-${id}`);
    this.tell('mail-alarms', `An alarm about mail. Runbook: ${deployment.operations.runbook}#mail-bounces`, {
      source: ['aws.cloudwatch'],
      detailType: ['CloudWatch Alarm State Change'],
      detail: { alarmName: aboutMail, state: { value: ['ALARM'] } },
    });
  }

  private tell(id: string, text: string, eventPattern: EventPattern): void {
    new Rule(this, `Event-${id}`, {
      description: text.slice(0, 512),
      eventPattern,
      targets: [
        new SnsTopic(this.topic, { message: RuleTargetInput.fromText(text), deadLetterQueue: this.untold }),
      ],
    });
  }

  /** Into the second region, where the config names one. */
  private copies(): Pick<BackupPlanRuleProps, 'copyActions'> {
    const { deployment } = this.props;
    if (deployment.secondRegion === undefined) return {};
    const arn = this.formatArn({
      region: deployment.secondRegion.region,
      service: 'backup',
      resource: 'backup-vault',
      resourceName: copiesVaultName(deployment),
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const destinationBackupVault = BackupVault.fromBackupVaultArn(this, 'Copies', arn);
    return { copyActions: [{ destinationBackupVault, deleteAfter: nightlyKept }] };
  }

  /**
   * Every night for five weeks, and a copy of each month for the day somebody asks for last winter. Each is a whole
   * table, since DynamoDB has no incremental backups: a year of nights would cost eight times as much (docs/cost.md).
   */
  private backUp(): void {
    const { deployment, keys, table } = this.props;
    const vault = new BackupVault(this, 'Backups', {
      encryptionKey: keys.data,
      blockRecoveryPointDeletion: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    (vault.node.defaultChild as CfnBackupVault).overrideLogicalId('Backups');
    const plan = new BackupPlan(this, 'BackupPlan', { backupVault: vault });
    plan.addRule(
      new BackupPlanRule({
        ruleName: 'nightly',
        scheduleExpression: Schedule.cron({ hour: '2', minute: '0' }),
        scheduleExpressionTimezone: TimeZone.of(deployment.timeZone),
        deleteAfter: nightlyKept,
        ...this.copies(),
      }),
    );
    plan.addRule(
      new BackupPlanRule({
        ruleName: 'monthly',
        scheduleExpression: Schedule.cron({ day: '1', hour: '3', minute: '0' }),
        scheduleExpressionTimezone: TimeZone.of(deployment.timeZone),
        deleteAfter: Duration.days(deployment.retention.backupDays),
      }),
    );
    plan.addSelection('Table', {
      resources: [BackupResource.fromArn(table.tableArn)],
      role: new Role(this, 'BackupRole', { assumedBy: new ServicePrincipal('backup.amazonaws.com') }),
    });
  }
}
