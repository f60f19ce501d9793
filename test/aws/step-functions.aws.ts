import { readFileSync } from 'node:fs';
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  TestStateCommand,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountUnderTest, required, temporaryName } from './account.ts';

const waits = (Comment: string): string =>
  JSON.stringify({
    Comment,
    QueryLanguage: 'JSONata',
    StartAt: 'Wait',
    States: { Wait: { Type: 'Wait', Seconds: 3600, End: true } },
  });

describe('Step Functions', () => {
  const sfn = new SFNClient({});
  const name = temporaryName();
  let stateMachineArn = '';
  const start = (execution: string, input: string) =>
    sfn.send(new StartExecutionCommand({ stateMachineArn, name: execution, input }));

  beforeAll(async () => {
    await accountUnderTest();
    const roleArn = required('MACM_TEST_ROLE', 'the ARN of a role that states.amazonaws.com may assume');
    const made = await sfn.send(new CreateStateMachineCommand({ name, roleArn, definition: waits('first') }));
    stateMachineArn = made.stateMachineArn ?? '';
  });
  afterAll(async () => {
    if (stateMachineArn !== '') await sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
  });

  it.each(['case-lifecycle', 'email-delivery'])(
    'takes %s, with timeouts that are expressions',
    async (file) => {
      const arn = 'arn:aws:lambda:ap-southeast-2:111122223333:function:one';
      const definition = readFileSync(`statemachines/${file}.asl.json`, 'utf8')
        .replaceAll('${DefinitionHash}', 'a hash')
        .replaceAll(/\$\{\w+Arn\}/g, arn);
      const { result, diagnostics } = await sfn.send(
        new ValidateStateMachineDefinitionCommand({ definition }),
      );
      expect(diagnostics?.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
      expect(result).toBe('OK');
    },
  );

  it('waits for a callback as long as an expression says', async () => {
    const definition = JSON.stringify({
      QueryLanguage: 'JSONata',
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: { FunctionName: 'one', Payload: { token: '{% $states.context.Task.Token %}' } },
      TimeoutSeconds: '{% $waitSeconds %}',
      End: true,
    });
    const { status } = await sfn.send(
      new TestStateCommand({
        definition,
        variables: '{"waitSeconds": 30}',
        context: '{"Task": {"Token": "a token"}}',
        mock: { result: '{}' },
      }),
    );
    expect(status).toBe('SUCCEEDED');
  });

  it('answers a start under the name and with the input of a running execution as the first time', async () => {
    const first = await start('same', '{"caseId":"case-one","generation":1}');
    const again = await start('same', '{"caseId":"case-one","generation":1}');
    expect(again.executionArn).toBe(first.executionArn);
    await expect(start('same', '{"caseId":"case-two","generation":1}')).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
    });
  });

  it('refuses the name of an execution that has ended', async () => {
    const { executionArn } = await start('ended', '{}');
    await sfn.send(new StopExecutionCommand({ executionArn }));
    await expect(start('ended', '{}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  });

  it('keeps the definition of a running execution when the machine gets another', async () => {
    const { executionArn } = await start('kept', '{}');
    await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: waits('second') }));
    const { definition } = await sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
    expect(definition).toContain('first');
  });

  it('names the error of a token that means nothing', async () => {
    const wrong = new SendTaskSuccessCommand({ taskToken: 'no token of anybody', output: '{}' });
    await expect(sfn.send(wrong)).rejects.toSatisfy(
      ({ name: error }) => error === 'InvalidToken' || error === 'TaskDoesNotExist',
    );
  });
});
