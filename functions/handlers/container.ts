import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { AggregateCodec } from '../adapters/dynamodb/aggregate-codec.ts';
import { createDynamoAggregates } from '../adapters/dynamodb/aggregates.ts';
import { createDynamoStores, type DynamoStores } from '../adapters/dynamodb/index.ts';
import { openTable } from '../adapters/dynamodb/open-table.ts';
import { createDynamoMessages } from '../adapters/dynamodb/records.ts';
import { parseState } from '../application/load-states.ts';
import { createPolicyBook } from '../application/policy-book.ts';
import type { AggregateStore, MessageStore, PersonKeys, PolicyBook, Ports } from '../application/ports.ts';
import { deployedPolicies, type PolicyOverrides } from '../domain/policy/index.ts';
import { EnvironmentError, type Profile } from './environment.ts';
import { createTelemetry } from './telemetry.ts';

export { createLog } from './log.ts';

/*
 * The parts that functions are made of. Each index.ts takes only those it needs, so that a function is bundled
 * with nothing that it never runs (docs/adr/0007).
 */

/** A function reached for something that it is not wired with: a defect of the wiring. */
class NotWiredError extends Error {
  override readonly name = 'NotWiredError';
}

/** A port of a function that must never need it. */
export const notWired = (what: string) => async (): Promise<never> => {
  throw new NotWiredError(`this function ${what}`);
};

/** What every function stands on: time, chance, metrics. */
export const createGround = (): Pick<Ports, 'clock' | 'random' | 'pause' | 'telemetry'> => ({
  clock: { now: () => new Date().toISOString() },
  random: Math.random,
  pause: (milliseconds) => setTimeout(milliseconds),
  telemetry: createTelemetry((line) => process.stdout.write(`${line}\n`), Date.now),
});

const opensNothing: PersonKeys = {
  create: notWired('keeps nothing sealed and signs no link'),
  unwrap: notWired('reads nothing sealed and signs no link'),
  rewrap: notWired('replaces no keys'),
};

/** The stores over the table. Without keys: all but persons and narratives. */
export const createStores = (
  tableName: string,
  keys: PersonKeys = opensNothing,
  linkKeys: PersonKeys = opensNothing,
): DynamoStores =>
  createDynamoStores({
    client: new DynamoDBClient({}),
    tableName,
    keys,
    linkKeys,
    parse: parseState,
    now: Date.now,
  });

/** The messages alone. */
export const createMessages = (tableName: string): MessageStore =>
  createDynamoMessages(openTable(new DynamoDBClient({}), tableName));

const readsNone: AggregateCodec = {
  toItem: notWired('makes no aggregate'),
  toRecord: notWired('reads no aggregate'),
  sealData: notWired('changes no state'),
};

/** What moves an aggregate through the workflow without a look at its state: no schema of a state is loaded. */
export const createMoves = (
  tableName: string,
): Pick<AggregateStore, 'registerToken' | 'raiseGeneration' | 'moveAttention'> =>
  createDynamoAggregates(openTable(new DynamoDBClient({}), tableName), readsNone);

/**
 * The profile of the deployment with its overrides, the earlier ones, those of earlier releases and the other
 * profiles: a case keeps the policy that it was opened under. Throws EnvironmentError and PolicyOverrideError.
 * @param overrides a list of PolicyOverrides as JSON: earlier ones first, the current ones last
 */
export function createPolicies(profile: Profile, overrides = '[]'): PolicyBook {
  const { current, others } = deployedPolicies(profile, parseOverrides(overrides));
  return createPolicyBook(current, others);
}

function parseOverrides(text: string): PolicyOverrides[] {
  try {
    return z.array(z.record(z.string(), z.unknown())).parse(JSON.parse(text));
  } catch {
    throw new EnvironmentError('wrong or missing: POLICY_OVERRIDES');
  }
}
