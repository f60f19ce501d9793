import { Duration } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { type Deployment, issuerList, operationsSignIn, policyOverrides } from '../deployment.ts';
import type { Keys } from '../stacks/keys-stack.ts';
import type { MachineArns } from '../stacks/workflow-stack.ts';
import { type LogProps, TaskFunction, type TaskFunctionProps } from './task-function.ts';

export interface ApiFunctionsProps {
  deployment: Deployment;
  table: ITableV2;
  keys: Keys;
  machines: MachineArns;
  logs: LogProps;
  /** Folder of the bundles, one a function. */
  bundles: string;
}

const GET = 'dynamodb:GetItem';
const PUT = 'dynamodb:PutItem';
const UPDATE = 'dynamodb:UpdateItem';
const QUERY = 'dynamodb:Query';

/** The functions that people reach: each with what it is told and what it may do, and nothing beyond. */
export class ApiFunctions extends Construct {
  readonly serveApi: TaskFunction;
  readonly serveAnswers: TaskFunction;
  readonly authorizeRequest: TaskFunction;

  constructor(scope: Construct, id: string, props: ApiFunctionsProps) {
    super(scope, id);
    const { deployment, table, keys, machines, logs, bundles } = props;
    const { concurrency } = deployment;
    const issuers = { ISSUERS: issuerList(deployment) };
    const records = {
      TABLE_NAME: table.tableName,
      PROFILE: deployment.policy.profile,
      POLICY_OVERRIDES: policyOverrides(deployment),
      PEOPLE_KEY_ID: keys.people.keyArn,
    };
    const make = (id: string, name: string, of: Omit<TaskFunctionProps, 'bundle' | 'logs'>) =>
      new TaskFunction(this, id, { bundle: `${bundles}/${name}`, logs, ...of });

    this.authorizeRequest = make('AuthorizeRequest', 'authorize-request', {
      description: 'Lets a verified token at the API; what it may do is decided there',
      environment: issuers,
      timeout: Duration.seconds(10),
      reserved: concurrency.api,
    });

    this.serveApi = make('ServeApi', 'serve-api', {
      description: 'The API',
      environment: {
        ...records,
        ...issuers,
        CASE_MACHINE_ARN: machines.case,
        OPERATIONS_SIGN_IN: operationsSignIn(deployment),
      },
      // API Gateway gives up at 29.
      timeout: Duration.seconds(28),
      reserved: concurrency.api,
    });
    this.serveApi.allow([GET, PUT, UPDATE, QUERY], table.tableArn);
    // What waits for the sweeper: whether all is well, and what is stuck.
    this.serveApi.allow([QUERY], `${table.tableArn}/index/attention`);
    this.serveApi.allow(['kms:Decrypt', 'kms:GenerateDataKey'], keys.people.keyArn);

    this.serveAnswers = make('ServeAnswers', 'serve-answers', {
      description: 'The pages behind links in mails',
      environment: {
        ...records,
        LINK_KEY_ID: keys.link.keyArn,
        CASE_MACHINE_ARN: machines.case,
        DELIVERY_MACHINE_ARN: machines.delivery,
      },
      timeout: Duration.seconds(28),
      // It is open to all the world: others must not starve when it is flooded.
      reserved: concurrency.answers,
    });
    this.serveAnswers.allow([GET, PUT, UPDATE, QUERY], table.tableArn);
    this.serveAnswers.allow(['kms:Decrypt', 'kms:GenerateDataKey'], keys.people.keyArn, keys.link.keyArn);
    // Somebody sits before the page and waits for the mail with the code: the sweeper would take two minutes.
    this.serveAnswers.allow(['states:StartExecution'], machines.delivery);
  }
}
