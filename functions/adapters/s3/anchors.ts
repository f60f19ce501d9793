import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { Anchor } from '../../application/anchors/anchor.ts';
import type { AnchorReader, AnchorWriter } from '../../application/anchors/ports.ts';

const PREFIX = 'anchors/';
const PRECONDITION_FAILED = 412;

/** By its last hour, so that names sort as time does, and by its root, so that the same anchor is the same object. */
const anchorObject = ({ to, root }: Pick<Anchor, 'to' | 'root'>): string => `${PREFIX}${to}-${root}.json`;

/** Puts anchors into a bucket with Object Lock, and can read nothing. */
export const createS3AnchorWriter = (client: S3Client, bucket: string): AnchorWriter => ({
  async put(anchor) {
    try {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: anchorObject(anchor),
          Body: JSON.stringify(anchor),
          ContentType: 'application/json',
          // Object Lock wants a checksum of each object.
          ChecksumAlgorithm: 'SHA256',
          IfNoneMatch: '*',
        }),
      );
    } catch (error) {
      // It is there already: the name holds the root of all that is in it.
      const isThere =
        error instanceof S3ServiceException && error.$metadata.httpStatusCode === PRECONDITION_FAILED;
      if (!isThere) throw error;
    }
  },
});

/** Reads anchors, for the auditor. */
export const createS3AnchorReader = (client: S3Client, bucket: string): AnchorReader => ({
  async list(since) {
    const keys: string[] = [];
    let token: string | undefined;
    do {
      const page = await client.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: PREFIX,
          // Sorts right before the first anchor of that hour.
          StartAfter: `${PREFIX}${since}`,
          ...(token === undefined ? {} : { ContinuationToken: token }),
        }),
      );
      keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
      token = page.NextContinuationToken;
    } while (token !== undefined);
    const anchors: unknown[] = [];
    for (const Key of keys) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
      anchors.push(JSON.parse((await Body?.transformToString()) ?? 'null'));
    }
    return anchors;
  },
});
