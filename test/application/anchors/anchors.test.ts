import { describe, expect, it } from 'vitest';
import { createMemoryAnchors } from '../../../functions/adapters/memory/anchors.ts';
import { appendAccess } from '../../../functions/application/access/chain.ts';
import { type Anchor, anchorOf, merkleRoot } from '../../../functions/application/anchors/anchor.ts';
import { anchorAudit } from '../../../functions/application/anchors/anchor-audit.ts';
import { checkAnchors } from '../../../functions/application/anchors/check-anchors.ts';
import { verifyCase } from '../../../functions/application/anchors/verify-chains.ts';
import { relayAggregate } from '../../../functions/application/relay.ts';
import { createWorld, theCase } from '../support/world.ts';

/** A case with three audit entries and one access, and where its anchors go. */
async function anchoredWorld() {
  const world = createWorld();
  const kept: Anchor[] = [];
  const anchors = createMemoryAnchors(kept);
  await world.command({ name: 'open' });
  await world.command({ name: 'change' });
  await relayAggregate(world.app, theCase);
  const { agencyId, representativeId } = { agencyId: 'agy-one1', representativeId: 'rep-one1' };
  await appendAccess(world.app, theCase.id, {
    at: world.now(),
    event: 'read',
    agencyId,
    representativeId,
    via: 'account',
    what: 'content',
    aggregate: 'case',
    id: theCase.id,
  });
  const anchor = () => anchorAudit({ ...world.app, anchors });
  world.pass({ hours: 2 });
  const verify = async () => verifyCase(world.app, theCase.id, checkAnchors(await anchors.list('2026')));
  return { ...world, kept, anchor, verify };
}

describe('anchoring', () => {
  it('puts the ends of both chains of a case under one root, and leaves an hour that is not over', async () => {
    const { anchor, kept } = await anchoredWorld();
    expect(await anchor()).toEqual({ kind: 'anchored', to: '2026-03-02T01', leaves: 2 });
    expect(kept[0]?.leaves).toEqual([
      expect.objectContaining({ chain: 'access/case-one1', seq: 1 }),
      expect.objectContaining({ chain: 'audit/case/case-one1', seq: 2 }),
    ]);
    expect(await anchor()).toEqual({ kind: 'nothing_new' });
  });

  it('goes on from the last anchor, also over hours in which it did not run, and links to it', async () => {
    const { anchor, kept, command, app, pass } = await anchoredWorld();
    await anchor();
    await command({ name: 'change' });
    await relayAggregate(app, theCase);
    pass({ hours: 5 });
    await anchor();
    expect(kept[1]).toMatchObject({ from: '2026-03-02T02', to: '2026-03-02T06', previous: kept[0]?.root });
    expect(kept[1]?.leaves).toEqual([expect.objectContaining({ chain: 'audit/case/case-one1', seq: 3 })]);
    expect(checkAnchors(kept).faults).toEqual([]);
  });

  it('anchors an hour in which nothing happened: a missing anchor would show', async () => {
    const { anchor, kept, pass } = await anchoredWorld();
    await anchor();
    pass({ hours: 1 });
    await anchor();
    expect(kept[1]?.leaves).toEqual([]);
  });

  it('anchors again what was put before a crash moved the cursor', async () => {
    const { anchor, kept, data } = await anchoredWorld();
    await anchor();
    delete data.anchored;
    await anchor();
    expect(kept).toHaveLength(1);
  });
});

describe('verifying a case against its anchors', () => {
  it('finds nothing wrong with what is as it was written', async () => {
    const { anchor, verify } = await anchoredWorld();
    await anchor();
    expect(await verify()).toEqual([
      { chain: 'audit/case/case-one1', checked: 2, anchored: 1, faults: [] },
      { chain: 'access/case-one1', checked: 1, anchored: 1, faults: [] },
    ]);
  });

  it('finds an access log that somebody made anew with good hashes', async () => {
    const { anchor, verify, data, app } = await anchoredWorld();
    await anchor();
    const [old] = data.accesses[theCase.id] ?? [];
    delete data.accesses[theCase.id];
    if (!old) throw new Error('there is no entry');
    const { seq: _seq, hash: _hash, prevHash: _prevHash, ...access } = old;
    await appendAccess(app, theCase.id, { ...access, agencyId: 'agy-else1' });
    const [, log] = (await verify()) ?? [];
    expect(log?.faults).toEqual([{ seq: 1, fault: 'not_as_anchored', hour: '2026-03-02T01' }]);
  });

  it('finds an audit that was cut off at its end, also from the case itself', async () => {
    const { anchor, verify, data } = await anchoredWorld();
    await anchor();
    data.audit['case/case-one1']?.pop();
    const [audit] = (await verify()) ?? [];
    expect(audit?.faults).toEqual([
      { seq: 2, fault: 'lost', hour: '2026-03-02T01' },
      { seq: 2, fault: 'not_as_recorded' },
    ]);
  });

  it('does not miss what waits to be relayed', async () => {
    const { command, verify } = await anchoredWorld();
    await command({ name: 'change' });
    expect((await verify())?.map(({ faults }) => faults)).toEqual([[], []]);
  });

  it('finds anchors that were altered, put in, taken out, or are none', () => {
    const leaf = (digit: string) => ({ chain: 'access/case-one1', seq: 1, hash: digit.repeat(64) });
    const first = anchorOf({ from: '2026-03-02T01', to: '2026-03-02T01', leaves: [leaf('a')] });
    const following = (previous: string, to: string) =>
      anchorOf({ from: to, to, previous, leaves: [leaf('b')] });
    const second = following(first.root, '2026-03-02T02');
    const third = following(second.root, '2026-03-02T03');
    expect(checkAnchors([first, second, third]).faults).toEqual([]);
    expect(checkAnchors([first, third]).faults).toEqual([{ at: '2026-03-02T03', fault: 'broken_link' }]);
    expect(checkAnchors([{ ...first, leaves: [leaf('c')] }]).faults).toEqual([
      { at: '2026-03-02T01', fault: 'altered' },
    ]);
    expect(checkAnchors(['nonsense']).faults).toEqual([{ at: '#1', fault: 'unreadable' }]);
  });

  it('gives other texts, another order or another number of texts another root', () => {
    const roots = [['a'], ['b'], ['a', 'b'], ['b', 'a'], ['a', 'b', 'c'], ['a', 'b', 'c', 'c'], []].map(
      merkleRoot,
    );
    expect(new Set(roots).size).toBe(roots.length);
  });
});
