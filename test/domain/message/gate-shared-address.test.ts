import { describe, expect, it } from 'vitest';
import { decideGate } from '../../../functions/domain/message/gate.ts';
import type { GateAgency } from '../../../functions/domain/message/views.ts';
import { aCase, agencyId, aMessage, anAgency, factsOf, now } from './fixtures.ts';

const excluding = (representativeId: string) =>
  aCase({
    exclusions: [
      { exclusionId: 'exc-0000a', agencyId, representativeId, because: 'conflict_of_interest', from: now },
    ],
  });
const at = (address: string) => ({ address, verifiedAt: now, health: 'ok' as const });
const sharing = (address: string): GateAgency => {
  const { representatives, ...agency } = anAgency();
  return {
    ...agency,
    representatives: representatives.map((r) =>
      r.representativeId === 'rep-second' ? { ...r, address: at(address) } : r,
    ),
  };
};
const decide = (agency: GateAgency, excluded = 'rep-second') =>
  decideGate(aMessage('reminder'), factsOf(excluding(excluded), { agency }));

describe('an address that somebody excluded reads too', () => {
  it('gets nothing, however the directory writes it', () => {
    expect(decide(anAgency())).toMatchObject({ allowed: true });
    for (const address of ['worker.one@owner.example', 'Worker.One+macm@OWNER.example']) {
      expect(decide(sharing(address))).toMatchObject({ allowed: false, reasons: ['excluded'] });
    }
  });

  it('is the mailbox of the team, given as the address of a worker', () => {
    const team = anAgency({ posts: [{ post: 'mailbox', address: at('worker.one@owner.example') }] });
    expect(decide(team)).toMatchObject({ allowed: false, reasons: ['excluded'] });
    expect(decide(team, 'rep-third')).toMatchObject({ allowed: false, reasons: ['excluded'] });
  });

  it('is not that of a post which the recipient holds alone', () => {
    const post = { post: 'manager', representativeId: 'rep-owner', address: at('worker.one@owner.example') };
    expect(decide(anAgency({ posts: [{ ...post, post: 'manager' }] }))).toMatchObject({ allowed: true });
  });
});

describe('an address that somebody without an endorsement reads too', () => {
  const plan = (agency: GateAgency, state = aCase()) =>
    decideGate(aMessage('plan_copy'), factsOf(state, { agency }));
  const shared = sharing('worker.one@owner.example');

  it('S0-31 gets no plan until both have endorsed', () => {
    expect(plan(anAgency())).toMatchObject({ allowed: true });
    expect(plan(shared)).toMatchObject({ allowed: false, reasons: ['not_endorsed'] });
    const worker = { agencyId, representativeId: 'rep-second' };
    const both = aCase({ endorsements: [{ worker, at: now, textVersion: '1', mode: 'written' }] });
    expect(plan(shared, both)).toMatchObject({ allowed: true });
  });

  it('S0-31 is the mailbox of a team, which endorses nothing', () => {
    const team = anAgency({ posts: [{ post: 'mailbox', address: at('worker.one@owner.example') }] });
    expect(plan(team)).toMatchObject({ reasons: ['not_endorsed'] });
  });

  it('is not that of somebody who has left', () => {
    const { representatives, ...rest } = shared;
    const left = representatives.map((r) =>
      r.representativeId === 'rep-second' ? { ...r, removedAt: now } : r,
    );
    expect(plan({ ...rest, representatives: left })).toMatchObject({ allowed: true });
  });
});
