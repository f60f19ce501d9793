import { calendarFor } from '../../../functions/domain/calendar/calendar.ts';
import type { Instant } from '../../../functions/domain/calendar/instants.ts';
import { decidePerson } from '../../../functions/domain/person/decide.ts';
import { type PersonState, personSchema } from '../../../functions/domain/person/state.ts';
import { system } from '../../../functions/domain/shared/actor.ts';
import type { Accepted } from '../../../functions/domain/shared/decision.ts';
import type { Refusal } from '../../../functions/domain/shared/refusal.ts';
import { asActor, monday, workers } from '../case/fixtures.ts';
import { testPolicy } from '../test-policy.ts';

/** A person's record under test: commands run on it one after another. */
export class PersonUnderTest {
  state: PersonState | undefined;
  now: Instant = monday;
  readonly personId: string;
  private count = 0;

  constructor(personId = 'per-cccc1') {
    this.personId = personId;
  }

  get person(): PersonState {
    if (!this.state) throw new Error('the record has not been made yet');
    return this.state;
  }

  decide(name: string, input: unknown, by: 'worker' | 'system' = 'worker') {
    this.count += 1;
    const actor = by === 'system' ? system('test') : asActor(workers.police);
    const envelope = { name, input, by: actor, commandId: `cmd-${this.count}`, notes: {} };
    return decidePerson(this.state, this.personId, envelope, this.now, testPolicy, calendarFor('AU-WA'));
  }

  run(name: string, input: unknown = {}, by: 'worker' | 'system' = 'worker'): Accepted<PersonState> {
    const decision = this.decide(name, input, by);
    if (decision.kind === 'refused')
      throw new Error(`${name} was refused: ${decision.code}: ${decision.message}`);
    personSchema.parse(decision.state);
    this.state = decision.state;
    return decision;
  }

  refused(name: string, input: unknown = {}, by: 'worker' | 'system' = 'worker'): Refusal {
    const decision = this.decide(name, input, by);
    if (decision.kind !== 'refused') throw new Error(`${name} was accepted but should have been refused`);
    return decision;
  }
}

/** A plainly invented person who is in the cases given. */
export function personIn(...caseIds: string[]): PersonUnderTest {
  const made = new PersonUnderTest();
  made.run('createPerson', { identity: { names: [{ kind: 'legal', text: 'Testa Invented' }] } });
  for (const caseId of caseIds) made.run('joinCase', { caseId }, 'system');
  return made;
}

/** What the cases were told: case, code, date and id. */
export const toldCases = ({ intents }: Accepted<PersonState>) =>
  intents.flatMap((i) =>
    i.intent === 'command' && i.name === 'personChanged' ? [[i.id, i.input['what'], i.input['on']]] : [],
  );
