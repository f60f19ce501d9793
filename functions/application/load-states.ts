import type * as z from 'zod/mini';
import { type AgencyState, agencySchema } from '../domain/agency/state.ts';
import { type CaseState, caseSchema } from '../domain/case/state.ts';
import { intakeSchema } from '../domain/intake/state.ts';
import { type MeetingState, meetingSchema } from '../domain/meeting/state.ts';
import { type PersonState, personSchema } from '../domain/person/state.ts';
import { searchSchema } from '../domain/search/state.ts';
import type { AggregateType } from '../domain/shared/aggregate.ts';
import type { Ports } from './ports.ts';

type Stores = Pick<Ports, 'aggregates'>;

const schemas: Record<AggregateType, z.ZodMiniType> = {
  case: caseSchema,
  meeting: meetingSchema,
  agency: agencySchema,
  person: personSchema,
  report: intakeSchema,
  search: searchSchema,
};
/** The state of an aggregate as its schema has it, for functions that take no commands. Throws if it does not fit. */
export const parseState = (type: AggregateType, data: unknown): unknown => schemas[type].parse(data);

async function load<Schema extends z.ZodMiniType>(
  { aggregates }: Stores,
  type: AggregateType,
  schema: Schema,
  id: string,
): Promise<z.output<Schema> | undefined> {
  const record = await aggregates.load({ type, id });
  return record && schema.parse(record.data);
}

/** The states of aggregates by id, read consistently; undefined where there is none. */
export const loadCase = (stores: Stores, id: string): Promise<CaseState | undefined> =>
  load(stores, 'case', caseSchema, id);
export const loadMeeting = (stores: Stores, id: string): Promise<MeetingState | undefined> =>
  load(stores, 'meeting', meetingSchema, id);
export const loadAgency = (stores: Stores, id: string): Promise<AgencyState | undefined> =>
  load(stores, 'agency', agencySchema, id);
export const loadPerson = (stores: Stores, id: string): Promise<PersonState | undefined> =>
  load(stores, 'person', personSchema, id);
