import { createServer, type Server } from 'node:http';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../../scripts/ops/connect.ts';
import { createS3Exports, type ExportStore } from '../../../scripts/ops/exports.ts';
import { OpsUsageError, wordsOf } from '../../../scripts/ops/options.ts';
import { linking } from '../../../scripts/ops/records.ts';

/** As much of S3 as exports need: put with metadata, list a folder, look at the head. */
const objects = new Map<string, string>();
let server: Server;
let client: S3Client;
let exports: ExportStore;
beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://bucket');
    const key = decodeURIComponent(url.pathname.replace(/^\/documents\/?/, ''));
    const exporter = request.headers['x-amz-meta-exported-by'];
    if (request.method === 'PUT') objects.set(key, String(exporter));
    if (request.method === 'HEAD') response.setHeader('x-amz-meta-exported-by', objects.get(key) ?? '');
    const prefix = url.searchParams.get('prefix') ?? '';
    const found = [...objects.keys()].filter((one) => one.startsWith(prefix));
    const listed = found.map((one) => `<Contents><Key>${one}</Key></Contents>`).join('');
    request
      .resume()
      .on('end', () => response.end(key === '' ? `<ListBucketResult>${listed}</ListBucketResult>` : ''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the bucket has no port');
  client = new S3Client({
    endpoint: `http://127.0.0.1:${address.port}`,
    forcePathStyle: true,
    region: 'ap-southeast-2',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test', sessionToken: 'token' },
    maxAttempts: 1,
  });
  exports = createS3Exports(client, 'documents');
  for (const name of ['case.json', 'manifest.json'])
    await exports.put('exp-abcd1234', { name, content: '{}' }, FIRST);
});
afterAll(async () => {
  client.destroy();
  await new Promise((resolve) => server.close(resolve));
});

const FIRST = 'arn:aws:sts::111122223333:assumed-role/RecordsOfficerRole/first';
const SECOND = 'arn:aws:sts::111122223333:assumed-role/RecordsOfficerRole/second';

const link = (exportId: string, arn: string | undefined) => {
  const caller = async () => (arn === undefined ? undefined : { account: '111122223333', arn });
  // It asks the connection for these two only.
  const connection = { exports, caller } as Partial<Connection> as Connection;
  return linking.run(wordsOf(['export-link', exportId, '--bucket', 'documents']), connection);
};

describe('an export on AWS', () => {
  it('says of each file who exported it', async () => {
    expect(await exports.list('exp-abcd1234')).toEqual([
      { name: 'case.json', exporter: FIRST },
      { name: 'manifest.json', exporter: FIRST },
    ]);
  });

  it('gets its links from a second person only, for a quarter of an hour', async () => {
    for (const arn of [FIRST, undefined])
      expect(await link('exp-abcd1234', arn)).toMatchObject({
        bad: true,
        lines: [expect.stringContaining('same-person')],
      });
    const { lines, bad } = await link('exp-abcd1234', SECOND);
    expect(bad).toBeUndefined();
    expect(lines).toHaveLength(2);
    const url = new URL(lines[0]?.split('\n  ')[1] ?? '');
    expect(url.host).toBe('documents.s3.ap-southeast-2.amazonaws.com');
    expect(url.pathname).toBe('/exports/exp-abcd1234/case.json');
    expect(url.searchParams.get('X-Amz-Expires')).toBe('900');
    expect(url.searchParams.get('X-Amz-Signature')).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is not there, or is not asked for as it should be', async () => {
    expect(await link('exp-none1234', SECOND)).toMatchObject({ bad: true });
    await expect(link('case-abcd1234', SECOND)).rejects.toThrow(OpsUsageError);
  });
});
