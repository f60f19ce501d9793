import { definitionOf } from '../../../../functions/application/aggregates.ts';
import { projectAll } from '../../../../functions/application/projections/projection.ts';
import type { Worker } from '../../../../functions/domain/shared/actor.ts';
import type { AggregateType } from '../../../../functions/domain/shared/aggregate.ts';
import { type CaseUnderTest, persons } from '../../../domain/case/fixtures.ts';
import { issued } from '../../../domain/case/plan/planned-case.ts';
import { caseA, listed, MeetingUnderTest, scheduling } from '../../../domain/meeting/fixtures.ts';
import { personRecord, recordOf } from '../../support/people.ts';
import { type ApiWorld, createApiWorld, type Said } from '../world.ts';

/** Names that must never be where identity is not read. */
export const victimName = 'Quillan Testperson';
export const noteText = 'She is afraid: Quillan has been followed.';

export const stranger: Worker = { agencyId: 'agy-stranger', representativeId: 'rep-stranger1' };

export interface ReadsWorld extends ApiWorld {
  made: CaseUnderTest;
  caseId: string;
  /** Put the rows of an aggregate into the lists, as relay does. */
  list(type: AggregateType, id: string): Promise<void>;
  read(path: string, as: Worker, more?: { purpose?: string; query?: Record<string, string> }): Promise<Said>;
}

/** The API over a case whose plan has gone out, with its people, its narratives and its lists. */
export async function createReadsWorld(made = issued().made): Promise<ReadsWorld> {
  const api = await createApiWorld();
  const { app, data } = api;
  const caseId = api.seed(made);
  // A copy that a test may change.
  const seeded = data.aggregates[`case/${caseId}`];
  if (seeded) seeded.data = structuredClone(seeded.data);
  for (const personId of Object.values(persons))
    data.aggregates[`person/${personId}`] = personRecord(personId, victimName);
  const list: ReadsWorld['list'] = async (type, id) => {
    const record = await app.aggregates.load({ type, id });
    if (record) await projectAll(app, record, definitionOf(app.registry, type).projections);
  };
  await list('case', caseId);
  for (const key of Object.keys(data.aggregates)) {
    if (key.startsWith('agency/')) await list('agency', key.slice(7));
  }
  return {
    ...api,
    made,
    caseId,
    list,
    read: (path, as, { purpose = 'manage_mitigate', query } = {}) =>
      api.get(path, { as, headers: purpose === '' ? {} : { Purpose: purpose }, ...(query && { query }) }),
  };
}

/** A meeting that is to hear a case, with its rows in the lists. */
export async function withMeeting(world: ReadsWorld): Promise<string> {
  const meeting = new MeetingUnderTest();
  meeting.run('scheduleMeeting', scheduling({ cases: [listed(caseA), listed(world.caseId)] }));
  const { meetingId } = meeting.meeting;
  world.data.aggregates[`meeting/${meetingId}`] = recordOf('meeting', meetingId, meeting.meeting);
  await world.list('meeting', meetingId);
  return meetingId;
}
