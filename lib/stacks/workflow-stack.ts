import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { FilterCriteria, type Function as LambdaFunction, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { ConfigurationSet, EmailIdentity } from 'aws-cdk-lib/aws-ses';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { Machine } from '../constructs/machine.ts';
import { TaskFunction } from '../constructs/task-function.ts';
import type { Deployment } from '../deployment.ts';

export interface WorkflowStackProps extends StackProps {
  deployment: Deployment;
  table: TableV2;
  peopleKey: IKey;
  identity: EmailIdentity;
  configurationSet: ConfigurationSet;
}

/** The functions and the two state machines, with what may start, wake and feed them. */
export class WorkflowStack extends Stack {
  constructor(scope: Construct, id: string, props: WorkflowStackProps) {
    super(scope, id, props);
    const { table, deployment } = props;
    const functions = this.createFunctions(props);
    const {
      evaluateCase,
      awaitSignal,
      sendEmail,
      checkDelivery,
      relayChanges,
      sweepAttention,
      recordDelivery,
      restartFailed,
    } = functions;
    const lifecycle = new Machine(this, 'CaseLifecycle', {
      file: 'case-lifecycle.asl.json',
      logicalId: 'CaseLifecycleMachine',
      functions: { EvaluateCaseFunctionArn: evaluateCase, AwaitSignalFunctionArn: awaitSignal },
      values: { DefinitionHash: definitionHash },
      startsItself: true,
    }).machine;
    const delivery = new Machine(this, 'EmailDelivery', {
      file: 'email-delivery.asl.json',
      logicalId: 'EmailDeliveryMachine',
      functions: { SendEmailFunctionArn: sendEmail, CheckDeliveryFunctionArn: checkDelivery },
    }).machine;

    for (const fn of Object.values(functions)) table.grantReadWriteData(fn);
    for (const fn of [evaluateCase, relayChanges, sweepAttention, sendEmail])
      props.peopleKey.grantEncryptDecrypt(fn);
    for (const fn of [relayChanges, sweepAttention, recordDelivery]) {
      // A token is a secret of the item; the call cannot be scoped to a machine (aws-facts 1.7).
      fn.addToRolePolicy(new PolicyStatement({ actions: ['states:SendTaskSuccess'], resources: ['*'] }));
      lifecycle.grantStartExecution(fn);
      delivery.grantStartExecution(fn);
      fn.addEnvironment('CASE_LIFECYCLE_ARN', lifecycle.stateMachineArn);
      fn.addEnvironment('EMAIL_DELIVERY_ARN', delivery.stateMachineArn);
    }
    lifecycle.grantExecution(sweepAttention, 'states:StopExecution');
    sendEmail.addToRolePolicy(
      new PolicyStatement({
        actions: ['ses:SendEmail'],
        resources: [
          props.identity.emailIdentityArn,
          `arn:${this.partition}:ses:${deployment.emailRegion}:${this.account}:configuration-set/${props.configurationSet.configurationSetName}`,
        ],
      }),
    );

    relayChanges.addEventSource(
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
    new Rule(this, 'EveryMinute', {
      description: 'The sweeper bounds every loss to minutes',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaTarget(sweepAttention, { event: RuleTargetInput.fromObject({}) })],
    });
    new Rule(this, 'MailEvents', {
      description: 'What became of each mail',
      eventPattern: { source: ['aws.ses'] },
      targets: [new LambdaTarget(recordDelivery)],
    });
    new Rule(this, 'ExecutionsEndedBadly', {
      description: 'A failed, timed out or aborted execution is replaced at the next sweep',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          stateMachineArn: [lifecycle.stateMachineArn, delivery.stateMachineArn],
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
        },
      },
      targets: [new LambdaTarget(restartFailed)],
    });
  }

  private createFunctions({ deployment, table, peopleKey, configurationSet }: WorkflowStackProps) {
    const environment = {
      TABLE_NAME: table.tableName,
      PEOPLE_KEY_ID: peopleKey.keyArn,
      PROFILE: deployment.profile,
      SENDER_DOMAIN: deployment.senderDomain,
      LINK_BASE: deployment.linkBase,
      EMAIL_REGION: deployment.emailRegion,
      CONFIGURATION_SET: configurationSet.configurationSetName,
      DEFINITION_HASH: definitionHash,
    };
    const make = (id: string, name: string, description: string, memorySize = 256): LambdaFunction =>
      new TaskFunction(this, id, { name, description, environment, memorySize }).function;
    return {
      evaluateCase: make(
        'EvaluateCase',
        'evaluate-case',
        'Does what is due on a case and says what to wait for',
      ),
      awaitSignal: make('AwaitSignal', 'await-signal', 'Registers a wait unless the case has changed'),
      relayChanges: make(
        'RelayChanges',
        'relay-changes',
        'Carries out what a change caused, then acknowledges it',
      ),
      sweepAttention: make('SweepAttention', 'sweep-attention', 'Looks after whatever was missed', 512),
      restartFailed: make(
        'RestartFailed',
        'restart-failed',
        'Hurries the sweeper when an execution ends badly',
      ),
      sendEmail: make('SendEmail', 'send-email', 'Asks the gate and sends one message', 512),
      checkDelivery: make('CheckDelivery', 'check-delivery', 'Settles what became of a message'),
      recordDelivery: make('RecordDelivery', 'record-delivery', 'Takes in what SES says of a message'),
    };
  }
}

/** Running executions move to a new definition at their next look after it changes. */
const definitionHash = createHash('sha256')
  .update(readFileSync('statemachines/case-lifecycle.asl.json'))
  .digest('hex')
  .slice(0, 16);
