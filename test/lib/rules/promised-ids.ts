import { expect, it } from 'vitest';
import { asConfigured } from './templates.ts';

/**
 * Logical ids that a release must never change. Another id is another resource: an empty table, a key that opens
 * nothing, a machine whose deletion ends every running execution, a function that they no longer find.
 */
const promised = {
  keys: {
    DataKey: 'AWS::KMS::Key',
    PeopleKey: 'AWS::KMS::Key',
    WorkflowKey: 'AWS::KMS::Key',
    LogsKey: 'AWS::KMS::Key',
    AuditKey: 'AWS::KMS::Key',
    LinkKey: 'AWS::KMS::Key',
    BreakGlassRole: 'AWS::IAM::Role',
  },
  data: {
    CaseTable: 'AWS::DynamoDB::GlobalTable',
    Documents: 'AWS::S3::Bucket',
    AuditAnchors: 'AWS::S3::Bucket',
    AccessLogs: 'AWS::S3::Bucket',
    AuditorRole: 'AWS::IAM::Role',
    OperatorRole: 'AWS::IAM::Role',
    RestorerRole: 'AWS::IAM::Role',
    KeyKeeperRole: 'AWS::IAM::Role',
    RecordsOfficerRole: 'AWS::IAM::Role',
    TrailLogs: 'AWS::S3::Bucket',
  },
  workflow: {
    CaseLifecycleMachine: 'AWS::StepFunctions::StateMachine',
    CaseLifecycleMachineRole: 'AWS::IAM::Role',
    EmailDeliveryMachine: 'AWS::StepFunctions::StateMachine',
    EmailDeliveryMachineRole: 'AWS::IAM::Role',
    EvaluateCaseFunction: 'AWS::Lambda::Function',
    AwaitSignalFunction: 'AWS::Lambda::Function',
    SendEmailFunction: 'AWS::Lambda::Function',
    CheckDeliveryFunction: 'AWS::Lambda::Function',
  },
} as const;

const template = asConfigured();

it.each(Object.entries(promised))('keeps in %s what a release must not replace', (stack, ids) => {
  const resources = template[stack as keyof typeof promised];
  const types = Object.keys(ids).map((id) => [id, resources[id]?.Type]);
  expect(Object.fromEntries(types)).toEqual(ids);
});

it('names machines and table as the deployment is named, since another name is another resource too', () => {
  const nameOf = (id: string) => template.workflow[id]?.Properties['StateMachineName'];
  expect(nameOf('CaseLifecycleMachine')).toBe('example-wa-case-lifecycle');
  expect(nameOf('EmailDeliveryMachine')).toBe('example-wa-email-delivery');
  expect(template.data['CaseTable']?.Properties['TableName']).toBe('macm-example-wa');
});
