import type { LocalClock } from '../clock.ts';
import { REGION, streamArn } from '../gateway/arn.ts';
import { isObject } from '../gateway/aws-error.ts';
import { compilePattern, type Pattern } from '../lambda/pattern.ts';
import { deliver } from '../lambda/retry.ts';
import type { InvokeResult, LambdaRuntime } from '../lambda/runtime.ts';
import type { Item } from './engine.ts';

/** What one successful write did to one item. */
export interface Change {
  table: string;
  key: Item;
  before: Item | undefined;
  after: Item | undefined;
}

export interface StreamSubscription {
  table: string;
  functionName: string;
  /** A record must match one of these, as in Lambda's FilterCriteria; without any, all records match. */
  filters?: Pattern[];
  /** Most records in one event. */
  batchSize?: number;
}

export interface Streams {
  subscribe: (subscription: StreamSubscription) => void;
  publish(change: Change): void;
}

export interface StreamOptions {
  clock: LocalClock;
  lambda: LambdaRuntime;
  onError: (error: unknown) => void;
}

interface StreamRecord {
  eventID: string;
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  eventVersion: string;
  eventSource: string;
  awsRegion: string;
  eventSourceARN: string;
  dynamodb: Record<string, unknown> & { SequenceNumber: string };
}

/** Seconds before each further attempt with a batch that failed; after the last, the sweeper has to do. */
const RETRY_SECONDS = [1, 2, 4];
const BATCH_SIZE = 10;

/**
 * Streams of type NEW_IMAGE. A record becomes a job at the present time that invokes the subscribed function;
 * records that come while that job waits go with it, in the order of the writes.
 */
export function createStreams({ clock, lambda, onError }: StreamOptions): Streams {
  const feeds: { table: string; wants(record: StreamRecord): boolean; add(record: StreamRecord): void }[] =
    [];
  let records = 0;

  function createFeed(functionName: string, batchSize: number): (record: StreamRecord) => void {
    let waiting: StreamRecord[] = [];
    const flush = async (): Promise<void> => {
      const batch = waiting.slice(0, batchSize);
      waiting = waiting.slice(batchSize);
      if (waiting.length > 0) clock.at(clock.now(), flush);
      await send(functionName, batch);
    };
    return (record) => {
      waiting.push(record);
      if (waiting.length === 1) clock.at(clock.now(), flush);
    };
  }

  /** One event; a function may name the records that failed, and then only these come again. */
  async function send(functionName: string, batch: StreamRecord[]): Promise<void> {
    let remaining = batch;
    async function invoke(): Promise<InvokeResult> {
      const result = await lambda.invoke(functionName, { Records: remaining });
      const failed = result.ok ? failedNumbers(result.payload) : [];
      if (failed.length === 0) return result;
      remaining = remaining.filter((record) => failed.includes(record.dynamodb.SequenceNumber));
      return {
        ok: false,
        error: { errorType: 'BatchItemFailures', errorMessage: `${failed.length} records` },
      };
    }
    const what = `stream records of ${batch[0]?.eventSourceARN.split('/')[1]}`;
    await deliver({ clock, functionName, invoke, delays: RETRY_SECONDS, what, onError });
  }

  return {
    subscribe({ table, functionName, filters, batchSize }) {
      const tests = (filters ?? [{}]).map((filter) => compilePattern(filter));
      const add = createFeed(functionName, batchSize ?? BATCH_SIZE);
      feeds.push({ table, wants: (record) => tests.some((test) => test(record)), add });
    },
    publish(change) {
      const interested = feeds.filter((feed) => feed.table === change.table);
      if (interested.length === 0) return;
      records += 1;
      const record = recordOf(change, records, clock.now());
      for (const feed of interested) if (feed.wants(record)) feed.add(record);
    },
  };
}

function recordOf({ table, key, before, after }: Change, sequence: number, now: number): StreamRecord {
  // The time comes first, so that numbers go on rising after a restart.
  const number = `${String(now).padStart(15, '0')}${String(sequence).padStart(9, '0')}`;
  return {
    eventID: `${table}-${number}`,
    eventName: after === undefined ? 'REMOVE' : before === undefined ? 'INSERT' : 'MODIFY',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: REGION,
    eventSourceARN: streamArn(table),
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(now / 1000),
      Keys: key,
      ...(after === undefined ? {} : { NewImage: after }),
      SequenceNumber: number,
      SizeBytes: JSON.stringify(after ?? key).length,
      StreamViewType: 'NEW_IMAGE',
    },
  };
}

/** The sequence numbers in a ReportBatchItemFailures answer. */
function failedNumbers(payload: unknown): string[] {
  const failures = isObject(payload) ? payload['batchItemFailures'] : undefined;
  if (!Array.isArray(failures)) return [];
  return failures.filter(isObject).map((failure) => String(failure['itemIdentifier']));
}
