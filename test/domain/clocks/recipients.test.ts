import { describe, expect, it } from 'vitest';
import { lastResort } from '../../../functions/domain/case/queries.ts';
import { recipientFor } from '../../../functions/domain/clocks/recipients.ts';
import { profiles } from '../../../functions/domain/policy/index.ts';
import { type CaseRole, caseRoles } from '../../../functions/domain/policy/schema.ts';
import { recipientKey } from '../../../functions/domain/shared/recipient.ts';
import { TimedCase, workers } from './timed-case.ts';

const now = '2026-10-01T01:00:00.000Z';
const timed = () => new TimedCase({ now }).action('standard');
const who = (t: TimedCase, role: CaseRole, subject?: string) => {
  const to = recipientFor(t.state, role, subject, t.now);
  return to && recipientKey(to);
};
const exclude = (t: TimedCase, by: { agencyId: string; representativeId?: string }) =>
  t.edit((draft) => {
    draft.exclusions.push({
      exclusionId: `exc-test${draft.exclusions.length}`,
      agencyId: by.agencyId,
      ...(by.representativeId === undefined ? {} : { representativeId: by.representativeId }),
      because: 'conflict_of_interest',
      from: now,
    });
  });

describe('who a role of a rung is', () => {
  it('by the action, the lead and the contacts of the case', () => {
    const t = timed();
    expect(who(t, 'owner', 'act-timed0')).toBe('agy-police/rep-police1');
    expect(who(t, 'owner_agency_contact', 'act-timed0')).toBe('agy-police/post:escalation_contact');
    expect(who(t, 'lead')).toBe('agy-specialist/rep-specialist1');
    expect(who(t, 'lead_contact')).toBe('agy-specialist/post:escalation_contact');
    expect(who(t, 'chair')).toBe('agy-coord/rep-chair1');
    expect(who(t, 'region')).toBe('agy-coord/rep-region1');
    expect(who(t, 'caller')).toBe('agy-police/rep-police1');
    expect(who(t, 'after_hours')).toBe('agy-specialist/post:after_hours');
  });

  it('S3-46 the interim lead goes before the lead for as long as it lasts', () => {
    const t = timed();
    t.edit((draft) => {
      draft.lead.periods.push({
        leadId: 'led-night0',
        ...workers.police,
        kind: 'interim_after_hours',
        from: now,
        to: '2026-10-02T01:00:00.000Z',
        by: 'test',
        reason: 'after_hours',
        victimInformed: [],
      });
    });
    expect(who(t, 'lead')).toBe('agy-police/rep-police1');
    t.now = '2026-10-02T01:00:00.000Z';
    expect(who(t, 'lead')).toBe('agy-specialist/rep-specialist1');
  });

  it('passes over an excluded worker for the agency’s contact, an excluded agency for the lead', () => {
    const t = timed();
    exclude(t, workers.police);
    expect(who(t, 'owner', 'act-timed0')).toBe('agy-police/post:escalation_contact');
    exclude(t, { agencyId: 'agy-police' });
    expect(who(t, 'owner', 'act-timed0')).toBe('agy-specialist/rep-specialist1');
    expect(who(t, 'owner_agency_contact', 'act-timed0')).toBe('agy-specialist/rep-specialist1');
  });

  it('passes over an agency that has left the case', () => {
    const t = timed();
    t.edit((draft) => {
      const police = draft.agencies.find((agency) => agency.agencyId === 'agy-police');
      if (police) police.removedAt = now;
    });
    expect(who(t, 'owner', 'act-timed0')).toBe('agy-specialist/rep-specialist1');
  });

  it('falls back to the convenor and to triage where nobody was named', () => {
    const t = timed();
    t.edit((draft) => {
      draft.contacts = { triage: workers.triage };
      draft.lead.periods = [];
    });
    for (const role of ['lead', 'chair', 'convenor', 'convening_lead', 'triage'] as const)
      expect(who(t, role)).toBe('agy-coord/rep-triage1');
    expect(who(t, 'region')).toBe('agy-coord/post:regional');
  });

  it('is nobody when all are excluded; then the convening team has to name somebody', () => {
    const t = timed();
    for (const agencyId of ['agy-police', 'agy-specialist', 'agy-coord']) exclude(t, { agencyId });
    for (const role of caseRoles) expect(who(t, role, 'act-timed0')).toBeUndefined();
    t.only('action.due', { subject: 'act-timed0', key: 'critical', dueAt: now });
    const { messages, did } = t.jump(now);
    expect(messages).toEqual([]);
    expect(did).toContain('nobody_to_tell');
    const { agencyId, representativeId } = profiles.wa.conveningTeam.desk;
    expect(t.tasks('name_somebody')).toMatchObject([{ for: { agencyId, representativeId } }]);
  });

  it('is triage that has to name somebody, while triage is not excluded itself', () => {
    const t = timed();
    for (const agencyId of ['agy-police', 'agy-specialist']) exclude(t, { agencyId });
    expect(lastResort(t.state, profiles.wa)).toEqual(t.state.contacts.triage);
    exclude(t, t.state.contacts.triage);
    expect(lastResort(t.state, profiles.wa)).toMatchObject(profiles.wa.conveningTeam.desk);
  });
});
