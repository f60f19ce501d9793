import type { Ledger } from '../../application/api/ledger.ts';
import type { MemoryWorld } from './world.ts';

export function createMemoryLedger({ ledger }: MemoryWorld): Ledger {
  return {
    async bind(key, binding, since) {
      const there = ledger[key];
      if (there !== undefined && there.at >= since) return structuredClone(there);
      ledger[key] = structuredClone(binding);
      return binding;
    },
    async keep(key, hash, answer) {
      const there = ledger[key];
      if (there?.hash === hash) ledger[key] = { ...there, answer: structuredClone(answer) };
    },
  };
}
