import { Duration } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { type Deployment, policyOverrides } from '../deployment.ts';
import type { Keys } from '../stacks/keys-stack.ts';
import type { Mail } from '../stacks/notification-stack.ts';
import { type LogProps, TaskFunction, type TaskFunctionProps } from './task-function.ts';

export interface CaseFunctionsProps {
  deployment: Deployment;
  table: ITableV2;
  keys: Keys;
  logs: LogProps;
  mail: Mail;
  /** Hash of the case-lifecycle definition that is deployed with this code. */
  definitionHash: string;
  /** Folder of the bundles, one a function. */
  bundles: string;
}

const GET = 'dynamodb:GetItem';
const PUT = 'dynamodb:PutItem';
const UPDATE = 'dynamodb:UpdateItem';

/** The functions, each with what it is told and what it may do, and nothing beyond. */
export class CaseFunctions extends Construct {
  readonly evaluateCase: TaskFunction;
  readonly awaitSignal: TaskFunction;
  readonly relayChanges: TaskFunction;
  readonly sweepAttention: TaskFunction;
  readonly restartFailed: TaskFunction;
  readonly sendEmail: TaskFunction;
  readonly checkDelivery: TaskFunction;
  readonly recordDelivery: TaskFunction;

  constructor(scope: Construct, id: string, props: CaseFunctionsProps) {
    super(scope, id);
    const { deployment, table, keys, definitionHash, bundles, logs } = props;
    const { concurrency } = deployment;
    const store = { TABLE_NAME: table.tableName };
    const rules = { ...store, ...policyVariables(deployment) };
    const people = { ...rules, PEOPLE_KEY_ID: keys.people.keyArn };
    const make = (name: string, of: Omit<TaskFunctionProps, 'bundle' | 'logs'>) =>
      new TaskFunction(this, pascalCase(name), { bundle: `${bundles}/${name}`, logs, ...of });

    this.evaluateCase = make('evaluate-case', {
      description: 'Does what is due on a case and says what to wait for',
      environment: { ...rules, DEFINITION_HASH: definitionHash },
    });
    this.evaluateCase.allow([GET, UPDATE], table.tableArn);

    this.awaitSignal = make('await-signal', {
      description: 'Registers a wait unless the case has changed',
      environment: store,
    });
    // It writes a token on condition and reads nothing of the case.
    this.awaitSignal.allow([UPDATE], table.tableArn);

    this.relayChanges = make('relay-changes', {
      description: 'Carries out what a change caused, then acknowledges it',
      environment: people,
      // Ten items, each with whatever lies in its outbox.
      timeout: Duration.seconds(60),
    });
    // It looks for people who may be known already, by hashes.
    this.relayChanges.allow([GET, PUT, UPDATE, 'dynamodb:Query'], table.tableArn);

    this.sweepAttention = make('sweep-attention', {
      description: 'Looks after whatever was missed',
      environment: people,
      // One a minute; a slow one may overlap the next, and two agree by condition.
      reserved: concurrency.sweep,
      // The next minute tries again.
      retryAttempts: 0,
      // It begins nothing new after 45 seconds; what it has begun gets as long again.
      timeout: Duration.seconds(90),
    });
    this.sweepAttention.allow([GET, PUT, UPDATE, 'dynamodb:DeleteItem', 'dynamodb:Query'], table.tableArn);
    this.sweepAttention.allow(['dynamodb:Query'], `${table.tableArn}/index/attention`);

    this.restartFailed = make('restart-failed', {
      description: 'Hurries the sweeper when an execution ends badly',
      environment: store,
      reserved: concurrency.events,
    });
    this.restartFailed.allow([GET, PUT, UPDATE], table.tableArn);

    this.sendEmail = make('send-email', {
      description: 'Asks the gate and sends one message',
      environment: { ...people, LINK_KEY_ID: keys.link.keyArn, ...mailVariables(props) },
      // A runaway would use up the day's mail.
      reserved: concurrency.mail,
    });
    // It reads the end of a case's access log before it records what a mail gives.
    this.sendEmail.allow([GET, PUT, 'dynamodb:Query'], table.tableArn);
    // The first mail of a month makes the key that signs its links.
    this.sendEmail.allow(['kms:Decrypt', 'kms:GenerateDataKey'], keys.link.keyArn);
    // API v2 has one call, but SES asks for the right to raw mail where MIME is given, whatever its reference says
    // (github.com/anymail/django-anymail/issues/384); whether it does for attachments too nobody has written down.
    this.sendEmail.allow(
      ['ses:SendEmail', 'ses:SendRawEmail'],
      props.mail.identityArn,
      props.mail.planSet.arn,
      props.mail.reminderSet.arn,
    );

    this.checkDelivery = make('check-delivery', {
      description: 'Settles what became of a message and tells whom it concerns',
      environment: rules,
    });
    this.checkDelivery.allow([GET, PUT, UPDATE], table.tableArn);

    this.recordDelivery = make('record-delivery', {
      description: 'Takes in what SES says of a message',
      environment: store,
      reserved: concurrency.events,
    });
    this.recordDelivery.allow([GET, PUT], table.tableArn);

    this.letReadPeople(keys.people.keyArn);
    this.letWake();
  }

  /** Only what reads persons or narratives may unwrap their keys. */
  private letReadPeople(key: string): void {
    for (const fn of [this.relayChanges, this.sweepAttention, this.sendEmail]) {
      fn.allow(['kms:Decrypt'], key);
    }
    // Relay and sweep carry commands to persons, and the first one seals what it stores.
    for (const fn of [this.relayChanges, this.sweepAttention]) fn.allow(['kms:GenerateDataKey'], key);
  }

  /** The token is the secret: the call cannot be scoped to a machine. */
  private letWake(): void {
    for (const fn of [this.relayChanges, this.sweepAttention, this.sendEmail, this.recordDelivery]) {
      fn.allow(['states:SendTaskSuccess'], '*');
    }
  }

  /**
   * Relay and sweep start executions; only the sweeper stops one. Neither is a task of a machine, so that
   * the machines' ARNs can stand in their environment without a cycle.
   */
  letStart(machines: { case: IStateMachine; delivery: IStateMachine }): void {
    for (const fn of [this.relayChanges, this.sweepAttention]) {
      fn.addEnvironment('CASE_MACHINE_ARN', machines.case.stateMachineArn);
      fn.addEnvironment('DELIVERY_MACHINE_ARN', machines.delivery.stateMachineArn);
      fn.allow(['states:StartExecution'], machines.case.stateMachineArn, machines.delivery.stateMachineArn);
    }
    machines.case.grantExecution(this.sweepAttention, 'states:StopExecution');
  }
}

/** The rules that the deployment works by. */
const policyVariables = (deployment: Deployment) => ({
  PROFILE: deployment.policy.profile,
  POLICY_OVERRIDES: policyOverrides(deployment),
});

const mailVariables = ({ deployment, mail }: CaseFunctionsProps) => ({
  EMAIL_REGION: deployment.email.region,
  SENDER_ADDRESS: `notices@${deployment.email.senderDomain}`,
  SENDER_NAME: deployment.email.senderName,
  PLAN_CONFIGURATION_SET: mail.planSet.name,
  REMINDER_CONFIGURATION_SET: mail.reminderSet.name,
  LINK_BASE: `https://${deployment.answers.domain}`,
  CLASSIFICATION: deployment.classification,
  // Where Lambda unpacks the asset, and scripts/bundle.ts puts the fonts in it.
  FONT_FOLDER: '/var/task/fonts',
});

const pascalCase = (name: string): string =>
  name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
