import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveRecipient } from '../../../functions/domain/message/recipient.ts';
import type { GateAgency } from '../../../functions/domain/message/views.ts';
import { agencyPosts } from '../../../functions/domain/shared/recipient.ts';
import { anAgency, now } from './fixtures.ts';

const before = '2026-03-01T00:00:00.000Z';
const later = '2026-04-01T00:00:00.000Z';

const address = (name: string) => ({
  address: `${name}@owner.example`,
  verifiedAt: before,
  health: 'ok' as const,
});
const ids = ['rep-one1', 'rep-two2', 'rep-three3'] as const;
const person = (representativeId: string, more: object = {}): GateAgency['representatives'][number] => ({
  representativeId,
  address: address(representativeId),
  away: [],
  ...more,
});
const only = (more: Partial<GateAgency> = {}): GateAgency =>
  anAgency({
    namedContactsOnly: true,
    integrityContactId: 'rep-three3',
    representatives: ids.map((id) => person(id)),
    posts: agencyPosts.map((post) => ({ post, address: address('shared') })),
    ...more,
  });
const resolve = (agency: GateAgency, to: object) =>
  resolveRecipient({ agencyId: agency.agencyId, ...to }, agency, now);
const away = (delegateId: string) => ({ away: [{ from: before, to: later, delegateId }] });

describe('an agency of named contacts', () => {
  it.each(agencyPosts)('gets what is for its %s by the integrity contact alone', (post) => {
    expect(resolve(only(), { post })).toMatchObject({ resolved: { representativeId: 'rep-three3' } });
    expect(resolve(only({ integrityContactId: undefined }), { post })).toEqual({
      reasons: ['named_contact_only'],
    });
  });

  it('has no delegate: while the named one is away the integrity contact is told', () => {
    const representatives = [person('rep-one1', away('rep-two2')), person('rep-two2'), person('rep-three3')];
    expect(resolve(only({ representatives }), { representativeId: 'rep-one1' })).toMatchObject({
      resolved: { representativeId: 'rep-three3', named: { representativeId: 'rep-one1' } },
    });
    const nobody = only({ representatives, integrityContactId: undefined });
    expect(resolve(nobody, { representativeId: 'rep-one1' })).toEqual({ reasons: ['away_without_delegate'] });
    const both = representatives.with(2, person('rep-three3', away('rep-two2')));
    expect(resolve(only({ representatives: both }), { representativeId: 'rep-one1' })).toEqual({
      reasons: ['away_without_delegate'],
    });
  });

  it('uses no address that a post has as well', () => {
    const representatives = [person('rep-one1', { address: address('SHARED') }), person('rep-three3')];
    expect(resolve(only({ representatives }), { representativeId: 'rep-one1' })).toEqual({
      reasons: ['named_contact_only'],
    });
  });

  it('is written to nobody but the person named and the integrity contact, whatever is recorded', () => {
    const anyPerson = fc.record({
      gone: fc.boolean(),
      absent: fc.option(fc.constantFrom(...ids, undefined)),
      shared: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.tuple(anyPerson, anyPerson, anyPerson),
        fc.option(fc.constantFrom(...ids), { nil: undefined }),
        fc.option(fc.constantFrom(...ids), { nil: undefined }),
        fc.option(fc.constantFrom(...agencyPosts), { nil: undefined }),
        fc.array(fc.constantFrom(...ids), { maxLength: 3 }),
        (people, integrityContactId, representativeId, post, holders) => {
          const representatives = people.map(({ gone, absent, shared }, at) =>
            person(ids[at] ?? '', {
              ...(gone ? { removedAt: before } : {}),
              ...(absent === null ? {} : { away: [{ from: before, to: later, delegateId: absent }] }),
              ...(shared ? { address: address('shared') } : {}),
            }),
          );
          const posts = [
            ...only().posts,
            ...holders.map((holder) => ({ post: 'manager' as const, representativeId: holder })),
          ];
          const agency = only({ representatives, posts, integrityContactId });
          const found = resolve(agency, { representativeId, ...(representativeId ? {} : { post }) });
          if ('reasons' in found) return;
          expect([representativeId, integrityContactId]).toContain(found.resolved.representativeId);
          expect(found.resolved.address).not.toBe('shared@owner.example');
          const used = representatives.find((r) => r.representativeId === found.resolved.representativeId);
          expect(used).toMatchObject({ away: [] });
        },
      ),
      { seed: 7, numRuns: 1000 },
    );
  });
});
