import { describe, expect, it } from 'vitest';
import { caseA, housing, mailed, scheduled } from './fixtures.ts';
import { full } from './written-returns.ts';

describe('an answer that is corrected', () => {
  const kinds = [
    ['nothingKnown', { caseId: caseA }, { status: 'nothing_known' }],
    [
      'declineToShare',
      { caseId: caseA, basis: 'court_order' },
      { status: 'declined_with_basis', declined: { basis: 'court_order' } },
    ],
  ] as const;

  it.each(kinds)('S0-36 after %s takes its place, and both are kept', (name, input, answer) => {
    const meeting = scheduled();
    meeting.run(name, input, housing);
    const at = meeting.now;
    meeting.later({ hours: 1 });
    const did = meeting.run('submitWrittenReturn', full(), housing, ['items.0']);
    const given = meeting.given('agy-housing');
    expect(given).toMatchObject({ status: 'provided_written', answeredAt: meeting.now });
    expect(given?.declined).toBeUndefined();
    expect(given?.earlier).toMatchObject([{ ...answer, answeredAt: at, by: housing }]);
    expect(mailed(did, 'task_assigned')).toEqual([meeting.meeting.scheduledBy.representativeId]);
    expect(meeting.meeting.tasks).toMatchObject([{ code: 'return_corrected', status: 'open' }]);
  });

  it('S0-36 keeps the words of a return in whose place "nothing known" comes', () => {
    const meeting = scheduled();
    meeting.run('submitWrittenReturn', full(), housing, ['items.0']);
    meeting.run('nothingKnown', { caseId: caseA }, housing);
    const given = meeting.given('agy-housing');
    expect(given).toMatchObject({ status: 'nothing_known', items: [], interventions: [], missing: [] });
    expect(given?.earlier?.[0]?.items).toHaveLength(1);
  });

  it('S0-42 asks nobody to read again what was incomplete and is now whole', () => {
    const meeting = scheduled();
    meeting.run('submitWrittenReturn', full({ interventions: [] }), housing, ['items.0']);
    const did = meeting.run('submitWrittenReturn', full(), housing, ['items.0']);
    expect(mailed(did, 'task_assigned')).toEqual([]);
    expect(meeting.given('agy-housing')?.earlier).toMatchObject([{ status: 'incomplete' }]);
  });

  it('S0-36 is refused by name when it has been corrected too often, and what stands stays', () => {
    const meeting = scheduled();
    for (let n = 0; n <= 20; n += 1) meeting.run('nothingKnown', { caseId: caseA }, housing);
    const refusal = meeting.refused('declineToShare', { caseId: caseA, basis: 'court_order' }, housing);
    expect(refusal.code).toBe('corrected-too-often');
    expect(meeting.given('agy-housing')?.status).toBe('nothing_known');
  });
});
