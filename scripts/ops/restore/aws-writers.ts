import * as z from 'zod';
import { type CallService, queryCall } from '../aws/call.ts';
import type { RestoreCloud, Writer } from './cloud.ts';

/** Functions that change cases by themselves, and how many at once the config reserves for each. */
export interface StoppedFunctions {
  /** Logical ids, by stack: `{ MacmWorkflow: { EvaluateCaseFunction: undefined, … } }`. */
  readonly [stack: string]: Readonly<Record<string, number | undefined>>;
}

export interface AwsWritersOptions {
  call: CallService;
  functions: StoppedFunctions;
  /** Where the sweeper's rule and the function behind the stream are. */
  stack: string;
  /** Logical ids of the rule and of the function, without the hash that the CDK may add. */
  rule: string;
  relay: string;
}

const mappingsSchema = z.object({
  EventSourceMappings: z.array(
    z.object({ UUID: z.string(), EventSourceArn: z.string().default(''), State: z.string() }),
  ),
});
const ruleSchema = z.object({ State: z.string() });
const concurrencySchema = z.object({ ReservedConcurrentExecutions: z.number().optional() });
const environmentSchema = z.object({
  Environment: z.object({ Variables: z.object({ TABLE_NAME: z.string() }) }).optional(),
});

/** What stops and starts what writes on AWS: by the ids of the stacks, since functions have no names of their own. */
export function createAwsWriters({
  call,
  functions,
  stack,
  rule,
  relay,
}: AwsWritersOptions): Pick<RestoreCloud, 'writers' | 'stop' | 'release'> {
  const ask = async (action: string, method: 'GET' | 'PUT' | 'DELETE', path: string, body?: unknown) => {
    const [url = '', query = ''] = path.split('?');
    return call({
      service: 'lambda',
      action: `lambda:${action}`,
      method,
      path: url,
      query: Object.fromEntries(new URLSearchParams(query)),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  };
  const askRule = (operation: 'DescribeRule' | 'DisableRule' | 'EnableRule', Name: string) =>
    call({
      service: 'events',
      action: `events:${operation}`,
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSEvents.${operation}` },
      body: JSON.stringify({ Name }),
    });
  /** Logical id -> physical id. */
  async function resourcesOf(name: string): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    let next: string | undefined;
    do {
      const page = await queryCall(call, 'cloudformation:ListStackResources', '2010-05-15', {
        StackName: name,
        ...(next === undefined ? {} : { NextToken: next }),
      });
      for (const [, one = ''] of page.matchAll(/<member>([\s\S]*?)<\/member>/g))
        found.set(textIn(one, 'LogicalResourceId'), textIn(one, 'PhysicalResourceId'));
      next = textIn(page, 'NextToken') || undefined;
    } while (next !== undefined);
    return found;
  }
  const known = new Map<string, Promise<Map<string, string>>>();
  async function idOf(of: string, logical: string): Promise<string> {
    const resources = known.get(of) ?? resourcesOf(of);
    known.set(of, resources);
    // Where the id is not promised (test/lib/rules/promised-ids.ts), the CDK adds a hash.
    const pattern = new RegExp(`^${logical}([0-9A-F]{8})?$`);
    const found = [...(await resources)].find(([id]) => pattern.test(id));
    if (found) return found[1];
    throw new Error(`stack ${of} has no ${logical}: is it deployed, and in this region?`);
  }

  async function functionOf(of: string, logical: string, reserved: number | undefined): Promise<Writer> {
    const id = await idOf(of, logical);
    const configuration = await ask(
      'GetFunctionConfiguration',
      'GET',
      `/2015-03-31/functions/${id}/configuration`,
    );
    const concurrency = await ask('GetFunctionConcurrency', 'GET', `/2019-09-30/functions/${id}/concurrency`);
    return {
      name: `${logical} (function)`,
      kind: 'function',
      id,
      stopped: concurrencySchema.parse(JSON.parse(concurrency)).ReservedConcurrentExecutions === 0,
      tableName: environmentSchema.parse(JSON.parse(configuration)).Environment?.Variables.TABLE_NAME,
      reserved,
    };
  }

  async function streamsOf(): Promise<Writer[]> {
    const name = await idOf(stack, relay);
    const listed = await ask(
      'ListEventSourceMappings',
      'GET',
      `/2015-03-31/event-source-mappings/?FunctionName=${name}`,
    );
    return mappingsSchema
      .parse(JSON.parse(listed))
      .EventSourceMappings.filter(({ EventSourceArn }) => EventSourceArn.includes('/stream/'))
      .map(({ UUID, State }) => ({
        name: `${relay} (event source)`,
        kind: 'stream',
        id: UUID,
        stopped: ['Disabled', 'Disabling'].includes(State),
      }));
  }

  async function turn(writer: Writer, stopped: boolean): Promise<void> {
    const { kind, id, reserved } = writer;
    const concurrency = `/2017-10-31/functions/${id}/concurrency`;
    if (kind === 'rule') await askRule(stopped ? 'DisableRule' : 'EnableRule', id);
    else if (kind === 'stream')
      await ask('UpdateEventSourceMapping', 'PUT', `/2015-03-31/event-source-mappings/${id}`, {
        Enabled: !stopped,
      });
    else if (stopped || reserved !== undefined)
      await ask('PutFunctionConcurrency', 'PUT', concurrency, {
        ReservedConcurrentExecutions: stopped ? 0 : reserved,
      });
    else await ask('DeleteFunctionConcurrency', 'DELETE', concurrency);
  }

  return {
    async writers() {
      const ruleName = (await idOf(stack, rule)).split('/').at(-1) ?? '';
      const { State } = ruleSchema.parse(JSON.parse(await askRule('DescribeRule', ruleName)));
      const found: Writer[] = [
        { name: `${rule} (rule)`, kind: 'rule', id: ruleName, stopped: State === 'DISABLED' },
        ...(await streamsOf()),
      ];
      for (const [of, ids] of Object.entries(functions))
        for (const [logical, reserved] of Object.entries(ids))
          found.push(await functionOf(of, logical, reserved));
      return found;
    },
    stop: (writer) => turn(writer, true),
    release: (writer) => turn(writer, false),
  };
}

const textIn = (xml: string, tag: string): string =>
  new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1] ?? '';
