import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { MESSAGE_TAG } from '../../functions/adapters/ses/mailer.ts';
import { loadCase } from '../../functions/application/load-states.ts';
import type { StoredMessage } from '../../functions/application/stored-message.ts';
import { createStores } from '../../functions/handlers/container.ts';
import { testDeployment } from './deployment.ts';
import { invoke } from './lambda.ts';
import { ACCOUNT, REGION } from './place.ts';

const { name, table } = testDeployment();
const arnOf = (kind: 'stateMachine' | 'execution', rest: string): string =>
  `arn:aws:states:${REGION}:${ACCOUNT}:${kind}:${name}-${rest}`;

/** Looks into what was deployed, as an operator would. The SDK finds the emulator by the environment. */
export class Watch {
  readonly stores = createStores(table.name);
  private readonly url: string;
  private readonly sfn = new SFNClient({});

  /** @param url the emulator */
  constructor(url: string) {
    this.url = url;
  }

  async phaseOf(caseId: string): Promise<string | undefined> {
    return (await loadCase(this.stores, caseId))?.phase;
  }

  /** The latest generation of a case: what it came to, and the states that it was in, in order. */
  async execution(caseId: string): Promise<{ name: string; status: string; states: string[] }> {
    const record = await this.stores.aggregates.load({ type: 'case', id: caseId });
    const name = `${caseId}.g${record?.generation}`;
    const executionArn = arnOf('execution', `case-lifecycle:${name}`);
    const { status = '' } = await this.sfn.send(new DescribeExecutionCommand({ executionArn }));
    const { events = [] } = await this.sfn.send(
      new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }),
    );
    return { name, status, states: events.flatMap((event) => event.stateEnteredEventDetails?.name ?? []) };
  }

  /** The definition that new executions of cases get. */
  async definition(): Promise<string> {
    const stateMachineArn = arnOf('stateMachine', 'case-lifecycle');
    return (await this.sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).definition ?? '';
  }

  /** Every message that has an execution of its own. */
  async messages(): Promise<StoredMessage[]> {
    const stateMachineArn = arnOf('stateMachine', 'email-delivery');
    const { executions = [] } = await this.sfn.send(
      new ListExecutionsCommand({ stateMachineArn, maxResults: 1000 }),
    );
    const ids = new Set(executions.flatMap((one) => one.name?.split('.')[0] ?? []));
    const found = await Promise.all([...ids].map((id) => this.stores.messages.load(id)));
    return found.filter((one) => one !== undefined);
  }

  /** Say in the place of SES that every mail that it took has arrived. */
  async deliver(): Promise<void> {
    for (const { message } of await this.messages()) {
      if (message.status !== 'accepted') continue;
      const tags = { [MESSAGE_TAG]: [message.messageId] };
      const mail = { messageId: message.providerMessageId ?? '', tags };
      await invoke(this.url, 'RecordDelivery', { detail: { eventType: 'Delivery', mail } });
    }
  }
}
