import { produce } from 'immer';
import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../../functions/domain/case/state.ts';
import { caseLists, caseRows, partsOf } from '../../../functions/domain/views/case-row.ts';
import { caseIn, workers } from '../case/fixtures.ts';
import { issued } from '../case/plan/planned-case.ts';

const { specialist, police, convenor, hospital } = workers;
const at = '2026-03-12T02:34:56.789Z';
const rowsOf = (state: CaseState) => caseRows(state, at);

describe('the rows of a case', () => {
  const { case: state } = issued().made;

  it('stand in the lists of its agencies, its region and of all', () => {
    expect(Object.keys(rowsOf(state)).toSorted()).toEqual([
      'cases/agency/agy-childprot',
      'cases/agency/agy-coord',
      'cases/agency/agy-police',
      'cases/agency/agy-specialist',
      'cases/all',
      `cases/region/${state.region}`,
    ]);
  });

  it('say what each agency is to the case, and what it has to do', () => {
    const rows = rowsOf(state);
    expect(rows[caseLists.ofAgency(specialist.agencyId)]).toMatchObject({
      parts: expect.arrayContaining(['lead', 'action_owner', 'member']),
      actions: [{ proposed: false, priority: 'standard' }],
      lead: specialist.agencyId,
    });
    expect(rows[caseLists.ofAgency(police.agencyId)]?.parts).not.toContain('lead');
    expect(partsOf(state, convenor.agencyId, at)).toEqual(
      expect.arrayContaining(['convenor', 'chair', 'triage', 'region']),
    );
    expect(partsOf(state, hospital.agencyId, at)).toEqual([]);
  });

  it('hold nobody of the family group and nothing of what happened', () => {
    const text = JSON.stringify(rowsOf(state));
    for (const { personId, label } of state.members) {
      expect(text).not.toContain(personId);
      expect(text).not.toContain(`"${label}"`);
    }
    expect(text).not.toContain('safety_planning');
  });

  it('say who is concerned to those who run the case, and not to the others', () => {
    const rows = rowsOf(state);
    const ignorant = Object.keys(rows).filter((name) => rows[name]?.agencies.length === 0);
    expect(ignorant.toSorted()).toEqual([
      caseLists.ofAgency('agy-childprot'),
      caseLists.ofAgency(police.agencyId),
    ]);
    expect(rows[caseLists.ofAgency(convenor.agencyId)]?.agencies).toContain(police.agencyId);
    expect(rows[caseLists.ofAgency(specialist.agencyId)]?.agencies).toContain(police.agencyId);
  });

  it('are none for an agency that is excluded as a whole, whatever part it has', () => {
    const excluded = produce(state, (draft) => {
      const because = 'consent_condition' as const;
      draft.exclusions.push({ exclusionId: 'exc-0001', agencyId: police.agencyId, because, from: at });
    });
    const rows = rowsOf(excluded);
    expect(rows[caseLists.ofAgency(police.agencyId)]).toBeUndefined();
    expect(rows[caseLists.ofAll()]?.excluded).toEqual([{ agencyId: police.agencyId }]);
  });

  it('stand apart when the case has ended for good', () => {
    const ended = produce(state, (draft) => {
      draft.phase = 'closed';
    });
    expect(Object.keys(rowsOf(ended)).every((name) => name.endsWith('/ended'))).toBe(true);
  });

  it('show the clock that is due first, past ones included', () => {
    const made = caseIn('referral');
    const late = produce(made.case, (draft) => {
      for (const clock of draft.clocks) clock.status = 'breached';
    });
    const row = caseRows(late, at)[caseLists.ofAll()];
    expect(row?.due).toEqual({ rule: 'triage.decision', at: made.clock('triage.decision')?.dueAt });
  });

  it('are the same for every change of an hour that changes nothing else', () => {
    expect(caseRows(state, '2026-03-12T02:59:59.999Z')).toEqual(rowsOf(state));
  });
});
