import { decideAgency } from '../../../functions/domain/agency/decide.ts';
import { type AgencyState, agencySchema } from '../../../functions/domain/agency/state.ts';
import { calendarFor } from '../../../functions/domain/calendar/calendar.ts';
import { addElapsed, type Elapsed } from '../../../functions/domain/calendar/instants.ts';
import { system, type Worker } from '../../../functions/domain/shared/actor.ts';
import type { Accepted } from '../../../functions/domain/shared/decision.ts';
import { monday, workers } from '../case/fixtures.ts';
import { assertDistinctMails } from '../distinct-mails.ts';
import { testPolicy } from '../test-policy.ts';

export const entry = (more: Record<string, unknown> = {}) => ({
  name: 'Invented Women’s Service',
  kind: 'specialist_fdv',
  government: false,
  domains: ['service.example'],
  ...more,
});

/** An agency of the directory under its own commands. */
export class AgencyUnderTest {
  state: AgencyState | undefined;
  now = monday;
  policy = testPolicy;
  private count = 0;

  get agency(): AgencyState {
    if (!this.state) throw new Error('the agency has not been made yet');
    return this.state;
  }

  decide(name: string, input: unknown, by: Worker | 'system') {
    this.count += 1;
    const envelope = {
      name,
      input,
      by: by === 'system' ? system('test') : ({ kind: 'worker', ...by } as const),
      commandId: `cmd-${this.count}`,
      notes: {},
    };
    return decideAgency(this.state, 'agy-service', envelope, this.now, this.policy, calendarFor('AU-WA'));
  }

  run(name: string, input: unknown, by: Worker | 'system' = workers.triage): Accepted<AgencyState> {
    const decision = this.decide(name, input, by);
    if (decision.kind === 'refused') throw new Error(`${name} was refused: ${decision.code}`);
    agencySchema.parse(decision.state);
    assertDistinctMails(decision.intents);
    this.state = decision.state;
    return decision;
  }

  refusal(name: string, input: unknown, by: Worker | 'system' = workers.triage): string {
    const decision = this.decide(name, input, by);
    return decision.kind === 'refused' ? decision.code : 'accepted';
  }

  /** As two persons who know it. */
  verify(of: { representativeId: string } | { post: string }, address: string): Accepted<AgencyState> {
    this.run('verifyAddress', { ...of, address });
    return this.run('verifyAddress', { ...of, address }, workers.convenor);
  }

  later(elapsed: Elapsed): void {
    this.now = addElapsed(this.now, elapsed);
  }

  open(code: string) {
    return this.agency.tasks.filter((t) => t.status === 'open' && t.code === code);
  }
}

export const ana = 'rep-ana0001';
export const bea = 'rep-bea0001';

/** An agency with two representatives. */
export function agency(): AgencyUnderTest {
  const made = new AgencyUnderTest();
  made.run('createAgency', entry());
  for (const [representativeId, name] of [
    [ana, 'Ana Invented'],
    [bea, 'Bea Invented'],
  ] as const)
    made.run('addRepresentative', { representativeId, name, roles: ['representative'] });
  return made;
}
