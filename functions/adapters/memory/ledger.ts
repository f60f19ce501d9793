import { createHmac } from 'node:crypto';
import type { Ledger } from '../../application/api/ledger.ts';
import { copy } from './copy.ts';
import type { MemoryWorld } from './world.ts';

export function createMemoryLedger({ ledger }: MemoryWorld): Ledger {
  return {
    unguessable: async (key) => createHmac('sha256', 'plainly invented').update(key).digest('base64url'),
    async bind(key, binding, since) {
      const there = ledger[key];
      if (there !== undefined && there.at >= since) return copy(there);
      ledger[key] = copy(binding);
      return binding;
    },
    async keep(key, hash, answer) {
      const there = ledger[key];
      if (there?.hash === hash) ledger[key] = { ...there, answer: copy(answer) };
    },
  };
}
