import { describe, expect, it } from 'vitest';
import { decideGate } from '../../../functions/domain/message/gate.ts';
import { type MessageKind, messageKinds } from '../../../functions/domain/message/kinds.ts';
import { stopReasonTable } from '../../../functions/domain/message/reasons.ts';
import { requirements } from '../../../functions/domain/message/requirements.ts';
import { inWorld, openWorld, type World } from './worlds.ts';

const both = [true, false];
const worlds: World[] = both.flatMap((endorsed) =>
  both.flatMap((basis) =>
    (['no', 'worker', 'agency', 'condition'] as const).flatMap((excluded) =>
      (['no', 'death', 'misidentification'] as const).flatMap((held) =>
        (['ok', 'bounced', 'complained', 'unverified', 'elsewhere', 'family'] as const).flatMap((address) =>
          both.map((withdrawn) => ({ endorsed, basis, excluded, held, address, withdrawn })),
        ),
      ),
    ),
  ),
);

/** What must come out, said apart from the code. */
function mayGo(kind: MessageKind, world: World): boolean {
  if (world.excluded !== 'no' || world.address !== 'ok') return false;
  if (kind === 'declaration_request') return !world.endorsed;
  if (kind === 'victim_liaison') return world.held === 'no';
  if (kind === 'plan_copy') {
    return world.endorsed && world.basis && !world.withdrawn && world.held !== 'misidentification';
  }
  return true;
}

describe.each(messageKinds)('%s', (kind) => {
  const decided = worlds.map((world) => {
    const { record, facts } = inWorld(kind, world);
    return { world, decision: decideGate(record, facts) };
  });

  it('goes exactly where it may', () => {
    for (const { world, decision } of decided) {
      expect({ world, allowed: decision.allowed }).toEqual({ world, allowed: mayGo(kind, world) });
    }
    expect(decided.some(({ decision }) => decision.allowed)).toBe(true);
  });

  it('never goes to anybody excluded, whatever else holds', () => {
    const cells = decided.filter(({ world }) => world.excluded !== 'no');
    expect(cells.length).toBeGreaterThan(0);
    expect(cells.filter(({ decision }) => decision.allowed)).toEqual([]);
  });

  it('carries case content only with endorsement, basis and no undecided withdrawal (guard d)', () => {
    for (const { world, decision } of decided) {
      if (!decision.allowed || decision.contentClass === 'none') continue;
      expect([world.endorsed, world.basis, world.withdrawn]).toEqual([true, true, false]);
      expect(decision.basis).toBeDefined();
    }
  });

  it('names for each stop at least one reason that a person can read, and who acts', () => {
    for (const { decision } of decided) {
      if (decision.allowed) continue;
      expect(decision.reasons.length).toBeGreaterThan(0);
      for (const reason of decision.reasons) expect(stopReasonTable[reason].text).toMatch(/^[A-Z].{20,}\.$/);
      if (!decision.superseded) expect(decision.taskFor?.agencyId).toMatch(/^agy-(coord|lead|owner)$/);
    }
  });
});

describe('the table of requirements', () => {
  it('gives every kind with content that may be thinned as much as it may have', () => {
    for (const kind of messageKinds) {
      if (kind === 'declaration_request') continue;
      const { record, facts } = inWorld(kind, openWorld);
      expect(decideGate(record, facts)).toMatchObject({ contentClass: requirements[kind].content });
    }
  });

  it('names a source for each kind, and the whole plan only for a plan copy', () => {
    for (const kind of messageKinds) {
      expect(requirements[kind].source).not.toBe('');
      expect(requirements[kind].content === 'plan_full').toBe(kind === 'plan_copy');
    }
  });

  it('has a plain sentence for every reason', () => {
    for (const { text } of Object.values(stopReasonTable)) expect(text).toMatch(/^[A-Z].{15,}\.$/);
  });
});
