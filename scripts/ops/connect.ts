import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { createDynamoDisposals } from '../../functions/adapters/dynamodb/disposals.ts';
import { createDynamoFormerMessages } from '../../functions/adapters/dynamodb/former-messages.ts';
import { createDynamoStores } from '../../functions/adapters/dynamodb/index.ts';
import { createKeyRing } from '../../functions/adapters/dynamodb/key-ring.ts';
import { openTable } from '../../functions/adapters/dynamodb/open-table.ts';
import { createDynamoOwnerKeys, scanOf } from '../../functions/adapters/dynamodb/owner-keys.ts';
import { createSealer } from '../../functions/adapters/dynamodb/sealer.ts';
import { createKmsKeys } from '../../functions/adapters/kms/kms-keys.ts';
import { openLocalKeyFile } from '../../functions/adapters/kms/local-key-file.ts';
import { createS3AnchorReader } from '../../functions/adapters/s3/anchors.ts';
import { createWorkflow } from '../../functions/adapters/stepfunctions/workflow.ts';
import { definitionOf } from '../../functions/application/aggregates.ts';
import type { AnchorReader } from '../../functions/application/anchors/ports.ts';
import type { App } from '../../functions/application/app.ts';
import { registry } from '../../functions/application/definitions.ts';
import { createIdentifyingScan } from '../../functions/application/identifying-scan.ts';
import type { OwnerKeys } from '../../functions/application/keys/owner-keys.ts';
import { addressHealthChange } from '../../functions/application/mail/address-health.ts';
import type { DisposalStore } from '../../functions/application/operations/dispose.ts';
import type { FormerMessages } from '../../functions/application/operations/restore.ts';
import type { PersonKeys } from '../../functions/application/ports.ts';
import { createGround, createPolicies, notWired } from '../../functions/handlers/container.ts';
import { loadDeployment } from '../../lib/config-file.ts';
import type { Deployment } from '../../lib/deployment.ts';
import { createFileAnchors } from '../../local/anchors.ts';
import { machineArn } from '../../local/machines.ts';
import { TABLE_NAME } from '../../local/table.ts';
import { createCalls } from './aws/call.ts';
import { type Caller, callerOf } from './aws/caller.ts';
import { hear } from './aws/hear.ts';
import { createS3Exports, type ExportStore } from './exports.ts';
import { type Flags, instantOf, OpsUsageError } from './options.ts';

/** What the commands work on. */
export interface Connection {
  /** Where that is, for people. */
  place: string;
  app: App;
  anchors?: AnchorReader | undefined;
  former?: FormerMessages | undefined;
  /** Disposal authorities of the deployment: authority -> class -> years. */
  authorities: Readonly<Record<string, Readonly<Record<string, number>>>>;
  disposals: DisposalStore;
  /** To destroy data keys; only with a key of persons and narratives. */
  ownerKeys?: OwnerKeys | undefined;
  /** There is a key of persons, so that what goes to a person can be done from here. */
  canOpen: boolean;
  /** As whom AWS knows us; undefined in a local cloud. */
  caller(): Promise<Caller | undefined>;
  /** Who is who, of the deployment: session -> `agy-…/rep-…`. */
  workers: Readonly<Record<string, string>>;
  /** Where exports lie on AWS. */
  exports?: ExportStore | undefined;
  close(): void;
}

const LOCAL = { AWS_REGION: 'ap-southeast-2', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };

/** Connect to AWS, or to the local cloud when an endpoint is given. Throws OpsUsageError. */
export async function connect(
  flags: Flags,
  environment: NodeJS.ProcessEnv,
  onCall?: (action: string) => void,
): Promise<Connection> {
  const endpoint = flags.endpoint ?? environment['AWS_ENDPOINT_URL'];
  const isLocal = endpoint !== undefined && /^https?:\/\/(127\.0\.0\.1|localhost)\b/.test(endpoint);
  const deployment = flags.config === undefined ? undefined : await loadDeployment(flags.config);
  const tableName =
    flags.table ?? environment['TABLE_NAME'] ?? tableOf(deployment) ?? (isLocal ? TABLE_NAME : undefined);
  if (tableName === undefined)
    throw new OpsUsageError(
      'Which table? Give --table NAME, --config FILE or TABLE_NAME, or --endpoint of a local cloud.',
    );
  const region: Region = deployment ? { region: deployment.region } : {};
  const given = {
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(isLocal
      ? {
          region: environment['AWS_REGION'] ?? LOCAL.AWS_REGION,
          credentials: { accessKeyId: LOCAL.AWS_ACCESS_KEY_ID, secretAccessKey: LOCAL.AWS_SECRET_ACCESS_KEY },
        }
      : region),
  };
  const dynamodb = new DynamoDBClient(given);
  const sfn = new SFNClient(given);
  if (onCall) hear(dynamodb, sfn, onCall);
  const machine = (
    name: 'case-lifecycle' | 'email-delivery',
    flag: string | undefined,
    variable: string,
  ): string => {
    const arn = flag ?? environment[variable] ?? (isLocal ? machineArn(name) : machineOf(deployment, name));
    // Only what starts or stops executions needs it, and then says so.
    return arn ?? `(no ${variable})`;
  };
  const keys = keysOf(flags, environment, region);
  const now = await clockOf(flags, isLocal ? endpoint : undefined);
  const parse = (type: Parameters<typeof definitionOf>[1], data: unknown) =>
    definitionOf(registry, type).parse(data);
  const nowMs = (): number => Date.parse(now());
  const over = (name: string) =>
    createDynamoStores({ client: dynamodb, tableName: name, keys: keys ?? noKeys, parse, now: nowMs });
  const stores = over(tableName);
  const app: App = {
    ...createGround(),
    ...stores,
    clock: { now },
    registry,
    policies: policiesOf(deployment, environment),
    workflow: createWorkflow({
      client: sfn,
      caseMachineArn: machine('case-lifecycle', flags['case-machine'], 'CASE_MACHINE_ARN'),
      deliveryMachineArn: machine('email-delivery', flags['delivery-machine'], 'DELIVERY_MACHINE_ARN'),
    }),
    mailer: { send: notWired('sends no mail') },
    composer: {
      compose: notWired('writes no mail'),
      health: (message) => addressHealthChange(stores, message),
    },
    identifying: createIdentifyingScan(stores),
    definitionHash: '',
    telemetry: { count: () => undefined, seconds: () => undefined, alarm: () => undefined },
  };
  const document = DynamoDBDocumentClient.from(dynamodb);
  const formerName = flags['former-table'];
  return {
    place: `${tableName}${endpoint === undefined ? '' : ` at ${endpoint}`}`,
    app,
    anchors: anchorsOf(flags, environment, region),
    former:
      formerName === undefined
        ? undefined
        : createDynamoFormerMessages(over(formerName).messages, scanOf(document, formerName)),
    authorities: deployment
      ? {
          [deployment.records.disposalAuthority]: {
            [deployment.records.disposalClass]: deployment.records.retainYears,
          },
        }
      : {},
    disposals: createDynamoDisposals(openTable(dynamodb, tableName)),
    ownerKeys: keys && ownerKeysOf(dynamodb, tableName, keys),
    canOpen: keys !== undefined,
    caller: () => (isLocal ? Promise.resolve(undefined) : callerBy(dynamodb)),
    workers: deployment?.operations.workers ?? {},
    exports: flags.bucket === undefined ? undefined : createS3Exports(new S3Client(region), flags.bucket),
    close() {
      dynamodb.destroy();
      sfn.destroy();
    },
  };
}

async function callerBy(client: DynamoDBClient): Promise<Caller> {
  const region = await client.config.region();
  return callerOf(createCalls({ region, credentials: () => client.config.credentials() }));
}

function ownerKeysOf(client: DynamoDBClient, name: string, keys: PersonKeys): OwnerKeys {
  const table = openTable(client, name);
  const ring = createKeyRing(table, keys, Date.now);
  const scan = scanOf(DynamoDBDocumentClient.from(client), name);
  return createDynamoOwnerKeys({ table, scan, ring, sealer: createSealer(ring), keys, now: Date.now });
}

const tableOf = (deployment: Deployment | undefined): string | undefined =>
  deployment && (deployment.table.restored?.name ?? deployment.table.name);

/** As lib/stacks/workflow-stack.ts names them; needs the account in the config. */
const machineOf = (deployment: Deployment | undefined, name: string): string | undefined =>
  deployment?.account === undefined
    ? undefined
    : `arn:aws:states:${deployment.region}:${deployment.account}:stateMachine:${deployment.name}-${name}`;

const noKeys: PersonKeys = {
  create: notWired('has no key: give --people-key ID, or --data DIR of a local cloud'),
  unwrap: notWired('has no key: give --people-key ID, or --data DIR of a local cloud'),
  rewrap: notWired('replaces no keys'),
};

type Region = { region?: string };

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

function keysOf(flags: Flags, environment: NodeJS.ProcessEnv, region: Region): PersonKeys | undefined {
  if (flags.data !== undefined) return openLocalKeyFile(join(flags.data, 'people.key'));
  const id = flags['people-key'] ?? environment['PEOPLE_KEY_ID'];
  return id === undefined ? undefined : createKmsKeys(new KMSClient(region), id);
}

function anchorsOf(flags: Flags, environment: NodeJS.ProcessEnv, region: Region): AnchorReader | undefined {
  const bucket = flags.anchors ?? environment['ANCHOR_BUCKET'];
  if (bucket !== undefined)
    return isFolder(bucket) ? createFileAnchors(bucket) : createS3AnchorReader(new S3Client(region), bucket);
  return flags.data === undefined ? undefined : createFileAnchors(join(flags.data, 'anchors'));
}

function policiesOf(deployment: Deployment | undefined, environment: NodeJS.ProcessEnv): App['policies'] {
  if (deployment) {
    const { profile, earlier, overrides } = deployment.policy;
    return createPolicies(profile, JSON.stringify([...earlier, overrides]));
  }
  const profile = z.enum(['wa', 'vic', 'nz']).parse(environment['PROFILE'] ?? 'wa');
  return createPolicies(profile, environment['POLICY_OVERRIDES']);
}

const healthSchema = z.object({ at: z.string() });

/** The time in which the cases live: the host's, or that of a local cloud, which runs on from what it says now. */
async function clockOf(flags: Flags, endpoint: string | undefined): Promise<() => string> {
  if (flags.now !== undefined) {
    const fixed = instantOf('now', flags.now);
    return () => fixed;
  }
  if (endpoint === undefined) return () => new Date().toISOString();
  try {
    const { at } = healthSchema.parse(await (await fetch(`${endpoint}/health.json`)).json());
    const offset = Date.parse(at) - Date.now();
    return () => new Date(Date.now() + offset).toISOString();
  } catch {
    throw new OpsUsageError(
      `${endpoint}: no local cloud answers there; start one with npm start, or give --now TIME`,
    );
  }
}

/** The text of a file that a command was given. Throws OpsUsageError. */
export function readGiven(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new OpsUsageError(`${file}: cannot be read`);
  }
}
