import { RemovalPolicy } from 'aws-cdk-lib';
import { type CfnRole, Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import {
  type CfnStateMachine,
  CustomerManagedEncryptionConfiguration,
  DefinitionBody,
  LogLevel,
  StateMachine,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { LogProps } from './task-function.ts';

export interface MachineProps {
  /**
   * Fixed, and named at all because what the role may decrypt is bound to the machine's ARN: the CDK writes that
   * condition with the name that it knows, and with none it matches no machine.
   */
  name: string;
  /** File in `statemachines`. */
  file: string;
  /**
   * Renaming or replacing a machine kills every running execution at its next step, so that the logical id
   * is a promise.
   */
  logicalId: string;
  /** Encrypts definitions and histories. */
  key: IKey;
  logs: LogProps;
  /** Placeholder of the file (`EvaluateCaseFunctionArn`) to the function that it means. */
  functions: Record<string, IFunction>;
  /** Other placeholders and their values. */
  values?: Record<string, string>;
  /** Set when the definition starts executions of the machine itself. */
  startsItself?: boolean;
}

/** A Standard state machine from an ASL file, with its grants spelt out: the CDK grants nothing for a file. */
export class Machine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: MachineProps) {
    super(scope, id);
    const arns = Object.fromEntries(
      Object.entries(props.functions).map(([key, fn]) => [key, fn.functionArn]),
    );
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: props.name,
      definitionBody: DefinitionBody.fromFile(`statemachines/${props.file}`),
      definitionSubstitutions: { ...arns, ...props.values },
      role: this.createRole(props.logicalId),
      tracingEnabled: true,
      encryptionConfiguration: new CustomerManagedEncryptionConfiguration(props.key),
      removalPolicy: RemovalPolicy.RETAIN,
      logs: {
        // Payloads hold ids and numbers only, and even these stay out of the logs.
        level: LogLevel.ALL,
        includeExecutionData: false,
        destination: new LogGroup(this, 'Logs', {
          logGroupName: `/aws/vendedlogs/states/${props.logicalId}`,
          retention: props.logs.retention,
          encryptionKey: props.logs.key,
          removalPolicy: RemovalPolicy.RETAIN,
        }),
      },
    });
    (this.machine.node.defaultChild as CfnStateMachine).overrideLogicalId(props.logicalId);
    // With and without qualifier: running executions keep the definition, and so the version, they began with.
    this.machine.addToRolePolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: Object.values(props.functions).flatMap((fn) => [fn.functionArn, `${fn.functionArn}:*`]),
      }),
    );
    if (props.startsItself) this.grantStartItself();
  }

  /** Running executions keep the role they began with: it is never renamed, and stays when the stack goes. */
  private createRole(logicalId: string): Role {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    role.applyRemovalPolicy(RemovalPolicy.RETAIN);
    (role.node.defaultChild as CfnRole).overrideLogicalId(`${logicalId}Role`);
    return role;
  }

  /** A policy of its own: in the role's default policy it would make a cycle with the machine. */
  private grantStartItself(): void {
    new Policy(this, 'StartItself', {
      roles: [this.machine.role],
      statements: [
        new PolicyStatement({
          actions: ['states:StartExecution'],
          resources: [this.machine.stateMachineArn],
        }),
      ],
    });
  }
}
