import type { Acknowledgement } from './acknowledgements.ts';

const wildcard = (resource: string): string => `AwsSolutions-IAM5[Resource::${resource}]`;
const arn = (service: string, rest: string): string =>
  wildcard(`arn:aws:${service}:<region>:<AWS::AccountId>:${rest}`);
const roles = ['MacmData/PeopleRoles'];

/** What the checks find of the roles of people and of the trail, and why that is accepted. */
export const peopleAcknowledgements: readonly Acknowledgement[] = [
  {
    rules: ['case-lifecycle', 'email-delivery'].map((machine) =>
      arn('states', `execution:<name>-${machine}:*`),
    ),
    at: roles,
    reason: 'People stop an execution whose generation is over; their names are not known before.',
  },
  {
    rules: [wildcard('*')],
    at: roles,
    reason:
      'SendTaskSuccess has no resource, since the token is the secret; nor have event source mappings, whose ids are not known before. A test shows that nothing else is allowed on everything.',
  },
  {
    rules: [
      arn('dynamodb', 'table/<table>-at-*'),
      arn('dynamodb', 'table/<table>-at-*/index/attention'),
      arn('cloudformation', 'stack/MacmApi/*'),
      arn('cloudformation', 'stack/MacmWorkflow/*'),
      arn('events', 'rule/MacmWorkflow-EveryMinute*'),
      ...['EvaluateCase', 'SendEmail', 'RelayChanges'].map((id) =>
        arn('lambda', `function:MacmWorkflow-${id}Function*`),
      ),
      ...['ServeApi', 'ServeAnswers'].map((id) => arn('lambda', `function:MacmApi-${id}Function*`)),
    ],
    at: roles,
    reason:
      'A restore makes a table that is named after its moment, and stops functions and a rule that CloudFormation has named. By name, so that these roles hold no other stack fast.',
  },
  {
    rules: [wildcard('<Documents.Arn>/exports/*')],
    at: roles,
    reason: 'Exports are named after the case and the moment; only this part of this one bucket.',
  },
  {
    rules: ['NIST.800.53.R5-CloudTrailCloudWatchLogsEnabled'],
    at: ['MacmData'],
    reason:
      'What somebody must hear of at once is an event by itself. A second copy in a log could be read, and deleted, by more people than the locked bucket.',
  },
];
