import { setTimeout } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import { createDynamoStores } from '../adapters/dynamodb/index.ts';
import { createKmsKeys } from '../adapters/kms/kms-keys.ts';
import { createWorkflow } from '../adapters/stepfunctions/workflow.ts';
import { definitionOf } from '../application/aggregates.ts';
import type { App, Composer } from '../application/app.ts';
import { registry } from '../application/definitions.ts';
import { createIdentifyingScan } from '../application/identifying-scan.ts';
import { addressHealthChange } from '../application/mail/address-health.ts';
import { createPolicyBook } from '../application/policy-book.ts';
import type { Mailer, Ports } from '../application/ports.ts';
import { profiles } from '../domain/policy/index.ts';
import type { Log } from '../middleware/log.ts';
import { readEnvironment } from './environment.ts';
import { createTelemetry } from './telemetry.ts';

export interface Container {
  app: App;
  log: Log;
}

/** What only the function that sends is wired with. */
export interface MailParts {
  mailer: Mailer;
  compose(ports: Pick<Ports, 'aggregates' | 'notes' | 'policies' | 'clock'>): Composer['compose'];
}

/** A function that does not send was asked to: a defect of the wiring. */
export class NotWiredError extends Error {
  override readonly name = 'NotWiredError';
}

const refuse = async (): Promise<never> => {
  throw new NotWiredError('this function sends no mail');
};
const noMail: MailParts = { mailer: { send: refuse }, compose: () => refuse };

/** Build everything that a function stands on, once, when it starts. Throws EnvironmentError. */
export function createContainer(variables: NodeJS.ProcessEnv, mail: MailParts = noMail): Container {
  const env = readEnvironment(variables);
  const stores = createDynamoStores({
    client: new DynamoDBClient({}),
    tableName: env.TABLE_NAME,
    keys: createKmsKeys(new KMSClient({}), env.PEOPLE_KEY_ID),
    parse: (type, data) => definitionOf(registry, type).parse(data),
    now: Date.now,
  });
  const workflow = createWorkflow({
    client: new SFNClient({}),
    caseMachineArn: env.CASE_MACHINE_ARN,
    deliveryMachineArn: env.DELIVERY_MACHINE_ARN,
  });
  const clock = { now: () => new Date().toISOString() };
  const policies = createPolicyBook(profiles[env.PROFILE], Object.values(profiles));
  const app: App = {
    ...stores,
    registry,
    workflow,
    policies,
    clock,
    mailer: mail.mailer,
    composer: {
      compose: mail.compose({ ...stores, policies, clock }),
      health: (message) => addressHealthChange(stores, message),
    },
    identifying: createIdentifyingScan(stores),
    definitionHash: env.DEFINITION_HASH,
    random: Math.random,
    pause: (milliseconds) => setTimeout(milliseconds),
    telemetry: createTelemetry((line) => process.stdout.write(`${line}\n`), Date.now),
  };
  return { app, log: createLog() };
}

function createLog(): Log {
  const logger = new Logger({ serviceName: 'case-management' });
  return {
    info: (code, keys = {}) => logger.info(code, keys),
    error: (code, keys = {}) => logger.error(code, keys),
  };
}
