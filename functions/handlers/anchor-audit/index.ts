import { S3Client } from '@aws-sdk/client-s3';
import { createS3AnchorWriter } from '../../adapters/s3/anchors.ts';
import { createGround, createLog, createStores } from '../container.ts';
import { environments, readEnvironment } from '../environment.ts';
import { createHandler } from './handler.ts';

const env = readEnvironment(environments['anchor-audit'], process.env);

export const handler = createHandler(
  {
    ...createGround(),
    ...createStores(env.TABLE_NAME),
    anchors: createS3AnchorWriter(new S3Client({}), env.ANCHOR_BUCKET),
  },
  createLog(),
);
