import { describe, expect, it } from 'vitest';
import { caseCommands } from '../../../functions/domain/case/decide.ts';
import { moves } from '../../../functions/domain/case/lifecycle.ts';
import { phases } from '../../../functions/domain/case/phases.ts';
import { profiles } from '../../../functions/domain/policy/index.ts';
import { movesOfPhase, nextMoves } from '../../../functions/domain/views/next-moves.ts';
import { caseIn } from '../case/fixtures.ts';
import { testPolicy } from '../test-policy.ts';

const nobody = { relations: new Set<never>(), roles: [] };

describe('what can be done next', () => {
  it.each(phases)(
    'in %s names every legal move of the table, but those of another record or of time',
    (phase) => {
      const named = movesOfPhase(phase, nobody, testPolicy);
      const bySystem = new Set(caseCommands.filter(({ by }) => by === 'system').map(({ name }) => name));
      for (const move of moves.filter(({ from, on }) => from === phase && !on.startsWith('clock:'))) {
        if (bySystem.has(move.on)) continue;
        expect(named.find(({ command }) => command === move.on)?.leadsTo, move.on).toContain(move.to);
      }
    },
  );

  it('names the command at the meeting for each move of which the case only hears', () => {
    const scheduling = movesOfPhase('meeting_scheduling', nobody, testPolicy);
    expect(scheduling.find(({ command }) => command === 'scheduleMeeting')).toMatchObject({
      of: 'meeting',
      leadsTo: ['meeting_preparation'],
    });
  });

  it('S4-09 says of every move who may, in words of the profile', () => {
    for (const policy of Object.values(profiles)) {
      const lead = policy.terms['lead_agency'];
      for (const phase of phases) {
        for (const move of movesOfPhase(phase, nobody, policy)) {
          expect(move.by.length, move.command).toBeGreaterThan(0);
        }
      }
      const call = movesOfPhase('follow_up_call', nobody, policy).find(
        (one) => one.command === 'callFollowUp',
      );
      expect(call?.by[0]).toBe(lead);
    }
  });

  it('says what time does when nobody acts, the next first', () => {
    const { case: state, now } = caseIn('referral');
    const { byTime } = nextMoves(state, nobody, testPolicy, now);
    expect(byTime.length).toBeGreaterThan(0);
    expect(byTime.every(({ overdue }) => !overdue)).toBe(true);
    const at = byTime.map((one) => one.at);
    expect(at).toEqual(at.toSorted());
    const late = nextMoves(state, nobody, testPolicy, '2027-01-01T00:00:00.000Z');
    expect(late.byTime.every(({ overdue }) => overdue)).toBe(true);
  });

  it('has nothing that moves a case on once it is closed for good', () => {
    expect(movesOfPhase('closed', nobody, testPolicy).filter(({ leadsTo }) => leadsTo)).toEqual([]);
  });
});
