import {
  DecryptCommand,
  GenerateDataKeyCommand,
  type KMSClient,
  ReEncryptCommand,
} from '@aws-sdk/client-kms';
import type { PersonKeys } from '../../application/ports.ts';

/** KMS answered without a key: a defect of the permission or the key. */
class NoDataKeyError extends Error {
  override readonly name = 'NoDataKeyError';
}

/** Data keys from KMS. The encryption context binds each key to its owner, and KMS logs who unwrapped whose. */
export function createKmsKeys(client: KMSClient, keyId: string): PersonKeys {
  return {
    async create(ownerId) {
      const command = new GenerateDataKeyCommand({
        KeyId: keyId,
        KeySpec: 'AES_256',
        EncryptionContext: { ownerId },
      });
      const { Plaintext, CiphertextBlob } = await client.send(command);
      if (!Plaintext || !CiphertextBlob) throw new NoDataKeyError('KMS made no data key');
      return { plain: Plaintext, wrapped: CiphertextBlob };
    },
    async unwrap(ownerId, wrapped) {
      const command = new DecryptCommand({
        KeyId: keyId,
        CiphertextBlob: wrapped,
        EncryptionContext: { ownerId },
      });
      const { Plaintext } = await client.send(command);
      if (!Plaintext) throw new NoDataKeyError('KMS unwrapped no data key');
      return Plaintext;
    },
    async rewrap(ownerId, wrapped) {
      const command = new ReEncryptCommand({
        CiphertextBlob: wrapped,
        SourceEncryptionContext: { ownerId },
        DestinationKeyId: keyId,
        DestinationEncryptionContext: { ownerId },
      });
      const { CiphertextBlob } = await client.send(command);
      if (!CiphertextBlob) throw new NoDataKeyError('KMS wrapped no data key anew');
      return CiphertextBlob;
    },
  };
}
