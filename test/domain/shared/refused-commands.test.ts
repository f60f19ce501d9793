import { describe, expect, it } from 'vitest';
import { agencyCommands, decideAgency } from '../../../functions/domain/agency/decide.ts';
import type { AgencyState } from '../../../functions/domain/agency/state.ts';
import { calendarFor } from '../../../functions/domain/calendar/calendar.ts';
import { caseCommands } from '../../../functions/domain/case/decide.ts';
import { meetingCommands } from '../../../functions/domain/meeting/commands/index.ts';
import { personCommands } from '../../../functions/domain/person/decide.ts';
import { system } from '../../../functions/domain/shared/actor.ts';
import { asActor, monday, workers } from '../case/fixtures.ts';
import { personIn } from '../person/fixtures.ts';
import { testPolicy } from '../test-policy.ts';

const refused = { aggregate: 'case', id: 'case-0000a', name: 'personChanged', code: 'no-such-case' };

describe('a command that another record refused', () => {
  it('is heard by every aggregate, so that none becomes a dead letter', () => {
    for (const commands of [caseCommands, meetingCommands, personCommands, agencyCommands])
      expect(commands.map(({ name }) => name)).toContain('commandRefused');
  });

  it('is one task of operations when a person’s record sent it, closed with what came of it', () => {
    const made = personIn('case-0000a');
    made.run('commandRefused', refused, 'system');
    made.run('commandRefused', refused, 'system');
    expect(made.person.tasks).toMatchObject([
      {
        code: 'command_refused',
        for: { agencyId: 'agy-operations' },
        subject: 'case-0000a:personChanged',
        reason: 'no-such-case',
        status: 'open',
      },
    ]);
    const taskId = made.person.tasks[0]?.taskId;
    made.run('completeTask', { taskId, outcome: 'done' });
    expect(made.person.tasks).toMatchObject([{ status: 'done', outcome: 'done' }]);
    expect(made.refused('completeTask', { taskId, outcome: 'done' }).code).toBe('no-such-task');
  });

  it('is a task of the manager when an agency sent it; other tasks end with what they ask for', () => {
    let state: AgencyState | undefined;
    let count = 0;
    const run = (name: string, input: unknown, by = asActor(workers.triage)) => {
      count += 1;
      const envelope = { name, input, by, commandId: `cmd-${count}`, notes: {} };
      const decision = decideAgency(state, 'agy-0000a', envelope, monday, testPolicy, calendarFor('AU-WA'));
      if (decision.kind === 'accepted') state = decision.state;
      return decision;
    };
    const [kind] = testPolicy.agencyKinds;
    run('createAgency', { name: 'Invented agency', kind, government: true, domains: ['service.example'] });
    run('commandRefused', refused, system('test'));
    expect(state?.tasks).toMatchObject([
      { code: 'command_refused', for: { agencyId: 'agy-0000a', post: 'manager' } },
    ]);
    run('addRepresentative', { representativeId: 'rep-ana0001', name: 'Ana Invented', roles: [] });
    for (const by of [workers.triage, workers.convenor])
      run('verifyAddress', { representativeId: 'rep-ana0001', address: 'ana@service.example' }, asActor(by));
    run('addressHealth', { representativeId: 'rep-ana0001', health: 'bounced' }, system('test'));
    const verify = state?.tasks.find(({ code }) => code === 'verify_address');
    expect(run('completeTask', { taskId: verify?.taskId, outcome: 'done' })).toMatchObject({
      code: 'task-has-own-command',
    });
    run('removeRepresentative', { representativeId: 'rep-ana0001', reason: 'left' });
    expect(state?.tasks.find(({ code }) => code === 'verify_address')).toMatchObject({ status: 'cancelled' });
  });
});
