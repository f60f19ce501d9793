import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ArnFormat, CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Match, Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget, SqsQueue as SqsTarget } from 'aws-cdk-lib/aws-events-targets';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Watched } from '../constructs/alarm-set.ts';
import { CaseFunctions } from '../constructs/case-functions.ts';
import { EventQueue, FailureQueue } from '../constructs/failure-queue.ts';
import { Machine } from '../constructs/machine.ts';
import type { TaskFunction } from '../constructs/task-function.ts';
import type { Deployment } from '../deployment.ts';
import type { Keys } from './keys-stack.ts';
import type { Mail } from './notification-stack.ts';

export interface WorkflowStackProps extends StackProps {
  deployment: Deployment;
  table: ITableV2;
  keys: Keys;
  mail: Mail;
  /** Folder where scripts/bundle.ts puts the bundles. */
  bundles: string;
  /** And the source maps. @default none are uploaded */
  maps?: string | undefined;
}

export interface MachineArns {
  case: string;
  delivery: string;
}

/** The functions and the two state machines, with what starts, wakes and feeds them. */
export class WorkflowStack extends Stack {
  readonly functions: CaseFunctions;
  readonly watched: Watched;
  /** Names of the logs that the dashboard reads. */
  readonly logs: { looks: string; relays: string };
  /** By name, so that another stack can know them without holding this one fast. */
  readonly machineArns: MachineArns;
  /** Records of the stream that relay failed at: pointers only, since the sweeper relays from the items. */
  readonly relayFailures: FailureQueue;
  /** Events that could not be delivered to a function, or that it could not take. */
  readonly failedEvents: FailureQueue;
  private readonly workflowKey: IKey;

  constructor(scope: Construct, id: string, props: WorkflowStackProps) {
    super(scope, id, props);
    const { deployment, table, keys, mail, bundles } = props;
    this.workflowKey = keys.workflow;
    this.relayFailures = new FailureQueue(this, 'RelayFailures', keys.workflow);
    this.failedEvents = new FailureQueue(this, 'FailedEvents', keys.workflow);
    const logs = { key: keys.logs, retention: deployment.retention.logDays };
    const of = { deployment, table, keys, mail, bundles, logs, definitionHash };
    this.functions = new CaseFunctions(this, 'Functions', of);
    const names = {
      case: `${deployment.name}-case-lifecycle`,
      delivery: `${deployment.name}-email-delivery`,
    };
    this.machineArns = { case: this.machineArn(names.case), delivery: this.machineArn(names.delivery) };
    const lifecycle = new Machine(this, 'CaseLifecycle', {
      name: names.case,
      file: 'case-lifecycle.asl.json',
      logicalId: 'CaseLifecycleMachine',
      key: keys.workflow,
      logs,
      functions: {
        EvaluateCaseFunctionArn: this.functions.evaluateCase,
        AwaitSignalFunctionArn: this.functions.awaitSignal,
      },
      values: { DefinitionHash: definitionHash },
      startsItself: true,
    }).machine;
    const delivery = new Machine(this, 'EmailDelivery', {
      name: names.delivery,
      file: 'email-delivery.asl.json',
      logicalId: 'EmailDeliveryMachine',
      key: keys.workflow,
      logs,
      functions: {
        SendEmailFunctionArn: this.functions.sendEmail,
        CheckDeliveryFunctionArn: this.functions.checkDelivery,
      },
    }).machine;
    const { evaluateCase, relayChanges, sweepAttention, sendEmail, recordDelivery, restartFailed } =
      this.functions;
    this.logs = { looks: evaluateCase.logGroup.logGroupName, relays: relayChanges.logGroup.logGroupName };
    this.watched = {
      machineArns: Object.values(this.machineArns),
      functions: {
        'evaluate-case': evaluateCase.functionName,
        'relay-changes': relayChanges.functionName,
        'sweep-attention': sweepAttention.functionName,
        'send-email': sendEmail.functionName,
        'record-delivery': recordDelivery.functionName,
        'restart-failed': restartFailed.functionName,
      },
      queues: { RelayFailures: this.relayFailures.queueName, FailedEvents: this.failedEvents.queueName },
      tableName: table.tableName,
    };
    if (props.maps !== undefined) this.uploadMaps(props.maps);
    this.functions.letStart({ case: lifecycle, delivery });
    this.feedRelay(table);
    this.sweepEveryMinute();
    this.listen([lifecycle, delivery]);
  }

  /** Into the bucket of assets, where each release keeps its own: with them a stack trace can be read. */
  private uploadMaps(path: string): void {
    const maps = new Asset(this, 'SourceMaps', { path });
    new CfnOutput(this, 'SourceMapsUrl', { value: maps.s3ObjectUrl });
  }

  private machineArn(resourceName: string): string {
    const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
    return this.formatArn({ service: 'states', resource: 'stateMachine', resourceName, arnFormat });
  }

  private feedRelay(table: ITableV2): void {
    this.functions.relayChanges.addEventSource(
      new DynamoEventSource(table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 10,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts: 5,
        onFailure: new SqsDlq(this.relayFailures.forFunctions),
        // `exists` looks at leaves, so the attribute's type is named (local cloud: same filter).
        filters: [FilterCriteria.filter({ dynamodb: { NewImage: { pending: { N: [{ exists: true }] } } } })],
      }),
    );
  }

  /** A queue that feeds the function, as a target of a rule. */
  private queueFor(id: string, fn: TaskFunction): SqsTarget {
    const failures = this.failedEvents;
    const queue = new EventQueue(this, id, { key: this.workflowKey, failures, taken: Duration.seconds(30) });
    fn.addEventSource(
      new SqsEventSource(queue.forFunctions, { batchSize: 10, reportBatchItemFailures: true }),
    );
    return new SqsTarget(queue, { deadLetterQueue: failures });
  }

  private sweepEveryMinute(): void {
    new Rule(this, 'EveryMinute', {
      description: 'The sweeper bounds every loss to minutes',
      schedule: Schedule.rate(Duration.minutes(1)),
      // A tick that could not be delivered is worth nothing: the next one comes.
      targets: [
        new LambdaTarget(this.functions.sweepAttention, {
          event: RuleTargetInput.fromObject({}),
          retryAttempts: 0,
          deadLetterQueue: this.failedEvents,
        }),
      ],
    });
  }

  private listen(machines: StateMachine[]): void {
    new Rule(this, 'MailEvents', {
      description: 'What became of each mail',
      // Of the mails alone: SES also tells of advice and of calls to its API (by CloudTrail), which nobody reads here.
      eventPattern: { source: ['aws.ses'], detail: { mail: { messageId: Match.exists() } } },
      targets: [this.queueFor('MailNews', this.functions.recordDelivery)],
    });
    new Rule(this, 'ExecutionsEndedBadly', {
      description: 'A failed, timed out or aborted execution is replaced at the next sweep',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          stateMachineArn: machines.map(({ stateMachineArn }) => stateMachineArn),
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
        },
      },
      targets: [this.queueFor('EndedExecutions', this.functions.restartFailed)],
    });
  }
}

/** Running executions move to a new definition at their next look after it changes. */
const definitionHash = createHash('sha256')
  .update(readFileSync('statemachines/case-lifecycle.asl.json'))
  .digest('hex')
  .slice(0, 16);
