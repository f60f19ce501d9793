import type { AggregateType } from '../shared/aggregate.ts';
import { caseRights } from './commands/case-rights.ts';
import { agencyRights, meetingRights, personRights } from './commands/other-rights.ts';
import { intakeRights, searchRights } from './commands/outside-rights.ts';
import type { CommandRight, CommandRights } from './commands/right.ts';

/** Who may give which command, by kind of aggregate and name. A test fails for a command without a row. */
export const commandRights: Readonly<Record<AggregateType, CommandRights>> = {
  case: caseRights,
  meeting: meetingRights,
  agency: agencyRights,
  person: personRights,
  report: intakeRights,
  search: searchRights,
};

/** Commands that make the thing: there is no record yet to be somebody to. */
const creations: readonly string[] = [
  'case.callMeeting',
  'case.refer',
  'case.selfRefer',
  'case.saveDraft',
  'meeting.scheduleMeeting',
  'agency.createAgency',
  'person.createPerson',
  'report.receiveReport',
  'search.askSearch',
];
export const isCreation = (aggregate: AggregateType, name: string): boolean =>
  creations.includes(`${aggregate}.${name}`);

/** The right to a command; undefined for a name that no aggregate has. */
export const rightOf = (aggregate: AggregateType, name: string): CommandRight | undefined =>
  Object.hasOwn(commandRights[aggregate], name) ? commandRights[aggregate][name] : undefined;
