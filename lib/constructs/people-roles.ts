import { ArnFormat, CfnOutput, Stack } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { actionsOf, type PeopleRole } from '../ops-roles.ts';
import { SecondFactorRole } from './second-factor-role.ts';

export interface PeopleRolesProps {
  deployment: Deployment;
  /** The table in use. */
  table: ITableV2;
  people: IKey;
  documents: IBucket;
}

/**
 * The roles that people become for `npm run ops`, each with exactly the actions of its commands (lib/ops-roles.ts),
 * as far as the config names somebody for it. What is not of this stack is named by how it is called, so that
 * these roles hold no other stack fast.
 */
export class PeopleRoles extends Construct {
  private readonly props: PeopleRolesProps;
  readonly recordsOfficer: Role | undefined;

  constructor(scope: Construct, id: string, props: PeopleRolesProps) {
    super(scope, id);
    this.props = props;
    const { operators, keyKeepers, recordsOfficers } = props.deployment.operations;
    this.make('operator', 'Carries cases and mail on; reads no name', operators);
    this.make('restorer', 'Restores the table to an earlier time; reads no name', operators);
    this.make('keyKeeper', 'Replaces data keys, and so could read what they seal', keyKeepers);
    this.recordsOfficer = this.make(
      'recordsOfficer',
      'Exports and disposes of records, and so reads everything',
      recordsOfficers,
    );
  }

  private make(role: PeopleRole, description: string, trusted: readonly string[]): Role | undefined {
    if (trusted.length === 0) return undefined;
    const { secondFactor } = this.props.deployment.operations;
    const id = `${role.charAt(0).toUpperCase()}${role.slice(1)}Role`;
    const made = new SecondFactorRole(this, id, { description, trusted, secondFactor });
    letDo(made, actionsOf(role), (action) => this.resourcesOf(role, action));
    new CfnOutput(this, `${id}Arn`, { value: made.roleArn });
    return made;
  }

  /** On what a role may do something: never on everything, where AWS lets one say on what. */
  private resourcesOf(role: PeopleRole, action: string): string[] {
    const { table, people, documents, deployment } = this.props;
    const [service, name = ''] = action.split(':');
    if (service === 'dynamodb') return this.tablesOf(role, name);
    if (service === 'kms') return [people.keyArn];
    if (service === 's3')
      return [name === 'ListBucket' ? documents.bucketArn : documents.arnForObjects('exports/*')];
    if (service === 'states') return this.executionsOf(name, deployment.name);
    if (service === 'events') return [this.arn('events', 'rule', 'MacmWorkflow-EveryMinute*')];
    if (service === 'cloudformation')
      return ['MacmWorkflow', 'MacmApi'].map((stack) => this.arn('cloudformation', 'stack', `${stack}/*`));
    // AWS takes no resource for it, nor for mappings, whose ids nobody knows before.
    if (name.includes('EventSourceMapping')) return ['*'];
    if (service === 'lambda')
      return [
        'MacmWorkflow-EvaluateCase',
        'MacmWorkflow-SendEmail',
        'MacmWorkflow-RelayChanges',
        'MacmApi-ServeApi',
        'MacmApi-ServeAnswers',
      ].map((id) => this.arn('lambda', 'function', `${id}Function*`, ArnFormat.COLON_RESOURCE_NAME));
    throw new Error(`nobody has said on what ${role} may do ${action} to ${table.tableName}`);
  }

  private tablesOf(role: PeopleRole, action: string): string[] {
    const { table, deployment } = this.props;
    if (role !== 'restorer')
      return action === 'Query' ? [table.tableArn, this.indexOf(table.tableArn)] : [table.tableArn];
    // The first table and whatever was made of it: a restore needs the one in use and the new one.
    const { name } = deployment.table;
    const tables = [name, `${name}-at-*`].map((one) => this.arn('dynamodb', 'table', one));
    return action === 'Query' ? [...tables, ...tables.map((arn) => this.indexOf(arn))] : tables;
  }

  private indexOf(tableArn: string): string {
    return `${tableArn}/index/attention`;
  }

  /** A task's token is the secret: that call has no resource. */
  private executionsOf(action: string, deployment: string): string[] {
    if (action === 'SendTaskSuccess') return ['*'];
    const machines = ['case-lifecycle', 'email-delivery'].map((machine) => `${deployment}-${machine}`);
    const [kind, names] =
      action === 'StartExecution'
        ? ['stateMachine', machines]
        : ['execution', machines.map((machine) => `${machine}:*`)];
    return names.map((name) => this.arn('states', kind, name, ArnFormat.COLON_RESOURCE_NAME));
  }

  private arn(
    service: string,
    resource: string,
    resourceName: string,
    arnFormat = ArnFormat.SLASH_RESOURCE_NAME,
  ): string {
    return Stack.of(this).formatArn({ service, resource, resourceName, arnFormat });
  }
}

/** One statement for all actions on the same things. */
function letDo(
  role: Role,
  actions: readonly string[],
  resourcesOf: (action: string) => readonly string[],
): void {
  const groups = Map.groupBy(actions, (action) => JSON.stringify(resourcesOf(action)));
  for (const [, of] of groups)
    role.addToPolicy(new PolicyStatement({ actions: [...of], resources: [...resourcesOf(of[0] ?? '')] }));
}
