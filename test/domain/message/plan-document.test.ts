import { describe, expect, it } from 'vitest';
import { type PlanDocumentInput, planDocument } from '../../../functions/domain/message/plan-document.ts';
import { actionCode, displayCode } from '../../../functions/domain/shared/ids.ts';
import { aCase, action, agencyId, calendar, caseId, lead, now, policy } from './fixtures.ts';

const identifiers = [{ kind: 'name' as const, value: 'Wilhelmina Canary' }];
const described = (more: object = {}) =>
  aCase({ actions: [action({ descriptionNoteId: 'note-0000a', riskId: 'rsk-0000a', ...more })] });
const make = (more: Partial<PlanDocumentInput> = {}) => {
  const made = planDocument({
    state: aCase(),
    planId: 'plan-0000a',
    version: 1,
    policy,
    calendar,
    now,
    agencyNames: new Map([
      [agencyId, 'Invented Housing Agency'],
      [lead.agencyId, 'Invented Lead Service'],
    ]),
    texts: new Map([['note-0000a', 'Change the locks by Friday.']]),
    identifiers,
    classification: 'OFFICIAL: Sensitive',
    ...more,
  });
  if (!made) throw new Error('there is a plan');
  return made;
};
const says = (document: ReturnType<typeof make>) => JSON.stringify(document.blocks);

describe('the plan as a document', () => {
  it('S0-04 has a place for each stream, and says where there is no action', () => {
    const titles = make().blocks.flatMap((b) => (b.type === 'heading' ? [b.text] : []));
    expect(titles).toEqual(
      expect.arrayContaining([
        'Safety: adult victim',
        'Safety: child victim',
        'Accountability and change: perpetrator',
        'Agencies and services',
      ]),
    );
    expect(make().blocks.filter((b) => b.type === 'paragraph' && b.text === 'No action.')).toHaveLength(3);
  });

  it('S0-03 shows for each action its agency, due date, priority, for whom, and the risk it is to reduce', () => {
    const card = make({ state: described() }).blocks.find(
      (b) => b.type === 'card' && b.title === 'Safe housing',
    );
    expect(card).toMatchObject({
      rows: [
        ['Code', `Action ${actionCode(action().actionId)}`],
        ['Agency', 'Invented Housing Agency'],
        ['Due', 'Monday 16 March 2026, 5:00 pm (AWST, Perth time)'],
        ['Priority', 'Standard'],
        ['For', 'adult victim'],
        ['Risk it is to reduce', 'Strangulation or choking'],
        ['State', 'Not started'],
      ],
      text: 'Change the locks by Friday.',
    });
  });

  it('has roles in place of names, and never a label that is no role', () => {
    const members = aCase().members.map((m) => ({
      ...m,
      label: m.role === 'child_victim' ? 'Wilhelmina' : m.label,
    }));
    expect(says(make())).toContain('Child 1');
    const odd = says(make({ state: aCase({ members }) }));
    expect(odd).not.toContain('Wilhelmina');
    expect(odd).toContain('Person 2');
  });

  it('leaves out a description that names somebody, gives a place, or was marked so, and says so', () => {
    const left = 'shown after you sign in';
    const naming = make({ state: described(), texts: new Map([['note-0000a', 'Ring Wilhelmina first.']]) });
    expect(says(naming)).not.toContain('Wilhelmina');
    expect(says(naming)).toContain(`could identify somebody. It is ${left}`);
    const place = make({ state: described(), texts: new Map([['note-0000a', 'At 7 Hidden Lane']]) });
    expect(says(place)).not.toContain('Hidden');
    expect(says(make({ state: described({ keptOutOfEmail: true }) }))).not.toContain('Change the locks');
    expect(says(make({ state: described(), identifiers: undefined }))).not.toContain('Change the locks');
    expect(says(make({ state: described() }))).toContain('Change the locks');
  });

  it('never holds her wishes, only that they are recorded', () => {
    const wished = make({ texts: new Map([['note-wishes', 'To be far away.']]) });
    expect(says(wished)).not.toContain('far away');
    expect(says(wished)).toContain('Recorded; shown after you sign in');
  });

  it('holds contingency and addenda when they name nobody', () => {
    const [plan] = aCase().plans;
    const addenda = [{ addendumId: 'add-0000a', noteId: 'note-addendum', by: lead, at: now }];
    const state = aCase({ plans: [{ ...plan!, contingencyNoteId: 'note-cont', addenda }] });
    const texts = new Map([
      ['note-cont', 'Call 000 at once.'],
      ['note-addendum', 'Canary told us.'],
    ]);
    expect(says(make({ state, texts }))).toContain('Call 000 at once.');
    expect(says(make({ state, texts }))).not.toContain('Canary');
    expect(says(make({ state, texts }))).toContain('Added Tuesday 3 March 2026');
  });

  it('has an opaque file name, the marking and the version, and is the same each time', () => {
    const made = make();
    expect(made.fileName).toBe(`document-${displayCode(caseId)}.pdf`);
    expect(made.classification).toBe('OFFICIAL: Sensitive');
    expect(made.footer).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4} · version 1 · recorded Monday 2 March 2026/);
    expect(make()).toEqual(made);
  });

  it('is not made for a plan that there is not', () => {
    const input = { state: aCase(), planId: 'plan-0000z', version: 1, policy, calendar, now } as const;
    const rest = { agencyNames: new Map(), texts: new Map(), identifiers, classification: '' };
    expect(planDocument({ ...input, ...rest })).toBeUndefined();
  });
});
