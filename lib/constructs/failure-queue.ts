import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** Where something lies for fourteen days that could not be delivered or taken, until somebody has looked. */
export class FailureQueue extends Queue {
  /**
   * The queue as functions see it. They use the key through SQS, by the key's own policy; seen with its key, the
   * CDK would let each of them use it by itself.
   */
  readonly forFunctions: IQueue;

  constructor(scope: Construct, id: string, key: IKey) {
    super(scope, id, {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.forFunctions = Queue.fromQueueArn(this, 'ForFunctions', this.queueArn);
  }
}

/** Tries of an event before it is given up. */
const TRIES = 5;

export interface EventQueueProps {
  key: IKey;
  failures: FailureQueue;
  /** The longest that the function may take for a batch. */
  taken: Duration;
}

/**
 * Events on their way to a function: what it cannot take comes again, and at last lies in the queue of failures, from
 * where "Start DLQ redrive" sends it back here.
 */
export class EventQueue extends Queue {
  /** The queue as the function sees it; see FailureQueue. */
  readonly forFunctions: IQueue;

  constructor(scope: Construct, id: string, { key, failures, taken }: EventQueueProps) {
    super(scope, id, {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      retentionPeriod: Duration.days(4),
      // Six times, as AWS advises, so that a batch comes again only when the function has given it up.
      visibilityTimeout: Duration.seconds(taken.toSeconds() * 6),
      deadLetterQueue: { queue: failures, maxReceiveCount: TRIES },
    });
    this.forFunctions = Queue.fromQueueArn(this, 'ForFunctions', this.queueArn);
  }
}
