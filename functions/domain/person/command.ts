import type { Draft } from 'immer';
import type { personChanges } from '../case/commands/people/person-changes.ts';
import {
  type AggregateCommand,
  type AggregateContext,
  type AggregateCreation,
  definersOf,
} from '../shared/aggregate-command.ts';
import type { PersonState } from './state.ts';

export type PersonContext = AggregateContext;
export type PersonCommand = AggregateCommand<PersonState>;
export type PersonCreation = AggregateCreation<PersonState>;

export const { command: definePersonCommand, creation: definePersonCreation } = definersOf<PersonState>();

/** A change as the cases learn of it: a code, at most a date and an id. Never what stands in the record. */
export interface Change {
  what: (typeof personChanges)[number];
  on?: string | undefined;
  ref?: string | undefined;
}

/** Tell one case of a change. */
export function tellCase(
  draft: Pick<Draft<PersonState>, 'personId'>,
  caseId: string,
  { what, on, ref }: Change,
  context: PersonContext,
): void {
  context.command({
    aggregate: 'case',
    id: caseId,
    name: 'personChanged',
    input: {
      personId: draft.personId,
      what,
      ...(on === undefined ? {} : { on }),
      ...(ref === undefined ? {} : { ref }),
    },
  });
}

/** Tell every case the person is in, except one. A person has no clock: dates run in the cases. */
export function tellCases(
  draft: Draft<PersonState>,
  change: Change,
  context: PersonContext,
  except?: string,
): void {
  for (const { caseId, leftAt } of draft.cases)
    if (leftAt === undefined && caseId !== except) tellCase(draft, caseId, change, context);
}
