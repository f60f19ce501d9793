import { agencyCommands, agencyCreations } from '../../../domain/agency/decide.ts';
import { caseCreations } from '../../../domain/case/commands/referral/index.ts';
import { caseCommands } from '../../../domain/case/decide.ts';
import { intakeAnswers } from '../../../domain/intake/decide.ts';
import { meetingCommands, meetingCreations } from '../../../domain/meeting/commands/index.ts';
import { personCommands, personCreations } from '../../../domain/person/decide.ts';
import { searchAnswers } from '../../../domain/search/decide.ts';
import type { AggregateType } from '../../../domain/shared/aggregate.ts';
import type { Route } from '../route.ts';
import { casePlaces } from './case-places.ts';
import { commandRoute, type Described } from './command-route.ts';
import type { Places } from './entry.ts';
import { agencyPlaces, meetingPlaces, personPlaces, reportPlaces, searchPlaces } from './other-places.ts';

interface Area {
  aggregate: AggregateType;
  creations: readonly Described[];
  commands: readonly (Described & { by: 'worker' | 'system' | 'any' })[];
  places: Places;
}

/** All that workers can do, by kind of aggregate, and where it stands. */
export const areas: readonly Area[] = [
  { aggregate: 'case', creations: caseCreations, commands: caseCommands, places: casePlaces },
  { aggregate: 'meeting', creations: meetingCreations, commands: meetingCommands, places: meetingPlaces },
  { aggregate: 'person', creations: personCreations, commands: personCommands, places: personPlaces },
  { aggregate: 'agency', creations: agencyCreations, commands: agencyCommands, places: agencyPlaces },
  { aggregate: 'report', creations: [], commands: intakeAnswers, places: reportPlaces },
  { aggregate: 'search', creations: [], commands: searchAnswers, places: searchPlaces },
];

/** Every kind of aggregate has tasks; those of a case are the plain ones. */
const operationIdOf = (aggregate: AggregateType, name: string): string =>
  name === 'completeTask' && aggregate !== 'case'
    ? `completeTaskOf${aggregate.charAt(0).toUpperCase()}${aggregate.slice(1)}`
    : name;

/** One POST for every command of a worker. One without a place has none: a defect that a test finds. */
export const commandRoutes: readonly Route[] = areas.flatMap(({ aggregate, creations, commands, places }) => {
  const route = (command: Described, creates: boolean): Route[] => {
    const place = places[command.name];
    if (!place) return [];
    const operationId = operationIdOf(aggregate, command.name);
    return [commandRoute(aggregate, command, place, { creates, operationId })];
  };
  return [
    ...creations.flatMap((creation) => route(creation, true)),
    ...commands.filter(({ by }) => by !== 'system').flatMap((command) => route(command, false)),
  ];
});
