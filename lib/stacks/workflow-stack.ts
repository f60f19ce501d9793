import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { CaseFunctions } from '../constructs/case-functions.ts';
import { Machine } from '../constructs/machine.ts';
import type { Deployment } from '../deployment.ts';
import type { Mail } from './notification-stack.ts';

export interface WorkflowStackProps extends StackProps {
  deployment: Deployment;
  table: TableV2;
  peopleKey: IKey;
  mail: Mail;
  /** @default 'dist/functions', where scripts/bundle.ts puts the bundles */
  bundles?: string;
}

/** The functions and the two state machines, with what starts, wakes and feeds them. */
export class WorkflowStack extends Stack {
  private readonly functions: CaseFunctions;

  constructor(scope: Construct, id: string, props: WorkflowStackProps) {
    super(scope, id, props);
    const { deployment, table, peopleKey, mail, bundles = 'dist/functions' } = props;
    const of = { deployment, table, peopleKey, mail, bundles };
    this.functions = new CaseFunctions(this, 'Functions', { ...of, definitionHash });
    const lifecycle = new Machine(this, 'CaseLifecycle', {
      file: 'case-lifecycle.asl.json',
      logicalId: 'CaseLifecycleMachine',
      functions: {
        EvaluateCaseFunctionArn: this.functions.evaluateCase,
        AwaitSignalFunctionArn: this.functions.awaitSignal,
      },
      values: { DefinitionHash: definitionHash },
      startsItself: true,
    }).machine;
    const delivery = new Machine(this, 'EmailDelivery', {
      file: 'email-delivery.asl.json',
      logicalId: 'EmailDeliveryMachine',
      functions: {
        SendEmailFunctionArn: this.functions.sendEmail,
        CheckDeliveryFunctionArn: this.functions.checkDelivery,
      },
    }).machine;
    this.functions.letStart({ case: lifecycle, delivery });
    this.feedRelay(table);
    this.sweepEveryMinute();
    this.listen([lifecycle, delivery]);
  }

  private feedRelay(table: TableV2): void {
    this.functions.relayChanges.addEventSource(
      new DynamoEventSource(table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 10,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts: 5,
        onFailure: new SqsDlq(
          new Queue(this, 'RelayFailures', { enforceSSL: true, retentionPeriod: Duration.days(14) }),
        ),
        // `exists` looks at leaves, so the attribute's type is named (local cloud: same filter).
        filters: [FilterCriteria.filter({ dynamodb: { NewImage: { pending: { N: [{ exists: true }] } } } })],
      }),
    );
  }

  private sweepEveryMinute(): void {
    new Rule(this, 'EveryMinute', {
      description: 'The sweeper bounds every loss to minutes',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaTarget(this.functions.sweepAttention, { event: RuleTargetInput.fromObject({}) })],
    });
  }

  private listen(machines: StateMachine[]): void {
    new Rule(this, 'MailEvents', {
      description: 'What became of each mail',
      eventPattern: { source: ['aws.ses'] },
      targets: [new LambdaTarget(this.functions.recordDelivery)],
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
      targets: [new LambdaTarget(this.functions.restartFailed)],
    });
  }
}

/** Running executions move to a new definition at their next look after it changes. */
const definitionHash = createHash('sha256')
  .update(readFileSync('statemachines/case-lifecycle.asl.json'))
  .digest('hex')
  .slice(0, 16);
