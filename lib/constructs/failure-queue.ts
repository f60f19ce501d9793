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
