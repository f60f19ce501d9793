import { type AgencyState, agencySchema } from '../../domain/agency/state.ts';
import { type CaseState, caseSchema } from '../../domain/case/state.ts';
import { type MeetingState, meetingSchema } from '../../domain/meeting/state.ts';
import { agencyRows } from '../../domain/views/agency-row.ts';
import { caseRows } from '../../domain/views/case-row.ts';
import { meetingRows } from '../../domain/views/meeting-row.ts';
import type { App } from '../app.ts';
import { type AggregateRecord, refOf } from '../record.ts';
import type { Projection } from './projection.ts';

const listing = (rowsOf: (record: AggregateRecord) => Record<string, unknown>): Projection => ({
  name: 'lists',
  project: (app: Pick<App, 'lists'>, record) =>
    app.lists.put({ source: refOf(record), order: record.version, rows: rowsOf(record) }),
});

/** A case in the lists of its agencies, its region and the convening team. */
export const caseListing = listing(({ data, at }) => {
  const state: CaseState = caseSchema.parse(data);
  return caseRows(state, at);
});

/** A meeting in the lists of the agencies that it concerns. */
export const meetingListing = listing(({ data }) => {
  const state: MeetingState = meetingSchema.parse(data);
  return meetingRows(state);
});

/** An agency in the directory. */
export const agencyListing = listing(({ data }) => {
  const state: AgencyState = agencySchema.parse(data);
  return agencyRows(state);
});
