import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: [process.env['CI'] ? 'dot' : 'default', './test/closing-line.ts'],
    // One seed, one result: no retries, and files may run in parallel only because none shares state.
    retry: 0,
    // Vitest leaves one processor idle; on two that is half of them.
    maxWorkers: '100%',
  },
});
