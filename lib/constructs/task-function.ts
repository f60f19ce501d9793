import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface TaskFunctionProps {
  /** Folder of `functions/handlers`, bundled to `dist/functions/<name>` by scripts/bundle.ts. */
  name: string;
  /** What it does, for a person who reads the console. */
  description: string;
  environment?: Record<string, string>;
  /** @default 256 MB: the handlers wait for I/O most of the time */
  memorySize?: number;
  /** @default 30 seconds */
  timeout?: Duration;
}

/** A Lambda function with the house's defaults: Node 24, arm64, own log group, tracing, bundled SDK. */
export class TaskFunction extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: TaskFunctionProps) {
    super(scope, id);
    this.function = new LambdaFunction(this, 'Function', {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(`dist/functions/${props.name}`),
      handler: 'index.handler',
      memorySize: props.memorySize ?? 256,
      timeout: props.timeout ?? Duration.seconds(30),
      tracing: Tracing.ACTIVE,
      environment: props.environment ?? {},
      logGroup: new LogGroup(this, 'Logs', {
        retention: RetentionDays.ONE_YEAR,
        removalPolicy: RemovalPolicy.RETAIN,
      }),
    });
  }
}
