import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { FakeCloud } from '../restore/fake-cloud.ts';

type Body = Record<string, unknown>;
interface Asked {
  method: string;
  url: URL;
  body: Body;
}

/** What AWS refuses: its name goes where the protocol has it. */
class Refused extends Error {}

const CALLER = 'arn:aws:sts::111122223333:assumed-role/RestoreRole/sam.engineer';
const RULE = 'MacmWorkflow-EveryMinute1A2B3C4D-XYZ';
const UUID = '11111111-2222-3333-4444-555555555555';

/** The fake cloud behind the protocols that AWS speaks: JSON by target, REST, and queries that answer XML. */
export class FakeAws {
  readonly cloud: FakeCloud;
  /** IAM actions in the order of the calls. */
  readonly actions: string[] = [];
  private readonly server: Server;

  constructor(cloud: FakeCloud) {
    this.cloud = cloud;
    this.server = createServer((request, response) => {
      void this.answer(request).then(
        (body) => response.end(body),
        (error: unknown) => {
          const name = error instanceof Refused ? error.message : 'InternalFailure';
          response.statusCode = error instanceof Refused ? 400 : 500;
          response.end(JSON.stringify({ __type: name, message: String(error) }));
        },
      );
    });
  }

  async open(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }
  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage): Promise<string> {
    const { method = '', headers } = request;
    if (!headers.authorization?.startsWith('AWS4-HMAC-SHA256'))
      throw new Refused('MissingAuthenticationToken');
    const url = new URL(request.url ?? '/', 'http://fake');
    const given = await text(request);
    if (headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
      return this.query(new URLSearchParams(given));
    const body: Body = given === '' ? {} : JSON.parse(given);
    const [service, operation = ''] = String(headers['x-amz-target'] ?? '').split('.');
    if (service === 'DynamoDB_20120810') return json(await this.dynamodb(operation, body));
    if (service === 'AWSEvents') return json(await this.events(operation));
    return json(await this.lambda({ method, url, body }));
  }

  private heard(action: string): void {
    this.actions.push(action);
  }

  private query(parameters: URLSearchParams): string {
    const action = parameters.get('Action');
    if (action === 'GetCallerIdentity') {
      this.heard('sts:GetCallerIdentity');
      return `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>${CALLER}</Arn><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
    }
    if (action !== 'ListStackResources') throw new Refused('InvalidAction');
    this.heard('cloudformation:ListStackResources');
    // Two pages, of which the first one has what only looks like the rule.
    const pages = [
      { EveryMinuteAllowEventRule12345678: 'permission' },
      {
        EveryMinute1A2B3C4D: `${RULE}`,
        RelayChangesFunction: 'relay',
        EvaluateCaseFunction: 'EvaluateCaseFunction',
        SendEmailFunction: 'SendEmailFunction',
        ServeApiFunction: 'ServeApiFunction',
        ServeAnswersFunction: 'ServeAnswersFunction',
      },
    ];
    const isFirst = parameters.get('NextToken') === null;
    const members = Object.entries(pages[isFirst ? 0 : 1] ?? {}).map(
      ([logical, physical]) =>
        `<member><LogicalResourceId>${logical}</LogicalResourceId><PhysicalResourceId>${physical}</PhysicalResourceId></member>`,
    );
    return `<R><StackResourceSummaries>${members.join('')}</StackResourceSummaries>${isFirst ? '<NextToken>more</NextToken>' : ''}</R>`;
  }

  private async writer(id: string, stopped: boolean): Promise<void> {
    const found = (await this.cloud.writers()).find((one) => one.id === id);
    if (!found) throw new Refused('ResourceNotFoundException');
    await (stopped ? this.cloud.stop(found) : this.cloud.release(found));
  }
  private async isStopped(id: string): Promise<boolean> {
    return (await this.cloud.writers()).some((one) => one.id === id && one.stopped);
  }

  private async events(operation: string): Promise<Body> {
    this.heard(`events:${operation}`);
    if (operation === 'DescribeRule')
      return { Name: RULE, State: (await this.isStopped('rule')) ? 'DISABLED' : 'ENABLED' };
    await this.writer('rule', operation === 'DisableRule');
    return {};
  }

  private async lambda({ method, url, body }: Asked): Promise<Body> {
    const [, , kind, id = '', what] = url.pathname.split('/');
    if (kind === 'event-source-mappings' && method === 'GET') {
      this.heard('lambda:ListEventSourceMappings');
      const State = (await this.isStopped('stream')) ? 'Disabled' : 'Enabled';
      const EventSourceArn = 'arn:aws:dynamodb:x:1:table/cases/stream/now';
      return {
        EventSourceMappings:
          url.searchParams.get('FunctionName') === 'relay' ? [{ UUID, EventSourceArn, State }] : [],
      };
    }
    if (kind === 'event-source-mappings') {
      this.heard('lambda:UpdateEventSourceMapping');
      await this.writer('stream', body['Enabled'] === false);
      return {};
    }
    if (what === 'configuration') {
      this.heard('lambda:GetFunctionConfiguration');
      const found = (await this.cloud.writers()).find((one) => one.id === id);
      return { Environment: { Variables: { TABLE_NAME: found?.tableName } } };
    }
    if (method === 'GET') {
      this.heard('lambda:GetFunctionConcurrency');
      return (await this.isStopped(id)) ? { ReservedConcurrentExecutions: 0 } : {};
    }
    this.heard(method === 'PUT' ? 'lambda:PutFunctionConcurrency' : 'lambda:DeleteFunctionConcurrency');
    await this.writer(id, body['ReservedConcurrentExecutions'] === 0);
    return {};
  }

  private async dynamodb(operation: string, body: Body): Promise<Body> {
    this.heard(`dynamodb:${operation}`);
    const name = typeof body['TableName'] === 'string' ? body['TableName'] : '';
    const { tables } = this.cloud;
    const made = tables.get(name);
    if (operation.startsWith('Describe') && !made)
      throw new Refused('com.amazonaws.dynamodb.v20120810#ResourceNotFoundException');
    const status = (on: boolean | undefined): string => (on ? 'ENABLED' : 'DISABLED');
    switch (operation) {
      case 'DescribeTable': {
        const seen = await this.cloud.table(name);
        return {
          Table: {
            TableArn: seen?.arn,
            TableStatus: seen?.ready ? 'ACTIVE' : 'UPDATING',
            DeletionProtectionEnabled: seen?.deletionProtection,
            LatestStreamArn: seen?.streamArn,
            StreamSpecification: seen?.streamArn === undefined ? undefined : { StreamEnabled: true },
          },
        };
      }
      case 'DescribeTimeToLive':
        return { TimeToLiveDescription: { TimeToLiveStatus: status(made?.expiry) } };
      case 'DescribeContinuousBackups': {
        const window = await this.cloud.recovery(name);
        const seconds = (at: string | undefined) => at && Date.parse(at) / 1000;
        return {
          ContinuousBackupsDescription: {
            ContinuousBackupsStatus: 'ENABLED',
            PointInTimeRecoveryDescription: {
              PointInTimeRecoveryStatus: status(made?.pointInTime),
              EarliestRestorableDateTime: seconds(window?.earliest),
              LatestRestorableDateTime: seconds(window?.latest),
            },
          },
        };
      }
      case 'ListTagsOfResource': {
        const found = [...tables.values()].find(({ arn }) => arn === body['ResourceArn']);
        return { Tags: Object.entries(found?.tags ?? {}).map(([Key, Value]) => ({ Key, Value })) };
      }
      case 'TagResource': {
        const tags = body['Tags'] as { Key: string; Value: string }[];
        await this.cloud.tag(
          String(body['ResourceArn']),
          Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])),
        );
        return {};
      }
      case 'RestoreTableToPointInTime': {
        const at = new Date(Number(body['RestoreDateTime']) * 1000).toISOString();
        await this.cloud.restore(String(body['SourceTableName']), String(body['TargetTableName']), at);
        return {};
      }
      case 'UpdateTable':
        await this.cloud.turnOn(name, body['StreamSpecification'] ? 'stream' : 'deletionProtection');
        return {};
      case 'UpdateTimeToLive':
        await this.cloud.turnOn(name, 'expiry');
        return {};
      case 'UpdateContinuousBackups':
        await this.cloud.turnOn(name, 'pointInTime');
        return {};
      default:
        throw new Refused('UnknownOperationException');
    }
  }
}

const json = (body: Body): string => JSON.stringify(body);
