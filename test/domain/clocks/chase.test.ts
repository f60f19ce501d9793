import { describe, expect, it } from 'vitest';
import { calendarFor } from '../../../functions/domain/calendar/calendar.ts';
import { addElapsed, type Instant } from '../../../functions/domain/calendar/instants.ts';
import { askChased, chaseTasks, nextChase } from '../../../functions/domain/clocks/chase.ts';
import { profiles } from '../../../functions/domain/policy/index.ts';
import { system } from '../../../functions/domain/shared/actor.ts';
import { createCollector } from '../../../functions/domain/shared/command.ts';
import { endAsked, type WithTasks } from '../../../functions/domain/shared/tasks.ts';
import { monday } from '../case/fixtures.ts';

const around = { policy: profiles.wa, calendar: calendarFor('AU-WA') };
const { desk } = profiles.wa.conveningTeam;
const owner = 'per-aaaa1';
const contextAt = (now: Instant) => ({
  ...createCollector({ now, by: system('test'), commandId: 'cmd-1', notes: {} }),
  ...around,
});
const asked = (key: 'standard' | 'urgent' = 'standard', to = desk): WithTasks => {
  const state: WithTasks = { tasks: [] };
  askChased(state, owner, contextAt(monday), { code: 'review_match', for: to, subject: 'per-bbbb1', key });
  return state;
};

/** Let the sweeper be the clock until an instant: whom each look told, by which rung. */
function until(state: WithTasks, end: Instant) {
  const told: [string, string, string][] = [];
  let current = state;
  for (let at = nextChase(current, owner, around); at !== undefined && at <= end; ) {
    const done = chaseTasks(current, owner, at, around);
    expect(chaseTasks(done.state, owner, at, around)).toMatchObject({ events: [], intents: [] });
    for (const intent of done.intents)
      if (intent.intent === 'message')
        told.push([
          String(intent.params['rung']),
          intent.kind,
          intent.to[0]?.post ?? intent.to[0]?.representativeId ?? '',
        ]);
    current = done.state;
    const next = nextChase(current, owner, around);
    expect(next === undefined || next > at).toBe(true);
    at = next;
  }
  return { told, current };
}

describe('a task of a record that no execution carries', () => {
  it('S0-13 is chased when it is due, escalates, and goes on weekly until somebody answers', () => {
    const { told, current } = until(asked(), addElapsed(monday, { days: 30 }));
    expect(told.slice(0, 4)).toEqual([
      ['T0', 'reminder', desk.representativeId],
      ['+1wd', 'reminder', desk.representativeId],
      ['+2wd', 'escalation', 'escalation_contact'],
      ['+5wd', 'escalation', 'manager'],
    ]);
    expect(told.slice(4).map(([, kind, to]) => [kind, to])).toContainEqual([
      'reminder',
      desk.representativeId,
    ]);
    const rungs = current.tasks[0]?.chase?.fired.map((mark) => mark.split('#')[0]);
    expect(new Set(rungs).size).toBe(rungs?.length);
    expect(nextChase(current, owner, around)).toBeDefined();
    const answered = structuredClone(current);
    endAsked(answered, contextAt(addElapsed(monday, { days: 31 })), { code: 'review_match' }, 'done');
    expect(nextChase(answered, owner, around)).toBeUndefined();
  });

  it('goes above another agency than the convening team to the team', () => {
    const elsewhere = { agencyId: 'agy-police', post: 'manager' } as never;
    const { told } = until(asked('standard', elsewhere), addElapsed(monday, { days: 14 }));
    expect(told.find(([rung]) => rung === '+5wd')).toEqual(['+5wd', 'escalation', desk.representativeId]);
  });

  it('is chased in hours when it is urgent', () => {
    const { told } = until(asked('urgent'), addElapsed(monday, { hours: 9 }));
    expect(told.map(([rung, kind]) => [rung, kind])).toEqual([
      ['T0', 'reminder'],
      ['+2h', 'escalation'],
      ['+4h', 'escalation'],
    ]);
  });

  it('says after an outage what the newest rungs say, once', () => {
    const late = addElapsed(monday, { days: 60 });
    const done = chaseTasks(asked(), owner, late, around);
    const to = done.intents.map((intent) => JSON.stringify('to' in intent && intent.to));
    expect(new Set(to).size).toBe(to.length);
    expect(to).toHaveLength(3);
    expect(chaseTasks(done.state, owner, late, around).state).toBe(done.state);
  });

  it('tells somebody who is meant by two rungs in the words of the later one', () => {
    const contact = { agencyId: 'agy-police', post: 'escalation_contact' } as never;
    const { intents } = chaseTasks(
      asked('standard', contact),
      owner,
      addElapsed(monday, { days: 5 }),
      around,
    );
    expect(intents).toMatchObject([{ kind: 'escalation', to: [contact], params: { rung: 'T0,+1wd,+2wd' } }]);
  });

  it('stays due when it was, however often it is asked again', () => {
    const state = asked();
    const { dueAt } = state.tasks[0] ?? {};
    const again = contextAt(addElapsed(monday, { days: 1 }));
    askChased(state, owner, again, { code: 'review_match', for: desk, subject: 'per-bbbb1' });
    expect(state.tasks).toMatchObject([{ dueAt, status: 'open' }]);
  });
});
