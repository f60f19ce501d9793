import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { KeyFileError, openLocalKeyFile } from '../../../functions/adapters/kms/local-key-file.ts';

describe('the local key file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keys-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'people.key');

  it('wraps a key for its owner, and unwraps it after a restart', async () => {
    const { plain, wrapped } = await openLocalKeyFile(path).create('per-one1');
    expect(plain).toHaveLength(32);
    expect(Buffer.from(wrapped).includes(Buffer.from(plain))).toBe(false);
    expect(await openLocalKeyFile(path).unwrap('per-one1', wrapped)).toEqual(plain);
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('does not unwrap a key for another owner, or with another file', async () => {
    const { wrapped } = await openLocalKeyFile(path).create('per-one1');
    await expect(openLocalKeyFile(path).unwrap('per-two2', wrapped)).rejects.toThrow();
    await expect(openLocalKeyFile(join(folder, 'other.key')).unwrap('per-one1', wrapped)).rejects.toThrow();
  });

  it('refuses a file that is none of ours, and leaves it as it is', () => {
    const wrong = join(folder, 'wrong.key');
    writeFileSync(wrong, 'notes');
    expect(() => openLocalKeyFile(wrong)).toThrow(KeyFileError);
    expect(readFileSync(wrong, 'utf8')).toBe('notes');
  });
});
