import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { definitionHash } from '../../../local/machines.ts';
import { files, textOf } from '../../statemachines/machines.ts';
import { allowedTo, asConfigured, ofType, target } from './templates.ts';

const { workflow } = asConfigured();
const machineSchema = z.object({
  DefinitionSubstitutions: z.record(z.string(), z.unknown()),
  RoleArn: z.unknown(),
  StateMachineType: z._default(z.string(), 'STANDARD'),
  LoggingConfiguration: z.object({ Level: z.string(), IncludeExecutionData: z.boolean() }),
  TracingConfiguration: z.object({ Enabled: z.boolean() }),
});
/** A promise: a machine of another name kills every running execution at its next step. */
const logicalIds = { 'case-lifecycle': 'CaseLifecycleMachine', 'email-delivery': 'EmailDeliveryMachine' };

it('deploys a machine for each definition, under the ids that were promised', () => {
  const found = ofType(workflow, 'AWS::StepFunctions::StateMachine').map(([logicalId]) => logicalId);
  expect(found.toSorted()).toEqual(Object.values(logicalIds).toSorted());
});

describe.each(files)('%s', (file) => {
  const logicalId = logicalIds[file];
  const resource = workflow[logicalId];
  const machine = machineSchema.parse(resource?.Properties);
  const substitutions = Object.entries(machine.DefinitionSubstitutions);

  it('fills exactly the placeholders of its file', () => {
    const placeholders = [...textOf(file).matchAll(/\$\{([^}]*)\}/g)].map(([, name]) => name);
    expect(placeholders.length).toBeGreaterThan(0);
    expect(new Set(substitutions.map(([name]) => name))).toEqual(new Set(placeholders));
  });

  it('fills each placeholder of a function with that function', () => {
    const ofFunctions = substitutions.filter(([name]) => name.endsWith('FunctionArn'));
    expect(ofFunctions.length).toBeGreaterThan(0);
    for (const [name, value] of ofFunctions) expect(`${target(value)}Arn`).toBe(name);
  });

  it('logs every step and no data, and is traced', () => {
    expect(machine).toMatchObject({
      StateMachineType: 'STANDARD',
      LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
      TracingConfiguration: { Enabled: true },
    });
  });

  it('stays, with its role, when the stack goes: running executions keep both', () => {
    expect(target(machine.RoleArn)).toBe(`${logicalId}Role`);
    for (const kept of [resource, workflow[`${logicalId}Role`]]) {
      expect(kept).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    }
  });

  it('is encrypted with the key of executions, and its role may use it for this very machine', () => {
    const { EncryptionConfiguration } = resource?.Properties ?? {};
    expect(EncryptionConfiguration).toMatchObject({ Type: 'CUSTOMER_MANAGED_KMS_KEY' });
    const policies = ofType(workflow, 'AWS::IAM::Policy').filter(([, { Properties }]) =>
      JSON.stringify(Properties['Roles']).includes(`"${logicalId}Role"`),
    );
    // With another ARN in the condition every execution would fail at its first step.
    expect(JSON.stringify(policies)).toContain(`:stateMachine:example-wa-${file}"]`);
  });

  it('may call its functions, by any version, and nothing else but itself', () => {
    const allowed = allowedTo(workflow, `${logicalId}Role`).filter(({ resource: of }) => of !== '*');
    const calls = allowed
      .filter(({ action }) => action === 'lambda:InvokeFunction')
      .map((one) => one.resource);
    const arns = substitutions.filter(([name]) => name.endsWith('FunctionArn')).map(([, arn]) => arn);
    const versions = arns.map((arn) => ({ 'Fn::Join': ['', [arn, ':*']] }));
    expect(calls).toHaveLength(arns.length * 2);
    expect(calls).toEqual(expect.arrayContaining([...arns, ...versions]));
    const others = allowed.filter(({ action }) => !/^(lambda:InvokeFunction|kms:)/.test(action));
    const startsItself = textOf(file).includes('states:startExecution');
    expect(others).toEqual(
      startsItself ? [{ action: 'states:StartExecution', resource: { Ref: logicalId } }] : [],
    );
  });
});

it("tells evaluate-case the hash that stands in the definition, which is the local cloud's too", () => {
  const { DefinitionHash } = machineSchema.parse(
    workflow['CaseLifecycleMachine']?.Properties,
  ).DefinitionSubstitutions;
  expect(DefinitionHash).toBe(definitionHash());
  expect(workflow['EvaluateCaseFunction']?.Properties).toMatchObject({
    Environment: { Variables: { DEFINITION_HASH: DefinitionHash } },
  });
});
