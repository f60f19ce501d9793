import { createServer, type Server } from 'node:http';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryAnchors } from '../../../functions/adapters/memory/anchors.ts';
import { createS3AnchorReader, createS3AnchorWriter } from '../../../functions/adapters/s3/anchors.ts';
import { anchorOf } from '../../../functions/application/anchors/anchor.ts';
import type { Anchors } from '../../../functions/application/anchors/ports.ts';

/** As much of S3 as anchors need: put unless there, list after a name, get. */
function createBucket(): { server: Server; writes: string[] } {
  const objects = new Map<string, string>();
  const writes: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://bucket');
    const key = decodeURIComponent(url.pathname.replace(/^\/anchors-bucket\/?/, ''));
    const answer = (status: number, body = '') => void response.writeHead(status).end(body);
    if (request.method === 'PUT') {
      const parts: string[] = [];
      request.on('data', (part) => parts.push(String(part)));
      request.on('end', () => {
        const { 'if-none-match': unless, 'x-amz-sdk-checksum-algorithm': checksum } = request.headers;
        writes.push([unless, checksum].join(' '));
        if (objects.has(key)) return answer(412, '<Error><Code>PreconditionFailed</Code></Error>');
        objects.set(key, parts.join('').match(/\{.*\}/s)?.[0] ?? '');
        answer(200);
      });
    } else if (key === '') {
      const after = url.searchParams.get('start-after') ?? '';
      const found = [...objects.keys()].filter((one) => one > after).sort();
      const contents = found.map((one) => `<Contents><Key>${one}</Key></Contents>`).join('');
      answer(200, `<ListBucketResult><IsTruncated>false</IsTruncated>${contents}</ListBucketResult>`);
    } else answer(200, objects.get(key));
  });
  return { server, writes };
}

const anchorAt = (hour: string) => anchorOf({ from: hour, to: hour, leaves: [] });

function anchorContract(open: () => Anchors): void {
  it('gives back the anchors from an hour on, in order, each once', async () => {
    const anchors = open();
    const [one, two, three] = ['2026-03-01T23', '2026-03-02T00', '2026-03-02T01'].map(anchorAt);
    for (const anchor of [three, one, two, two]) if (anchor) await anchors.put(anchor);
    expect(await anchors.list('2026-03-02T00')).toEqual([two, three]);
    expect(await anchors.list('2026')).toEqual([one, two, three]);
  });
}

describe('anchors in memory', () => anchorContract(createMemoryAnchors));

describe('anchors in S3', () => {
  const { server, writes } = createBucket();
  let client: S3Client;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('the bucket has no port');
    client = new S3Client({
      endpoint: `http://127.0.0.1:${address.port}`,
      forcePathStyle: true,
      region: 'ap-southeast-2',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
  });
  afterAll(async () => {
    client.destroy();
    await new Promise((resolve) => server.close(resolve));
  });

  anchorContract(() => ({
    ...createS3AnchorWriter(client, 'anchors-bucket'),
    ...createS3AnchorReader(client, 'anchors-bucket'),
  }));

  it('never writes over one, and sends the checksum that Object Lock wants', () => {
    expect(new Set(writes)).toEqual(new Set(['* SHA256']));
  });
});
