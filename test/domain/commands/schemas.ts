import * as z from 'zod';
import { agencyCommands, agencyCreations } from '../../../functions/domain/agency/decide.ts';
import { caseCreations } from '../../../functions/domain/case/commands/referral/index.ts';
import { caseCommands } from '../../../functions/domain/case/decide.ts';
import { meetingCommands, meetingCreations } from '../../../functions/domain/meeting/commands/index.ts';
import { personCommands, personCreations } from '../../../functions/domain/person/decide.ts';

interface Command {
  readonly name: string;
  readonly input: z.core.$ZodType;
}
export type Aggregate = 'case' | 'meeting' | 'person' | 'agency';

/** Every creation and command by aggregate. */
export const everyCommand: Readonly<Record<Aggregate, readonly Command[]>> = {
  case: [...caseCreations, ...caseCommands],
  meeting: [...meetingCreations, ...meetingCommands],
  person: [...personCreations, ...personCommands],
  agency: [...agencyCreations, ...agencyCommands],
};

/** `aggregate name` of each command whose input holds one of the schemas, however deep. */
export const commandsHolding = (sought: readonly z.core.$ZodType[]): string[] =>
  Object.entries(everyCommand).flatMap(([aggregate, commands]) =>
    commands.filter(({ input }) => holds(input, sought)).map(({ name }) => `${aggregate} ${name}`),
  );

function holds(input: z.core.$ZodType, sought: readonly z.core.$ZodType[]): boolean {
  let found = false;
  z.toJSONSchema(input, {
    io: 'input',
    unrepresentable: 'any',
    override({ zodSchema }) {
      found ||= sought.includes(zodSchema);
    },
  });
  return found;
}
