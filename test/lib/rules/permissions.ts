const read = 'dynamodb:GetItem';
const write = ['dynamodb:PutItem', 'dynamodb:UpdateItem'];
const stream = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
  (one) => `dynamodb:${one}`,
);
const failures = ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'];
const keys = ['kms:Decrypt', 'kms:GenerateDataKey'];
const fed = [
  'ChangeMessageVisibility',
  'DeleteMessage',
  'GetQueueAttributes',
  'GetQueueUrl',
  'ReceiveMessage',
].map((one) => `sqs:${one}`);

/** An index is a resource of its own. */
const waiting = 'dynamodb:Query of attention';
const answers = [read, ...write, 'dynamodb:Query', ...keys];

/**
 * What each function may do, but for its own log and traces: held to the templates by the rules beside this, and to what
 * the functions ask for by every scenario that is played.
 */
export const permissions: Readonly<Record<string, readonly string[]>> = {
  'authorize-request': [],
  'check-health': [],
  // What it has anchored it cannot read, and so not imitate.
  'anchor-audit': [read, 'dynamodb:PutItem', 'dynamodb:Query', 's3:PutObject'],
  'serve-api': [...answers, waiting],
  // It starts the delivery of the mail with a code.
  'serve-answers': [...answers, 'states:StartExecution'],
  'await-signal': ['dynamodb:UpdateItem'],
  'evaluate-case': [read, 'dynamodb:UpdateItem'],
  'restart-failed': [read, ...write, ...fed],
  'record-delivery': [read, 'dynamodb:PutItem', ...fed, 'states:SendTaskSuccess'],
  'check-delivery': [read, ...write],
  'send-email': [
    read,
    'dynamodb:PutItem',
    'dynamodb:Query',
    ...keys,
    'ses:SendEmail',
    'ses:SendRawEmail',
    'states:SendTaskSuccess',
  ],
  'relay-changes': [
    read,
    ...write,
    'dynamodb:Query',
    ...stream,
    ...keys,
    'kms:DescribeKey',
    ...failures,
    'states:SendTaskSuccess',
    'states:StartExecution',
  ],
  'sweep-attention': [
    read,
    ...write,
    'dynamodb:DeleteItem',
    'dynamodb:Query',
    waiting,
    ...keys,
    'states:SendTaskSuccess',
    'states:StartExecution',
    'states:StopExecution',
  ],
};
