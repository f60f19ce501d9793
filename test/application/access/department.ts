import { createMemoryStores, emptyWorld } from '../../../functions/adapters/memory/index.ts';
import { type AccessRequest, authorise } from '../../../functions/application/access/authorise.ts';
import type { App } from '../../../functions/application/app.ts';
import type { ReadClass } from '../../../functions/domain/access/asked.ts';
import type { Subject } from '../../../functions/domain/access/subject.ts';
import { calendarFor } from '../../../functions/domain/calendar/calendar.ts';
import { addElapsed } from '../../../functions/domain/calendar/instants.ts';
import type { AggregateType } from '../../../functions/domain/shared/aggregate.ts';
import { aSubject } from '../../domain/access/fixtures.ts';
import { type CaseUnderTest, calledCase, workers } from '../../domain/case/fixtures.ts';
import { testPolicy } from '../../domain/test-policy.ts';
import { personRecord, recordOf } from '../support/people.ts';
import { createWorld } from '../support/world.ts';

/** A plainly invented case in the memory stores, and everything that authorising needs. */
export function openDepartment(made: CaseUnderTest = calledCase(), more: Partial<App> = {}) {
  const data = emptyWorld();
  const world = createWorld();
  const context = { policy: testPolicy, calendar: calendarFor('AU-WA') };
  const alarms: { metric: string; ids: Record<string, string | number> }[] = [];
  let now = addElapsed(made.now, { minutes: 1 });
  const app: App = {
    ...world.app,
    ...createMemoryStores(data),
    policies: { get: () => context, current: () => context },
    clock: { now: () => now },
    telemetry: {
      count: () => undefined,
      seconds: () => undefined,
      alarm: (metric, ids) => void alarms.push({ metric, ids }),
    },
    ...more,
  };
  const put = (type: AggregateType, id: string, state: unknown) => {
    data.aggregates[`${type}/${id}`] = recordOf(type, id, state);
  };
  put('case', made.caseId, made.case);
  for (const { personId } of made.case.members)
    data.aggregates[`person/${personId}`] = personRecord(personId, 'Wanda Placeholder');
  return {
    app,
    data,
    alarms,
    put,
    pass: (minutes: number) => {
      now = addElapsed(now, { minutes });
    },
    log: async () => app.accessLog.page(made.caseId, 0),
    read: (what: ReadClass, who: Partial<Subject> = workers.police, rest: Partial<AccessRequest> = {}) =>
      authorise(app, {
        subject: aSubject(who),
        asked: { kind: 'read', what },
        purpose: 'identify_risk',
        ref: { type: 'case', id: made.caseId },
        ...rest,
      }),
  };
}
