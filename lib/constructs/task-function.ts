import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  type CfnFunction,
  Code,
  Function as LambdaFunction,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface TaskFunctionProps {
  /** The bundle, such as dist/functions/await-signal: `index.mjs` and whatever lies beside it. */
  bundle: string;
  /** What it does, for a person who reads the console. */
  description: string;
  /** Exactly what functions/handlers/environment.ts reads for it. */
  environment: Record<string, string>;
  /** @default 256 MB: the handlers wait for I/O most of the time */
  memorySize?: number;
  /** @default 30 seconds */
  timeout?: Duration;
}

/** A Lambda function with the house's defaults: Node 24, arm64, own log group, tracing, bundled SDK. */
export class TaskFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, props: TaskFunctionProps) {
    super(scope, id, {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(props.bundle),
      handler: 'index.handler',
      memorySize: props.memorySize ?? 256,
      timeout: props.timeout ?? Duration.seconds(30),
      tracing: Tracing.ACTIVE,
      environment: props.environment,
      logGroup: new LogGroup(new Construct(scope, `${id}Logs`), 'Group', {
        retention: RetentionDays.ONE_YEAR,
        removalPolicy: RemovalPolicy.RETAIN,
      }),
    });
    // Running executions keep the definition they began with, and so the function that it names.
    (this.node.defaultChild as CfnFunction).overrideLogicalId(`${id}Function`);
  }

  /** Let it do this and nothing else: every action that a function has is written out where it is made. */
  allow(actions: string[], ...resources: string[]): void {
    this.addToRolePolicy(new PolicyStatement({ actions, resources }));
  }
}
