import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';

/**
 * Somebody with nothing but the AWS SDK and AWS_ENDPOINT_URL, as on any AWS account. Prints what it saw as JSON.
 * Run by the test beside it, in a process of its own.
 */
const stepFunctions = new SFNClient();
const dynamodb = new DynamoDBClient();

const machines = (await stepFunctions.send(new ListStateMachinesCommand())).stateMachines ?? [];
const lifecycle = machines.find(({ name }) => name === 'case-lifecycle')?.stateMachineArn;
const listed = await stepFunctions.send(
  new ListExecutionsCommand({ stateMachineArn: lifecycle, statusFilter: 'RUNNING' }),
);
const executionArn = listed.executions?.[0]?.executionArn;
const running = await stepFunctions.send(new DescribeExecutionCommand({ executionArn }));
const history = await stepFunctions.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));

const caseId = running.name?.split('.')[0] ?? '';
const items = await dynamodb.send(
  new QueryCommand({
    TableName: 'macm-cases',
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: `AGG#case#${caseId}` } },
  }),
);

const { stateMachineArn } = await stepFunctions.send(
  new CreateStateMachineCommand({
    name: 'a-visitor',
    roleArn: 'arn:aws:iam::000000000000:role/a-visitor',
    definition: JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: 'Wait a moment',
      States: {
        'Wait a moment': { Type: 'Wait', Seconds: 1, Next: 'Add' },
        Add: { Type: 'Pass', Output: '{% $states.input.one + 1 %}', End: true },
      },
    }),
  }),
);
const own = await stepFunctions.send(
  new StartExecutionCommand({ stateMachineArn, name: 'once', input: '{"one": 1}' }),
);

/** Asks until it has ended: its second is one of this machine now. */
async function ended(): Promise<{ status: string | undefined; output: string | undefined }> {
  for (;;) {
    const { status, output } = await stepFunctions.send(
      new DescribeExecutionCommand({ executionArn: own.executionArn }),
    );
    if (status !== 'RUNNING') return { status, output };
  }
}

const inbox = await fetch(new URL('/inbox', process.env['AWS_ENDPOINT_URL']));
process.stdout.write(
  JSON.stringify({
    machines: machines.map(({ name }) => name),
    running: { status: running.status, input: running.input },
    history: history.events?.map(({ type }) => type),
    sortKeys: items.Items?.map(({ sk }) => sk?.S),
    own: await ended(),
    inbox: { status: inbox.status, page: await inbox.text() },
  }),
);
