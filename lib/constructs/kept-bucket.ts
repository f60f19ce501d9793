import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  type IBucket,
  ObjectLockRetention,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

export interface KeptBucketProps {
  key: IKey;
  /** Where it is written down who touched what. */
  accessLogs: IBucket;
  /** Nobody can delete an object before; cannot be shortened. @default not locked */
  lockedFor?: Duration;
  /** What lies here goes by itself after it. @default it stays */
  expires?: Duration;
}

/** A bucket of what must not be lost: versioned, encrypted with its purpose's key, private, over TLS only. */
export class KeptBucket extends Bucket {
  constructor(scope: Construct, id: string, { key, accessLogs, lockedFor, expires }: KeptBucketProps) {
    super(scope, id, {
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: `${id}/`,
      ...(lockedFor === undefined
        ? {}
        : { objectLockEnabled: true, objectLockDefaultRetention: ObjectLockRetention.compliance(lockedFor) }),
      lifecycleRules: [
        {
          abortIncompleteMultipartUploadAfter: Duration.days(7),
          ...(expires === undefined
            ? {}
            : { expiration: expires, noncurrentVersionExpiration: Duration.days(1) }),
        },
      ],
    });
    (this.node.defaultChild as CfnBucket).overrideLogicalId(id);
  }
}
