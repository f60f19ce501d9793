import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyWorld } from '../../../functions/adapters/memory/index.ts';
import { createMemoryLinkKeys } from '../../../functions/adapters/memory/links.ts';
import { codeOf, isCode, readToken, signToken } from '../../../functions/application/answers/token.ts';

const now = '2026-03-02T01:00:00.000Z';
const keys = createMemoryLinkKeys(emptyWorld());
const payload = { linkId: 'lnk-0000a', purpose: 'action', exp: '2026-03-09T01:00:00.000Z' };
const made = async () => signToken(await keys.signing('202603'), '202603', payload);

describe('a token', () => {
  it('says what was signed, and nothing else reads as one', async () => {
    const token = await made();
    expect(token).toMatch(/^v1\.202603\.[\w-]+\.[\w-]{43}$/);
    expect(await readToken(keys, token, now)).toEqual(payload);
    const changed = fc.tuple(fc.nat(token.length - 1), fc.constantFrom('a', 'B', '3', '-', '_', '.', '%'));
    await fc.assert(
      fc.asyncProperty(changed, async ([at, letter]) => {
        const other = token.slice(0, at) + letter + token.slice(at + 1);
        const bytes = (text: string) => Buffer.from(text.split('.').at(-1) ?? '', 'base64url');
        // The last letter of a MAC has two bits that say nothing.
        fc.pre(other !== token && !(at === token.length - 1 && bytes(other).equals(bytes(token))));
        expect(await readToken(keys, other, now)).toBeUndefined();
      }),
      { seed: 1, numRuns: 300 },
    );
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        expect(await readToken(keys, text, now)).toBeUndefined();
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('of another month is signed with another key', async () => {
    const token = (await made()).replace('202603', '202604');
    await keys.signing('202604');
    expect(await readToken(keys, token, now)).toBeUndefined();
  });

  it('carries codes that differ by link and number, and are compared whole', async () => {
    const key = await keys.signing('202603');
    const codes = [codeOf(key, 'lnk-0000a', 1), codeOf(key, 'lnk-0000a', 2), codeOf(key, 'lnk-0000b', 1)];
    expect(new Set(codes).size).toBe(3);
    for (const code of codes) expect(code).toMatch(/^\d{6}$/);
    expect(isCode(' 123 456 ', '123456')).toBe(true);
    for (const wrong of ['', '12345', '1234567', '123457', '      '])
      expect(isCode(wrong, '123456')).toBe(false);
  });
});
