import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { PersonKeys } from '../../application/ports.ts';
import { createLocalKeys } from './local-keys.ts';

/** A key file that is not what we wrote. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
}

/** Data keys wrapped by a key in a file, made on first use and readable by its owner only. */
export function openLocalKeyFile(path: string): PersonKeys {
  try {
    writeFileSync(path, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const text = readFileSync(path, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new KeyFileError(`${path} does not hold a key of 32 bytes in hex`);
  return createLocalKeys(Buffer.from(text, 'hex'));
}
