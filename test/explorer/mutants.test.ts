import { describe, expect, it } from 'vitest';
import { harmlessMutants } from './mutants/harmless.ts';
import { mutants } from './mutants/index.ts';
import { explore } from './search/explore.ts';

/** Milliseconds: a busy machine is no defect. */
const PATIENCE = 300_000;

describe('a rule of the protocol, broken, is found out', () => {
  it.each(mutants)(
    '$name',
    async ({ scenario, variant }) => {
      const { violation } = await explore(scenario, { order: 'breadth', mostStates: 40_000 }, variant);
      expect(violation?.faults).not.toHaveLength(0);
      expect(violation?.lines).not.toHaveLength(0);
    },
    PATIENCE,
  );
});

describe('a rule that something else makes up for', () => {
  it.each(harmlessMutants)(
    '$name',
    async ({ scenario, variant }) => {
      const { violation } = await explore(scenario, { order: 'depth', mostStates: 4_000 }, variant);
      expect(violation).toBeUndefined();
    },
    PATIENCE,
  );
});
