import { describe, expect, it } from 'vitest';
import { type Ask, createHandler } from '../../functions/handlers/check-health/handler.ts';
import { createTestLog } from './support.ts';

const context = Object.create(null);
const addresses = { api: 'https://api.example.gov.au/', answers: 'https://respond.example.gov.au/' };
const check = (ask: Ask) => createHandler(ask, addresses, createTestLog())({}, context);

/** What each address answers when all is well. */
const well: Readonly<Record<string, number>> = {
  'https://api.example.gov.au/health': 200,
  'https://api.example.gov.au/me': 401,
  'https://respond.example.gov.au/answer/canary': 404,
};

describe('check-health', () => {
  it('is content when all answer as they should, and sends a token that is none to one only', async () => {
    const asked: [string, string | undefined][] = [];
    await check(async (url, token) => {
      asked.push([url, token]);
      return well[url] ?? 500;
    });
    expect(asked).toEqual(Object.keys(well).map((url) => [url, url.endsWith('/me') ? 'canary' : undefined]));
  });

  it.each([
    ['health', 503, 'health answered 503'],
    ['me', 200, 'sign-in answered 200'],
    ['me', 500, 'sign-in answered 500'],
    ['canary', 200, 'answers answered 200'],
    ['canary', 403, 'answers answered 403'],
  ])('fails when /%s answers %i', async (path, status, fault) => {
    const asked = check(async (url) => (url.endsWith(`/${path}`) ? status : (well[url] ?? 500)));
    await expect(asked).rejects.toThrow(fault);
  });

  it('fails when there is no answer, and names everything that is wrong', async () => {
    const silent = check(() => Promise.reject(new TypeError('fetch failed')));
    await expect(silent).rejects.toThrow(
      expect.objectContaining({
        name: 'UnhealthyError',
        message: 'health answered nothing, sign-in answered nothing, answers answered nothing',
      }),
    );
  });
});
