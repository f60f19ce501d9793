import { defineConfig } from 'vitest/config';

/** The pages in a real browser: not part of `npm test`, since not every host has one. */
export default defineConfig({
  test: {
    include: ['test/browser/*.browser.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    retry: 0,
    fileParallelism: false,
  },
});
