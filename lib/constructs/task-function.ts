import { basename } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  Architecture,
  type CfnFunction,
  Code,
  Function as LambdaFunction,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { memoryFor } from '../memory.ts';

/** Where and for how long something logs. */
export interface LogProps {
  key: IKey;
  retention: RetentionDays;
}

export interface TaskFunctionProps {
  /**
   * The bundle, such as dist/functions/await-signal: `index.mjs` and whatever lies beside it. Its name says how
   * much memory it gets (lib/memory.ts).
   */
  bundle: string;
  /** What it does, for a person who reads the console. */
  description: string;
  /** Exactly what functions/handlers/environment.ts reads for it. */
  environment: Record<string, string>;
  logs: LogProps;
  /** @default 30 seconds */
  timeout?: Duration;
  /** Its share of the account's concurrent executions, which is also its ceiling. @default none */
  reserved?: number | undefined;
  /** For functions that are called without waiting. @default 2 */
  retryAttempts?: number;
}

/** A Lambda function with the house's defaults: Node 24, arm64, own log group, tracing, bundled SDK. */
export class TaskFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, props: TaskFunctionProps) {
    const logGroup = new LogGroup(new Construct(scope, `${id}Logs`), 'Group', {
      retention: props.logs.retention,
      encryptionKey: props.logs.key,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    super(scope, id, {
      // Of its own: the one that the CDK makes may write into every log of the account.
      role: new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }),
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(props.bundle),
      handler: 'index.handler',
      memorySize: memoryFor(basename(props.bundle)),
      timeout: props.timeout ?? Duration.seconds(30),
      tracing: Tracing.ACTIVE,
      environment: props.environment,
      ...(props.reserved === undefined ? {} : { reservedConcurrentExecutions: props.reserved }),
      ...(props.retryAttempts === undefined ? {} : { retryAttempts: props.retryAttempts }),
      logGroup,
    });
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn);
    // Running executions keep the definition they began with, and so the function that it names.
    (this.node.defaultChild as CfnFunction).overrideLogicalId(`${id}Function`);
  }

  /** Let it do this and nothing else: every action that a function has is written out where it is made. */
  allow(actions: string[], ...resources: string[]): void {
    this.addToRolePolicy(new PolicyStatement({ actions, resources }));
  }
}
