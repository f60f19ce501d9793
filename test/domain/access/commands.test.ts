import { describe, expect, it } from 'vitest';
import { commandRights, isCreation } from '../../../functions/domain/access/command-rights.ts';
import { decideAccess } from '../../../functions/domain/access/decide.ts';
import { noFacts } from '../../../functions/domain/access/facts.ts';
import { linkRights } from '../../../functions/domain/access/links.ts';
import { type Relation, relations } from '../../../functions/domain/access/relations.ts';
import { type TokenRole, tokenRoles } from '../../../functions/domain/access/subject.ts';
import { agencyCommands, agencyCreations } from '../../../functions/domain/agency/decide.ts';
import { caseCreations } from '../../../functions/domain/case/commands/referral/index.ts';
import { caseCommands } from '../../../functions/domain/case/decide.ts';
import { meetingCommands, meetingCreations } from '../../../functions/domain/meeting/commands/index.ts';
import { personCommands, personCreations } from '../../../functions/domain/person/decide.ts';
import type { AggregateType } from '../../../functions/domain/shared/aggregate.ts';
import { testPolicy } from '../test-policy.ts';
import { aSubject, complete } from './fixtures.ts';

const commands = {
  case: caseCommands,
  meeting: meetingCommands,
  agency: agencyCommands,
  person: personCommands,
};
const creations = {
  case: caseCreations,
  meeting: meetingCreations,
  agency: agencyCreations,
  person: personCreations,
};
const types = ['case', 'meeting', 'agency', 'person'] as const;

const decide = (
  aggregate: AggregateType,
  name: string,
  held: readonly Relation[],
  roles: readonly TokenRole[] = ['representative'],
  more: Partial<typeof complete> = {},
) =>
  decideAccess(
    aSubject({ roles }),
    { kind: 'command', aggregate, name },
    { ...complete, relations: new Set(held), ...more },
    undefined,
    testPolicy,
  );

describe('the right to a command', () => {
  it('is written down for every command there is, and for no other', () => {
    for (const type of types) {
      const names = [...creations[type], ...commands[type]].map(({ name }) => name);
      expect(Object.keys(commandRights[type]).toSorted(), type).toEqual(names.toSorted());
      for (const { name } of creations[type]) expect(isCreation(type, name), name).toBe(true);
      for (const { name } of commands[type]) expect(isCreation(type, name), name).toBe(false);
    }
  });

  it('is nobody’s where only the system acts, and somebody’s everywhere else', () => {
    for (const type of types)
      for (const { name, by } of commands[type]) {
        const permitted = tokenRoles.some((role) => decide(type, name, relations, [role]).kind === 'permit');
        // Whoever may link a case or a possible match does it beside the system.
        expect({ name, permitted }).toEqual({ name, permitted: by !== 'system' && permitted });
        if (by === 'worker') expect({ name, permitted }).toEqual({ name, permitted: true });
      }
  });

  it('is lost by exclusion, as the command itself has it', () => {
    for (const command of caseCommands) {
      const decision = decide('case', command.name, relations, [...tokenRoles], { excluded: true });
      expect({ name: command.name, may: decision.kind === 'permit' }).toEqual({
        name: command.name,
        may: command.excludedMay === true,
      });
      if (decision.kind === 'refused') expect(decision.code).toBe('not-found');
    }
    for (const type of ['meeting', 'person'] as const)
      for (const { name, by } of commands[type])
        if (by !== 'system')
          expect(decide(type, name, relations, [...tokenRoles], { excluded: true })).toMatchObject({
            code: 'not-found',
          });
  });

  it('is any worker’s only where the case takes what anybody brings', () => {
    for (const { name, anybodyMay } of caseCommands)
      expect({ name, may: decide('case', name, []).kind === 'permit' }).toEqual({
        name,
        // Whose agency has no part yet takes the lead of a night, or breaks the glass, but on duty only.
        may: anybodyMay === true && name !== 'startInterimLead' && name !== 'breakGlass',
      });
  });

  it('leaves what runs a case, and where and how she is reached, to people, not to everybody in an agency', () => {
    const colleagues = [
      'lead_agency',
      'convening_agency',
      'member_agency',
      'owner_agency',
      'caller_agency',
    ] as const;
    for (const name of ['closeCase', 'withdrawInError', 'setSharingBasis', 'nominateLead', 'recordPlan'])
      for (const relation of colleagues)
        expect(decide('case', name, [relation])).toMatchObject({ code: 'not-permitted' });
    for (const name of ['recordTrustedContact', 'recordSafeToAsk', 'recordConsentAttempt', 'setSupportFlag'])
      for (const relation of colleagues)
        expect(decide('case', name, [relation])).toMatchObject({ code: 'not-permitted' });
    for (const name of ['correctIdentity', 'recordSafeContact', 'withdrawFlag'])
      for (const relation of colleagues)
        expect(decide('person', name, [relation])).toMatchObject({ code: 'not-permitted' });
    for (const name of ['cancelMeeting', 'rescheduleMeeting', 'deferCase'])
      for (const relation of colleagues)
        expect(decide('meeting', name, [relation])).toMatchObject({ code: 'not-permitted' });
    expect(decide('case', 'closeCase', ['runs_for_agency']).kind).toBe('permit');
    expect(decide('person', 'recordSafeContact', ['takes_part']).kind).toBe('permit');
  });

  it('leaves triage to coordinators and the named workers', () => {
    for (const name of ['acceptReferral', 'declineReferral', 'redirectReferral', 'notEscalated']) {
      for (const relation of ['triage', 'convenor', 'convening_team'] as const)
        expect(decide('case', name, [relation]).kind).toBe('permit');
      for (const relation of ['caller', 'member_agency', 'convening_agency', 'lead', 'chair'] as const)
        expect(decide('case', name, [relation])).toMatchObject({ code: 'not-permitted' });
    }
  });

  it('leaves an agency’s record to its manager and the administrator, agreements to the latter', () => {
    const own = ['own_worker', 'own_manager'] as const;
    expect(decide('agency', 'addRepresentative', own).kind).toBe('permit');
    expect(decide('agency', 'addRepresentative', ['own_worker'])).toMatchObject({ code: 'not-permitted' });
    expect(decide('agency', 'addRepresentative', [])).toMatchObject({ code: 'not-found' });
    expect(decide('agency', 'addRepresentative', [], ['administrator']).kind).toBe('permit');
    expect(decide('agency', 'recordAgreement', own)).toMatchObject({ code: 'not-permitted' });
    expect(decide('agency', 'completeTask', [])).toMatchObject({ code: 'not-found' });
    expect(decide('meeting', 'completeTask', ['invited'])).toMatchObject({ code: 'not-permitted' });
  });

  it('leaves who is one person, and who was found, to who was asked and coordinators', () => {
    for (const [aggregate, name] of [
      ['person', 'confirmMatch'],
      ['person', 'dismissMatch'],
      ['search', 'answerSearch'],
      ['report', 'settleReport'],
    ] as const) {
      for (const relation of ['task_agency', 'convening_agency', 'member_agency'] as const)
        expect(decide(aggregate, name, [relation])).toMatchObject({ code: 'not-permitted' });
      expect(decide(aggregate, name, ['convening_team'])).toMatchObject({ ground: 'convening_team' });
      expect(decide(aggregate, name, ['task'])).toMatchObject({ ground: 'task' });
    }
  });

  it('is not had by roles that look after the system', () => {
    for (const role of [
      'operations',
      'auditor',
      'national_viewer',
      'records_officer',
      'administrator',
    ] as const)
      for (const { name, administratorMay } of caseCommands.filter(({ name }) => name !== 'breakGlass')) {
        const kind = administratorMay && role === 'administrator' ? 'permit' : 'refused';
        expect(decide('case', name, relations, [role]).kind, `${role} ${name}`).toBe(kind);
      }
  });

  it('of a link is what the link is for', () => {
    const link = (linked: keyof typeof linkRights | undefined, aggregate: AggregateType, name: string) =>
      decideAccess(
        aSubject({ roles: [], via: 'link' }),
        { kind: 'command', aggregate, name },
        { ...complete, relations: new Set(relations), linked },
        undefined,
        testPolicy,
      ).kind;
    for (const type of types)
      for (const { name } of commands[type]) {
        expect(link(undefined, type, name)).toBe('refused');
        for (const purpose of ['invitation', 'return', 'declaration', 'action', 'lead_offer'] as const) {
          const isIts = linkRights[purpose].commands.includes(`${type}.${name}`);
          expect({ purpose, name, may: link(purpose, type, name) === 'permit' }).toEqual({
            purpose,
            name,
            may: isIts,
          });
        }
      }
  });

  it('of a thing that is not there is answered like that of a stranger', () => {
    const asked = { kind: 'command', aggregate: 'case', name: 'closeAction' } as const;
    const missing = decideAccess(aSubject(), asked, noFacts, undefined, testPolicy);
    expect(decide('case', 'closeAction', [])).toEqual(missing);
  });
});
