import { decideAgency } from '../domain/agency/decide.ts';
import { type AgencyState, agencySchema } from '../domain/agency/state.ts';
import { decideCase } from '../domain/case/decide.ts';
import type { CaseState } from '../domain/case/state.ts';
import { chaseTasks, nextChase } from '../domain/clocks/chase.ts';
import { decideIntake } from '../domain/intake/decide.ts';
import { type IntakeState, intakeSchema } from '../domain/intake/state.ts';
import { decideMeeting } from '../domain/meeting/decide.ts';
import { type MeetingState, meetingSchema } from '../domain/meeting/state.ts';
import { decidePerson } from '../domain/person/decide.ts';
import { type PersonState, personSchema } from '../domain/person/state.ts';
import { decideSearch } from '../domain/search/decide.ts';
import { type SearchState, searchSchema } from '../domain/search/state.ts';
import type { WithTasks } from '../domain/shared/tasks.ts';
import {
  type AggregateDefinition,
  type AggregateRegistry,
  type AggregateSource,
  defineAggregate,
} from './aggregates.ts';
import { caseInTime } from './case-in-time.ts';
import { placeReport } from './intake/place-report.ts';
import { caseLookAlikes, meetingLookAlikes } from './matching/look-alikes.ts';
import { personMatches } from './matching/person-matches.ts';
import { lookForSought } from './matching/search.ts';
import { policyOfCommand } from './move-policy.ts';
import type { PolicyBook, PolicyContext } from './ports.ts';
import { agencyBases } from './projections/agency-bases.ts';
import { agencyListing, caseListing, meetingListing } from './projections/lists.ts';

const caseDefinition: AggregateDefinition = defineAggregate<CaseState>({
  ...caseInTime,
  projections: [caseListing, caseLookAlikes],
  policyOfCommand,
  decide: (state, id, envelope, now, { policy, calendar }) =>
    decideCase(state, id, envelope, now, policy, calendar),
});

const meetingDefinition: AggregateDefinition = defineAggregate<MeetingState>({
  type: 'meeting',
  projections: [meetingListing, meetingLookAlikes],
  schema: meetingSchema,
  decide: (state, id, envelope, now, { policy, calendar }) =>
    decideMeeting(state, id, envelope, now, policy, calendar),
  policy: (state, book) => (state ? book.get(state.policyVersion) : book.current()),
  received: ({ received }) => received,
  withReceived: (state, received) => ({ ...state, received: { ...received } }),
});

/** People and agencies have no policy of their own: they outlive every version. */
const current = (_state: unknown, book: PolicyBook): PolicyContext => book.current();

/** Nobody executes these records: the sweeper is their clock, by which what waits for a person is chased. */
const chasing = <State extends WithTasks>(
  idOf: (state: State) => string,
): Pick<AggregateSource<State>, 'advance' | 'nextAt'> => ({
  advance: (state, now, context) => chaseTasks(state, idOf(state), now, context),
  nextAt: (state, context) => nextChase(state, idOf(state), context),
});

const personDefinition: AggregateDefinition = defineAggregate<PersonState>({
  type: 'person',
  schema: personSchema,
  decide: (state, id, envelope, now, { policy, calendar }) =>
    decidePerson(state, id, envelope, now, policy, calendar),
  policy: current,
  ...chasing(({ personId }) => personId),
  received: ({ received }) => received,
  withReceived: (state, received) => ({ ...state, received: { ...received } }),
  projections: [personMatches],
});

const agencyDefinition: AggregateDefinition = defineAggregate<AgencyState>({
  type: 'agency',
  projections: [agencyListing, agencyBases],
  schema: agencySchema,
  decide: (state, id, envelope, now, { policy, calendar }) =>
    decideAgency(state, id, envelope, now, policy, calendar),
  policy: current,
  ...chasing(({ agencyId }) => agencyId),
  received: ({ received }) => received,
  withReceived: (state, received) => ({ ...state, received: { ...received } }),
});

const reportDefinition: AggregateDefinition = defineAggregate<IntakeState>({
  type: 'report',
  projections: [placeReport],
  schema: intakeSchema,
  decide: (state, id, envelope, now, { policy, calendar }) =>
    decideIntake(state, id, envelope, now, policy, calendar),
  policy: current,
  ...chasing(({ reportId }) => reportId),
  received: ({ received }) => received,
  withReceived: (state, received) => ({ ...state, received: { ...received } }),
});

const searchDefinition: AggregateDefinition = defineAggregate<SearchState>({
  type: 'search',
  projections: [lookForSought],
  schema: searchSchema,
  decide: (state, id, envelope, now, { policy, calendar }) =>
    decideSearch(state, id, envelope, now, policy, calendar),
  policy: current,
  ...chasing(({ searchId }) => searchId),
  received: ({ received }) => received,
  withReceived: (state, received) => ({ ...state, received: { ...received } }),
});

/** The aggregates of this system. */
export const registry: AggregateRegistry = {
  case: caseDefinition,
  meeting: meetingDefinition,
  person: personDefinition,
  agency: agencyDefinition,
  report: reportDefinition,
  search: searchDefinition,
};
