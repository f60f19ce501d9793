import { type App, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Deployment } from './deployment.ts';
import { peopleAcknowledgements } from './people-acknowledgements.ts';

/** Findings of the checks that are known and accepted, and why. */
export interface Acknowledgement {
  /** Ids of rules as the checks print them, with the finding in brackets where there is one. */
  rules: readonly string[];
  /** Construct paths from the app; each holds for all below it. One that is not there is an error. */
  at: readonly string[];
  reason: string;
}

const everything = ['MacmKeys', 'MacmData', 'MacmNotification', 'MacmWorkflow', 'MacmApi', 'MacmOperations'];
const functions = ['MacmWorkflow/Functions', 'MacmApi/Functions', 'MacmOperations/Functions'];
const open = ['docs', 'health', 'openapi.json', 'operations-view', 'problems', 'answer'].map(
  (area) => `MacmApi/Api/Default/${area}`,
);

const acknowledgements: readonly Acknowledgement[] = [
  {
    rules: ['NIST.800.53.R5-IAMNoInlinePolicy'],
    at: everything,
    reason:
      'Each policy belongs to one role and is made and removed with it. One that could be attached to others is what this rule is to prevent.',
  },
  {
    rules: ['AwsSolutions-IAM5[Resource::*]'],
    at: functions,
    reason:
      'Traces have no resource to name, nor has SendTaskSuccess, where the token is the secret. A test shows that nothing else is allowed on everything.',
  },
  {
    rules: ['AwsSolutions-IAM5[Resource::*]'],
    at: ['MacmWorkflow/CaseLifecycle/Role', 'MacmWorkflow/EmailDelivery/Role'],
    reason:
      'Delivery of logs and traces, as AWS documents it for state machines: these actions have no resource.',
  },
  {
    rules: [
      'AwsSolutions-IAM5[Resource::<AwaitSignalFunction.Arn>:*]',
      'AwsSolutions-IAM5[Resource::<EvaluateCaseFunction.Arn>:*]',
    ],
    at: ['MacmWorkflow/CaseLifecycle/Role'],
    reason:
      'Any version of this one function: running executions keep the definition, and so the version, they began with.',
  },
  {
    rules: [
      'AwsSolutions-IAM5[Resource::<SendEmailFunction.Arn>:*]',
      'AwsSolutions-IAM5[Resource::<CheckDeliveryFunction.Arn>:*]',
    ],
    at: ['MacmWorkflow/EmailDelivery/Role'],
    reason:
      'Any version of this one function: running executions keep the definition, and so the version, they began with.',
  },
  {
    rules: [
      'AwsSolutions-IAM5[Resource::arn:aws:states:<region>:<AWS::AccountId>:execution:{"Fn::Select":[6,{"Fn::Split":[":",{"Ref":"CaseLifecycleMachine"}]}]}:*]',
    ],
    at: ['MacmWorkflow/Functions/SweepAttentionRole'],
    reason:
      'The sweeper stops an execution whose generation is over; their names are not known before. Of this one machine only.',
  },
  {
    rules: ['AwsSolutions-IAM5[Resource::<AuditAnchors.Arn>/*]'],
    at: ['MacmData/AuditorRole'],
    reason: 'The auditor reads all anchors of this one bucket: that is what the role is for.',
  },
  {
    rules: ['AwsSolutions-IAM5[Resource::MacmData:ExportsOutputFnGetAttAuditAnchorsArn31277DDD/*]'],
    at: ['MacmOperations/Functions'],
    reason:
      'The anchoring function puts anchors of names not known before into this one bucket, and can read none.',
  },
  {
    rules: [
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup]',
    ],
    at: ['MacmOperations/BackupRole'],
    reason:
      'The policy that AWS documents and keeps for its backup service, on a role that only this service takes.',
  },
  {
    rules: ['NIST.800.53.R5-CloudWatchAlarmAction'],
    at: ['MacmNotification/AlarmSet'],
    reason: 'These stand where SES is; a rule in the region of the cases passes them to the topic of alarms.',
  },
  {
    rules: ['Serverless-SNSRedrivePolicy'],
    at: ['MacmOperations/Alarms'],
    reason:
      'The subscribers are mail addresses: SNS mails once and learns of no failure. The alarm itself stays in CloudWatch.',
  },
  {
    rules: ['AwsSolutions-SQS3', 'Serverless-SQSRedrivePolicy'],
    at: ['MacmNotification', 'MacmWorkflow', 'MacmOperations'],
    reason:
      'These queues are where things end that failed, with an alarm on the first one; there is no queue behind them.',
  },
  {
    rules: ['Serverless-LambdaAsyncFailureDestination'],
    at: ['MacmWorkflow/Functions', 'MacmOperations/Functions'],
    reason:
      'What a rule could not deliver goes to a queue of its own; a tick that failed is followed by the next one, and silence has an alarm.',
  },
  {
    rules: ['NIST.800.53.R5-LambdaDLQ', 'Serverless-LambdaDLQ'],
    at: functions,
    reason:
      'Machines, the stream and API Gateway wait for the answer and have their own ways with failures; the sweeper comes again in a minute. The functions that take events are fed by queues, behind which a queue of failures stands.',
  },
  {
    rules: ['Serverless-LambdaEventSourceMappingDestination'],
    at: ['MacmWorkflow/Functions/RecordDelivery', 'MacmWorkflow/Functions/RestartFailed'],
    reason: 'For streams. These are fed by queues, whose own redrive leads to the queue of failures.',
  },
  {
    rules: ['NIST.800.53.R5-LambdaConcurrency'],
    at: functions,
    reason:
      'The config reserves where a runaway hurts: mail, what is open to the world, the sweeper. A new account has nothing to reserve. The tasks of a case must never be throttled: a throttled look is a late deadline.',
  },
  {
    rules: ['NIST.800.53.R5-LambdaInsideVPC'],
    at: functions,
    reason: 'They use nothing private. A VPC would add a way out by NAT, which is a way out for data too.',
  },
  {
    rules: ['NIST.800.53.R5-S3BucketReplicationEnabled'],
    at: ['MacmData'],
    reason:
      'Records must stay in the jurisdiction, which often has one region. Versions and locks protect from people; what the buckets hold follows from the table, which is backed up.',
  },
  {
    rules: ['NIST.800.53.R5-S3DefaultEncryptionKMS'],
    at: ['MacmData/AccessLogs'],
    reason: 'S3 delivers access logs only to a bucket that is encrypted with keys of S3 itself.',
  },
  {
    rules: ['AwsSolutions-APIG2'],
    at: ['MacmApi/Api'],
    reason:
      'The function parses every request by the schema of its route, and says which field is wrong; the gateway would only say that one is.',
  },
  {
    rules: ['AwsSolutions-COG4'],
    at: ['MacmApi/Api'],
    reason:
      'Agencies sign in with their own identity providers, which a Lambda authorizer and the API itself verify. A user pool would be a second directory to protect.',
  },
  {
    rules: ['AwsSolutions-APIG4'],
    at: open,
    reason:
      'Open on purpose: the description of the API and the page of the operations view say nothing of any case, and pages behind links are opened by the token in the link.',
  },
  {
    rules: [
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
    ],
    at: ['MacmApi/Api/CloudWatchRole'],
    reason:
      'The role of the account by which API Gateway writes any log; this is the policy that AWS documents for it.',
  },
  {
    rules: ['NIST.800.53.R5-APIGWCacheEnabledAndEncrypted'],
    at: ['MacmApi/Api'],
    reason: 'Answers hold what one worker may see at one moment: nothing is cached, encrypted or not.',
  },
  {
    rules: ['NIST.800.53.R5-APIGWSSLEnabled'],
    at: ['MacmApi/Api'],
    reason: 'For gateways that call servers by HTTP. This one calls functions, by AWS’s own signed calls.',
  },
  {
    rules: ['Serverless-APIGWXrayEnabled'],
    at: ['MacmApi/Api'],
    reason:
      'A trace of the gateway keeps the whole address, and the address of a link opens it. The functions are traced.',
  },
];

/** An acknowledgement for something that is not there: it has moved, or the reason is gone with it. */
class StaleAcknowledgementError extends Error {
  override readonly name = 'StaleAcknowledgementError';
}

/** Each finding that is accepted in a deployment: the rule's id, the path below which it is, and why. */
export const accepted = (deployment: Deployment): { id: string; path: string; reason: string }[] =>
  [...acknowledgements, ...peopleAcknowledgements].flatMap(({ rules, at, reason }) =>
    at.flatMap((path) => rules.map((rule) => ({ id: filledIn(rule, deployment), path, reason }))),
  );

/** Tell the checks what is accepted. Throws StaleAcknowledgementError. */
export function acknowledge(app: App, deployment: Deployment): void {
  for (const { id, path, reason } of accepted(deployment))
    Validations.of(constructAt(app, path)).acknowledge({ id, reason });
}

/** The findings say names and regions as the templates have them; the account only when the config says it. */
const filledIn = (rule: string, { region, name, table, account }: Deployment): string =>
  rule
    .replace('<region>', region)
    .replace('<name>', name)
    .replace('<table>', table.name)
    .replace('<AWS::AccountId>', account ?? '<AWS::AccountId>');

function constructAt(app: App, path: string): IConstruct {
  return path.split('/').reduce<IConstruct>((at, id) => {
    const child = at.node.tryFindChild(id);
    if (!child)
      throw new StaleAcknowledgementError(`there is no ${path}: no ${id} in ${at.node.path || 'the app'}`);
    return child;
  }, app);
}
