import { expect, it } from 'vitest';
import { calendarFor } from '../../../functions/domain/calendar/calendar.ts';
import { decideSearch } from '../../../functions/domain/search/decide.ts';
import type { SearchState } from '../../../functions/domain/search/state.ts';
import { system } from '../../../functions/domain/shared/actor.ts';
import { asActor, monday, workers } from '../case/fixtures.ts';
import { testPolicy } from '../test-policy.ts';

it('nobody is asked to ring about a search any more once all of it has been answered', () => {
  let state: SearchState | undefined;
  const run = (commandId: string, name: string, input: unknown, by = system('test')) => {
    const envelope = { name, input, by, commandId, notes: {} };
    const found = decideSearch(state, 'srch-0001', envelope, monday, testPolicy, calendarFor('AU-WA'));
    if (found.kind === 'refused') throw new Error(`${name} was refused: ${found.code}`);
    state = found.state;
  };
  const asks = () => state?.asked.map(({ askId }) => askId) ?? [];
  const hit = { personId: 'per-aaaa1', basis: [], score: 1, caseIds: [] };
  const sought = { names: [{ kind: 'legal', text: 'Somebody Invented' }] };
  for (const n of [0, 1]) {
    run(`cmd-ask${n}`, 'askSearch', { reason: 'new_referral', sought }, asActor(workers.police));
    run(`cmd-hit${n}`, 'recordHits', { askId: asks()[n], hits: [hit], team: workers.convenor });
  }
  run('cmd-mail', 'messageOutcome', {
    messageId: 'msg-0001',
    kind: 'reminder',
    to: workers.convenor,
    outcome: 'bounced',
  });
  const rung = () => state?.tasks.find(({ code }) => code === 'reach_by_telephone')?.status;
  for (const [n, status] of ['open', 'cancelled'].entries()) {
    const answer = { askId: asks()[n], outcome: 'not_the_person' };
    run(`cmd-answer${n}`, 'answerSearch', answer, asActor(workers.convenor));
    expect(rung()).toBe(status);
  }
});
