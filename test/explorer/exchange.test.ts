import { describe, expect, it } from 'vitest';
import { otherScenarios, short } from './scenarios/index.ts';
import { explore } from './search/explore.ts';

/** Milliseconds: a busy machine is no defect. */
const PATIENCE = 300_000;

describe('every interleaving between aggregates and of delivery ends well', () => {
  it.each(short(otherScenarios))(
    '$name',
    async (scenario) => {
      const report = await explore(scenario, { order: 'depth', mostStates: 100_000 });
      expect(report.violation).toBeUndefined();
      expect(report).toMatchObject({ complete: true });
      expect(report.states).toBeGreaterThan(200);
    },
    PATIENCE,
  );
});
