import { describe, expect, it } from 'vitest';
import {
  type DisposalFacts,
  type DisposalOrder,
  mayDestroyKey,
} from '../../../functions/domain/keys/may-destroy.ts';
import { workers } from '../case/fixtures.ts';

const order: DisposalOrder = {
  ownerId: 'per-aaaa1',
  authority: 'RD-2020-001',
  class: 'case_records',
  proposedBy: workers.triage,
  approvedBy: workers.chair,
};
const facts: DisposalFacts = {
  authorities: { 'RD-2020-001': { case_records: 7 } },
  endedAt: '2026-02-28T02:00:00.000Z',
  legalHold: false,
};
const decide = (o: Partial<DisposalOrder>, f: Partial<DisposalFacts>, now = '2033-03-01T00:00:00.000Z') =>
  mayDestroyKey({ ...order, ...o }, { ...facts, ...f }, now);

describe('destroying the key of a person or a case', () => {
  it('is permitted under an authority and class, after retention, without a hold, by two persons', () => {
    expect(decide({}, {})).toEqual({ kind: 'permit', retainedUntil: '2033-02-28T02:00:00.000Z' });
  });

  it.each<[string, Partial<DisposalOrder>, Partial<DisposalFacts>, string?]>([
    ['no-disposal-authority', { authority: 'RD-1' }, {}],
    ['no-disposal-authority', {}, { authorities: {} }],
    ['no-disposal-authority', { authority: 'constructor' }, {}],
    ['no-such-class', { class: 'other' }, {}],
    ['no-such-class', { class: 'toString' }, {}],
    ['legal-hold', {}, { legalHold: true }],
    ['not-ended', {}, { endedAt: undefined }],
    ['retention-not-passed', {}, {}, '2033-02-28T01:59:59.999Z'],
    ['second-person-missing', { approvedBy: undefined }, {}],
    ['same-person', { approvedBy: workers.triage }, {}],
    ['same-person', { approvedBy: { ...workers.triage, agencyId: 'agy-other' } }, {}],
  ])('is refused: %s', (code, o, f, now) => {
    expect(decide(o, f, now)).toMatchObject({ kind: 'refused', code });
  });

  it('keeps a record that ended on 29 February a day longer', () => {
    expect(decide({}, { endedAt: '2028-02-29T00:00:00.000Z' }, '2036-01-01T00:00:00.000Z')).toMatchObject({
      retainedUntil: '2035-03-01T00:00:00.000Z',
    });
  });
});
