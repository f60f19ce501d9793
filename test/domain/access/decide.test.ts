import { describe, expect, it } from 'vitest';
import { type ReadClass, readClasses } from '../../../functions/domain/access/asked.ts';
import { decideAccess } from '../../../functions/domain/access/decide.ts';
import { type AccessFacts, type Stage, stages } from '../../../functions/domain/access/facts.ts';
import type { Purpose } from '../../../functions/domain/access/purpose.ts';
import { type Relation, relations } from '../../../functions/domain/access/relations.ts';
import type { Subject, TokenRole } from '../../../functions/domain/access/subject.ts';
import { tokenRoles } from '../../../functions/domain/access/subject.ts';
import { testPolicy } from '../test-policy.ts';
import { aSubject, complete } from './fixtures.ts';

const guarded = ['content', 'identity', 'narrative'] as const satisfies readonly ReadClass[];

/** Written out again here, so that a wrong row of the table is seen. */
const runs: readonly Relation[] = [
  'lead',
  'interim_lead',
  'convening_lead',
  'convenor',
  'chair',
  'triage',
  'region',
  'convening_team',
];
const doers: readonly Relation[] = [
  'has_action',
  'incoming_lead',
  'after_hours',
  'takes_part',
  'task',
  'invited',
  'proxy',
  'minute_taker',
  'caller',
];
const inAgencies: readonly TokenRole[] = ['representative', 'agency_manager', 'after_hours', 'coordinator'];

interface Cell {
  role: TokenRole | undefined;
  relation: Relation | undefined;
  stage: Stage;
  endorsed: boolean;
  basis: boolean;
  caseBasis: boolean;
  excluded: boolean;
  breakGlass: boolean;
  purpose: Purpose | undefined;
  via: 'account' | 'link' | 'link of something else';
}

const yesNo = [true, false];
function* cells(): Generator<Cell> {
  for (const role of [...tokenRoles, undefined])
    for (const relation of [...relations, undefined])
      for (const stage of stages)
        for (const endorsed of yesNo)
          for (const basis of yesNo)
            for (const caseBasis of yesNo)
              for (const excluded of yesNo)
                for (const breakGlass of yesNo)
                  for (const purpose of ['manage_mitigate', 'audit', undefined] as const)
                    for (const via of ['account', 'link', 'link of something else'] as const)
                      yield {
                        role,
                        relation,
                        stage,
                        endorsed,
                        basis,
                        caseBasis,
                        excluded,
                        breakGlass,
                        purpose,
                        via,
                      };
}

function factsOf({
  relation,
  stage,
  endorsed,
  basis,
  caseBasis,
  excluded,
  breakGlass,
  via,
}: Cell): AccessFacts {
  return {
    ...complete,
    relations: new Set(relation ? [relation] : []),
    stage,
    endorsed,
    basis: basis ? 'invented_mou' : undefined,
    caseBasis,
    excluded,
    breakGlass,
    linked: via === 'link' ? 'return' : undefined,
  };
}

const subjectOf = ({ role, via }: Cell): Subject =>
  aSubject({ roles: role ? [role] : [], via: via === 'account' ? 'account' : 'link' });

/** A member with a duty, who has all that it takes. */
function mayByDuty(cell: Cell): boolean {
  const { role, relation, stage, endorsed, basis, caseBasis, purpose, via } = cell;
  const acts = via === 'link' || (role !== undefined && inAgencies.includes(role));
  const hasDuty =
    relation !== undefined && (runs.includes(relation) || (stage !== 'ended' && doers.includes(relation)));
  const early = runs.some((one) => one === relation) || (relation === 'caller' && stage === 'intake');
  return (
    acts &&
    hasDuty &&
    endorsed &&
    basis &&
    (caseBasis || early) &&
    purpose === 'manage_mitigate' &&
    via !== 'link of something else'
  );
}

const mayByGlass = ({ breakGlass, via, purpose, role }: Cell): boolean =>
  breakGlass &&
  via === 'account' &&
  (purpose === 'manage_mitigate' || (purpose === 'audit' && role === 'auditor'));

describe('content, identity and narrative', () => {
  it('S0-01 are read in no cell by somebody excluded or without a duty, but for a broken glass', () => {
    let permitted = 0;
    let checked = 0;
    const wrong: unknown[] = [];
    for (const cell of cells()) {
      const expected = !cell.excluded && (mayByDuty(cell) || mayByGlass(cell));
      for (const what of guarded) {
        checked += 1;
        const subject = subjectOf(cell);
        const decision = decideAccess(
          subject,
          { kind: 'read', what },
          factsOf(cell),
          cell.purpose,
          testPolicy,
        );
        const is = decision.kind === 'permit';
        if (is) permitted += 1;
        const ground = mayByDuty(cell) ? cell.relation : 'break_glass';
        const isRight = is === expected && (!is || decision.ground === ground);
        const isSilent = is || !cell.excluded || decision.code === 'not-found';
        if (!isRight || !isSilent) wrong.push({ what, ...cell, decision });
      }
    }
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(checked).toBeGreaterThan(1_000_000);
    expect(permitted).toBeGreaterThan(1_000);
  });
});

describe('a decision on reading', () => {
  const decide = (
    what: ReadClass,
    facts: Partial<AccessFacts> = {},
    more: Partial<Subject> = {},
    purpose: Purpose | undefined = 'identify_risk',
  ) => decideAccess(aSubject(more), { kind: 'read', what }, { ...complete, ...facts }, purpose, testPolicy);
  const owner = { relations: new Set(['has_action'] as const) };

  it('says everything that is missing, and asks for one of three purposes (S1-10)', () => {
    expect(decide('content', { ...owner, endorsed: false, basis: undefined })).toMatchObject({
      code: 'not-endorsed',
      missing: ['not-endorsed', 'no-agency-basis'],
    });
    expect(decide('content', { ...owner, caseBasis: false })).toMatchObject({ code: 'no-case-basis' });
    for (const purpose of ['operate', 'audit', 'records', undefined] as const)
      expect(
        decideAccess(
          aSubject(),
          { kind: 'read', what: 'content' },
          { ...complete, ...owner },
          purpose,
          testPolicy,
        ),
      ).toMatchObject({ code: 'purpose-missing', duty: 'S1-10' });
    expect(decide('content', owner)).toEqual({
      kind: 'permit',
      ground: 'has_action',
      basis: 'invented_mou',
    });
  });

  it('stops at a withdrawal that nobody has decided, unless the case is urgent or one runs it', () => {
    const withdrawn = { withdrawalUndecided: true };
    expect(decide('content', { ...owner, ...withdrawn })).toMatchObject({ code: 'withdrawal-undecided' });
    expect(decide('content', { ...owner, ...withdrawn, urgent: true })).toMatchObject({ kind: 'permit' });
    expect(decide('content', { ...withdrawn, relations: new Set(['chair'] as const) })).toMatchObject({
      ground: 'chair',
    });
  });

  it('gives the reason behind a consent to those who run the case alone (S1-22)', () => {
    expect(decide('consent_reason', owner)).toMatchObject({ code: 'not-permitted' });
    expect(decide('consent_reason', { relations: new Set(['lead'] as const) })).toMatchObject({
      ground: 'lead',
    });
    expect(decide('consent_reason', { breakGlass: true })).toMatchObject({ kind: 'refused' });
  });

  it('shows who handles what to every agency of the case, and to viewers of the region (S0-05, S4-24)', () => {
    expect(decide('handling', { relations: new Set(['member_agency'] as const) })).toMatchObject({
      kind: 'permit',
    });
    const regional = { roles: ['regional_viewer'] as const };
    expect(decide('handling', { ownRegion: true }, regional)).toMatchObject({ ground: 'regional_viewer' });
    expect(decide('handling', { ownRegion: false }, regional)).toMatchObject({ code: 'not-found' });
    expect(decide('content', { ownRegion: true }, regional)).toMatchObject({ code: 'not-permitted' });
  });

  it('needs a second factor where the policy says so, and no directory entry that has ended', () => {
    const facts = { ...complete, ...owner };
    const asked = { kind: 'read', what: 'handling' } as const;
    const bare = aSubject({ mfa: false });
    expect(decideAccess(bare, asked, facts, undefined, testPolicy)).toMatchObject({ code: 'mfa-required' });
    const lax = { access: { ...testPolicy.access, mfaRequired: false } };
    expect(decideAccess(bare, asked, facts, undefined, lax)).toMatchObject({ kind: 'permit' });
    expect(decide('handling', { ...owner, left: true })).toMatchObject({ code: 'not-found' });
  });

  it('answers a stranger, somebody excluded and a wrong id with the same words', () => {
    const stranger = decide('content', {});
    expect(decide('content', { exists: false })).toEqual(stranger);
    for (const what of readClasses)
      expect(decide(what, { relations: new Set(relations), excluded: true, breakGlass: true })).toEqual(
        stranger,
      );
    expect(stranger).toMatchObject({ code: 'not-found' });
  });

  it('lets operations see how it goes and nothing of whom', () => {
    const operations = { roles: ['operations'] as const };
    const seen = readClasses.filter((what) => decide(what, {}, operations).kind === 'permit');
    expect(seen).toEqual(['handling', 'directory', 'health']);
  });
});
