import type { LocalClock } from '../../../local/clock.ts';
import { type DynamoDb, openDynamoDb } from '../../../local/dynamodb/service.ts';
import type { Json } from '../../../local/gateway/aws-error.ts';
import { type Gateway, openGateway, type Route } from '../../../local/gateway/gateway.ts';
import type { JsonService } from '../../../local/gateway/json-service.ts';
import type { RestService } from '../../../local/gateway/rest-service.ts';
import { createEventBus, type EventBus } from '../../../local/lambda/event-bus.ts';
import { createLambdaRest } from '../../../local/lambda/rest.ts';
import {
  createLambdaRuntime,
  type LambdaFunction,
  type LambdaRuntime,
} from '../../../local/lambda/runtime.ts';
import { tableDefinition } from '../../../local/table.ts';
import { createClock, type VirtualClock } from '../../../local/virtual-clock.ts';

export const START = Date.parse('2026-03-02T01:00:00.000Z');

/** A small cloud for tests: jumping clock, tables in memory, and the failures that were reported. */
export interface TestCloud {
  clock: VirtualClock;
  lambda: LambdaRuntime;
  bus: EventBus;
  dynamodb: DynamoDb;
  gateway: Gateway;
  errors: unknown[];
  /** What an SDK client needs to know. SDK retries are off, so that each test sees each answer. */
  client: {
    endpoint: string;
    region: string;
    credentials: Record<string, string> & Credentials;
    maxAttempts: number;
  };
  close: () => Promise<void>;
}

interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
}

export interface TestCloudOptions {
  functions?: Record<string, LambdaFunction>;
  directory?: string;
  jsonServices?: Record<string, JsonService>;
  machines?: (cloud: { clock: VirtualClock; lambda: LambdaRuntime }) => JsonService;
  rest?(cloud: { clock: LocalClock; bus: EventBus; onError: (error: unknown) => void }): RestService[];
  routes?: Route[];
}

/** Opens it on a free port. */
export async function openTestCloud(options: TestCloudOptions = {}): Promise<TestCloud> {
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  const clock = createClock({ mode: 'jump', start: START, onError });
  const lambda = createLambdaRuntime({ clock, functions: new Map(Object.entries(options.functions ?? {})) });
  const bus = createEventBus({ clock, lambda, onError });
  const at = options.directory === undefined ? {} : { directory: options.directory };
  const dynamodb = await openDynamoDb({ clock, lambda, onError, ...at });
  const gateway = await openGateway(0, {
    jsonServices: {
      DynamoDB_20120810: dynamodb.call,
      ...(options.machines ? { AWSStepFunctions: options.machines({ clock, lambda }) } : {}),
      ...options.jsonServices,
    },
    restServices: [
      createLambdaRest({ clock, lambda, onError }),
      ...(options.rest?.({ clock, bus, onError }) ?? []),
    ],
    routes: options.routes ?? [],
    onError,
  });
  return {
    clock,
    lambda,
    bus,
    dynamodb,
    gateway,
    errors,
    client: {
      endpoint: gateway.url,
      region: 'ap-southeast-2',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
    },
    async close() {
      await clock.stop();
      await gateway.close();
      await dynamodb.close();
    },
  };
}

/** The application's table, under another name. */
export const TABLE: Json = { ...tableDefinition, TableName: 'Cases' };
