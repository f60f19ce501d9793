/*
 * What people do with `npm run ops`, as which role, and by which calls. The roles are made of it, and a test holds
 * the calls that each command makes against it.
 */

/** Roles that people become. The auditor is made with the anchors, break-glass with the keys. */
export const peopleRoles = ['operator', 'restorer', 'auditor', 'keyKeeper', 'recordsOfficer'] as const;
export type PeopleRole = (typeof peopleRoles)[number];

const GET = 'dynamodb:GetItem';
const QUERY = 'dynamodb:Query';
const SCAN = 'dynamodb:Scan';
const PUT = 'dynamodb:PutItem';
const UPDATE = 'dynamodb:UpdateItem';
const DELETE = 'dynamodb:DeleteItem';
const READ = [GET, QUERY];
const START = 'states:StartExecution';
const STOP = 'states:StopExecution';
const WAKE = 'states:SendTaskSuccess';
const OPEN = 'kms:Decrypt';
const MAKE_KEY = 'kms:GenerateDataKey';

/** What one command asks of AWS: IAM actions. */
export interface CommandCalls {
  role: PeopleRole;
  calls: readonly string[];
}

export const commandCalls: Readonly<Record<string, CommandCalls>> = {
  stuck: { role: 'operator', calls: READ },
  'policy-versions': { role: 'operator', calls: READ },
  wake: { role: 'operator', calls: [...READ, PUT, UPDATE, START, WAKE] },
  restart: { role: 'operator', calls: [...READ, UPDATE, START, STOP] },
  nudge: { role: 'operator', calls: [...READ, PUT, UPDATE, START, WAKE] },
  'redrive-mail': { role: 'operator', calls: [...READ, PUT, START] },
  'release-dead': { role: 'operator', calls: [...READ, PUT, UPDATE, DELETE, START, WAKE] },
  'trace-recipients': { role: 'operator', calls: READ },
  restore: {
    role: 'restorer',
    calls: [
      ...READ,
      SCAN,
      PUT,
      UPDATE,
      DELETE,
      'dynamodb:BatchWriteItem',
      'dynamodb:DescribeTable',
      'dynamodb:DescribeTimeToLive',
      'dynamodb:DescribeContinuousBackups',
      'dynamodb:ListTagsOfResource',
      'dynamodb:RestoreTableToPointInTime',
      'dynamodb:UpdateTable',
      'dynamodb:UpdateTimeToLive',
      'dynamodb:UpdateContinuousBackups',
      'dynamodb:TagResource',
      'cloudformation:ListStackResources',
      'events:DescribeRule',
      'events:DisableRule',
      'events:EnableRule',
      'lambda:GetFunctionConfiguration',
      'lambda:GetFunctionConcurrency',
      'lambda:PutFunctionConcurrency',
      'lambda:DeleteFunctionConcurrency',
      'lambda:ListEventSourceMappings',
      'lambda:UpdateEventSourceMapping',
      START,
      STOP,
    ],
  },
  'after-restore': { role: 'restorer', calls: [...READ, SCAN, PUT, UPDATE, START, STOP] },
  'verify-audit': { role: 'auditor', calls: [...READ, 's3:ListBucket', 's3:GetObject'] },
  'fetch-anchors': { role: 'auditor', calls: ['s3:ListBucket', 's3:GetObject'] },
  'rotate-keys': { role: 'keyKeeper', calls: [...READ, SCAN, UPDATE, PUT, OPEN, MAKE_KEY] },
  'rewrap-keys': {
    role: 'keyKeeper',
    calls: [...READ, SCAN, UPDATE, PUT, 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
  },
  'reindex-people': { role: 'keyKeeper', calls: [...READ, SCAN, PUT, UPDATE, DELETE, OPEN, MAKE_KEY] },
  'move-policy': { role: 'keyKeeper', calls: [...READ, PUT, UPDATE, OPEN, MAKE_KEY] },
  'export-case': {
    role: 'recordsOfficer',
    calls: [...READ, PUT, OPEN, 's3:PutObject'],
  },
  'export-link': {
    role: 'recordsOfficer',
    calls: ['s3:ListBucket', 's3:GetObject'],
  },
  dispose: { role: 'recordsOfficer', calls: [...READ, PUT, UPDATE, DELETE, OPEN] },
};

/** All that a role does, each action once, in order. */
export const actionsOf = (role: PeopleRole): string[] =>
  [
    ...new Set(
      Object.values(commandCalls).flatMap((command) => (command.role === role ? command.calls : [])),
    ),
  ].toSorted();
