import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';
import type { PersonKeys } from '../functions/application/ports.ts';

const askedSchema = z.object({
  CiphertextBlob: z.string().default(''),
  EncryptionContext: z.object({ ownerId: z.string() }),
});

/** The two calls of KMS that functions make, over the keys of a local cloud. */
export async function openKeyService(keys: PersonKeys): Promise<{ url: string; close(): void }> {
  const answer = async (target: string, body: string): Promise<object> => {
    const { CiphertextBlob, EncryptionContext } = askedSchema.parse(JSON.parse(body));
    const { ownerId } = EncryptionContext;
    if (target.endsWith('Decrypt')) {
      const plain = await keys.unwrap(ownerId, Buffer.from(CiphertextBlob, 'base64'));
      return { Plaintext: base64(plain) };
    }
    const { plain, wrapped } = await keys.create(ownerId);
    return { Plaintext: base64(plain), CiphertextBlob: base64(wrapped) };
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const target = String(request.headers['x-amz-target']);
      void answer(target, Buffer.concat(parts).toString('utf8')).then(
        (found) =>
          response.setHeader('content-type', 'application/x-amz-json-1.1').end(JSON.stringify(found)),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
