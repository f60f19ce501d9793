import { defineConfig } from 'vitest/config';

/** What we assume of AWS, in an account: `npm run test:aws`, never by default (test/aws/README.md). */
export default defineConfig({
  test: {
    include: ['test/aws/*.aws.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    retry: 0,
    fileParallelism: false,
  },
});
