import { HeadObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ExportFile } from '../../functions/application/operations/export/export-case.ts';
import { presignedUrl } from './aws/sign.ts';

/** How long a link opens a file: long enough to fetch it while both are on the line. */
export const LINK_MINUTES = 15;

/** Where exports lie on AWS until they are fetched; the bucket empties itself after a week. */
export interface ExportStore {
  /** @param exporter as whom AWS knows who exported it */
  put(exportId: string, file: ExportFile, exporter: string): Promise<void>;
  /** The files of an export, each with who exported it. */
  list(exportId: string): Promise<{ name: string; exporter: string | undefined }[]>;
  /** A link that opens one file for {@link LINK_MINUTES}, for whoever holds it. */
  link(exportId: string, name: string): Promise<string>;
}

const folderOf = (exportId: string): string => `exports/${exportId}/`;
const EXPORTER = 'exported-by';

export const createS3Exports = (client: S3Client, bucket: string): ExportStore => ({
  async put(exportId, { name, content }, exporter) {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: `${folderOf(exportId)}${name}`,
        Body: content,
        ContentType: 'application/json',
        // A browser saves it instead of showing it.
        ContentDisposition: 'attachment',
        Metadata: { [EXPORTER]: exporter },
      }),
    );
  },

  async list(exportId) {
    const Prefix = folderOf(exportId);
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix }));
    const keys = Contents.flatMap(({ Key }) => Key ?? []);
    return Promise.all(
      keys.map(async (Key) => {
        const { Metadata } = await client.send(new HeadObjectCommand({ Bucket: bucket, Key }));
        return { name: Key.slice(Prefix.length), exporter: Metadata?.[EXPORTER] };
      }),
    );
  },

  async link(exportId, name) {
    const region = await client.config.region();
    const credentials = await client.config.credentials();
    const object = new URL(`https://${bucket}.s3.${region}.amazonaws.com/${folderOf(exportId)}${name}`);
    const scope = { service: 's3', region, at: new Date(), credentials };
    return presignedUrl(scope, object, LINK_MINUTES * 60).href;
  },
});
