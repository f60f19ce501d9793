import { defineConfig } from 'vitest/config';
import LongestFirst from './test/longest-first.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: [process.env['CI'] ? 'dot' : 'default', './test/closing-line.ts'],
    // One seed, one result: no retries, and files may run in parallel only because none shares state.
    retry: 0,
    // For the same reason files may share the modules of a worker: loading them anew for each took half the time.
    // test/architecture/shared-state.test.ts watches that none changes what others see.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // Vitest leaves one processor idle; on two that is half of them.
    maxWorkers: '100%',
  },
});
