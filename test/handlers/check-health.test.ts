import { describe, expect, it } from 'vitest';
import { type Ask, createHandler } from '../../functions/handlers/check-health/handler.ts';
import { createTestLog } from './support.ts';

const context = Object.create(null);
const URL = 'https://api.example.gov.au/openapi.json';
const check = (ask: Ask) => createHandler(ask, URL, createTestLog())({}, context);

describe('check-health', () => {
  it('is content with an answer', async () => {
    const asked: string[] = [];
    await check(async (url) => asked.push(url) && 200);
    expect(asked).toEqual([URL]);
  });

  it.each([500, 403, 301])('fails when the API answers %i', async (status) => {
    await expect(check(async () => status)).rejects.toThrow(`the API answered ${status}`);
  });

  it('fails when there is no answer', async () => {
    const silent = check(() => Promise.reject(new TypeError('fetch failed')));
    await expect(silent).rejects.toThrow(expect.objectContaining({ name: 'UnhealthyError' }));
  });
});
