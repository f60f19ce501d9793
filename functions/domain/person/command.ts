import type { Draft } from 'immer';
import type * as z from 'zod/mini';
import type { personChanges } from '../case/commands/people/person-changes.ts';
import type { AggregateCommand, AggregateContext, AggregateCreation } from '../shared/aggregate-command.ts';
import type { PersonState } from './state.ts';

export type PersonContext = AggregateContext;
export type PersonCommand<Schema extends z.ZodMiniType = z.ZodMiniType> = AggregateCommand<
  PersonState,
  Schema
>;
export type PersonCreation<Schema extends z.ZodMiniType = z.ZodMiniType> = AggregateCreation<
  PersonState,
  Schema
>;

export const definePersonCommand = <Schema extends z.ZodMiniType>(
  command: PersonCommand<Schema>,
): PersonCommand<Schema> => command;
export const definePersonCreation = <Schema extends z.ZodMiniType>(
  creation: PersonCreation<Schema>,
): PersonCreation<Schema> => creation;

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
