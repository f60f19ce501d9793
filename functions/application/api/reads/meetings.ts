import * as z from 'zod/mini';
import type { Instant } from '../../../domain/calendar/instants.ts';
import { type MeetingState, meetingSchema } from '../../../domain/meeting/state.ts';
import type { Policy } from '../../../domain/policy/schema.ts';
import {
  declarationViewSchema,
  declarationViews,
  invitationViewSchema,
  invitationViews,
  meetingView,
  meetingViewSchema,
  returnStatuses,
  returnStatusSchema,
  returnViewSchema,
  visibleCases,
} from '../../../domain/views/meeting-view.ts';
import type { App } from '../../app.ts';
import { policyToReadBy } from '../../policy-book.ts';
import type { AggregateRecord } from '../../record.ts';
import type { ApiRequest, Route } from '../route.ts';
import { movesSchema, nextOfMeeting } from './next.ts';
import { type Answer, ask, idOf, isRefused, notFound, shown, tagOf } from './reading.ts';

interface MeetingReading {
  app: App;
  request: ApiRequest;
  record: AggregateRecord;
  state: MeetingState;
  policy: Policy;
  now: Instant;
}

/** A read of one meeting by those whom it concerns; each sees only the cases that they may know of. */
const readMeeting =
  (view: (reading: MeetingReading) => Answer | Promise<Answer>): Route['run'] =>
  async (app, request) => {
    const meetingId = idOf(request, 'meetingId');
    if (meetingId === undefined) return notFound();
    const ref = { type: 'meeting', id: meetingId } as const;
    const permit = await ask(app, request, 'handling', { ref });
    if (isRefused(permit)) return permit;
    const record = await app.aggregates.load(ref);
    if (!record) return notFound();
    const state = meetingSchema.parse(record.data);
    const { policy } = policyToReadBy(app.policies, state.policyVersion);
    return view({ app, request, record, state, policy, now: app.clock.now() });
  };

const next = ({ state, request, policy }: MeetingReading, ids = {}, tags?: readonly string[]) =>
  nextOfMeeting(state, request.subject, policy, { meetingId: state.meetingId, ...ids }, tags);

const meetingRoute: Route = {
  method: 'GET',
  path: '/meetings/{meetingId}',
  operationId: 'getMeeting',
  summary: 'Read when and where a meeting is, and which of your cases it hears',
  tag: 'Meetings',
  answer: z.object({ ...meetingViewSchema.shape, next: movesSchema }),
  run: readMeeting((reading) => {
    const { state, request, record } = reading;
    const body = { ...meetingView(state, request.subject), next: next(reading) };
    return shown(body, tagOf('meeting', record, {}));
  }),
};

const invitationsRoute: Route = {
  method: 'GET',
  path: '/meetings/{meetingId}/invitations',
  operationId: 'listInvitations',
  summary: 'List who is invited and what they answered',
  tag: 'Invitations',
  duty: ['S0-35'],
  answer: z.object({ items: z.array(invitationViewSchema), next: movesSchema }),
  run: readMeeting((reading) =>
    shown({
      items: invitationViews(reading.state, reading.request.subject),
      next: next(reading, {}, ['Invitations']),
    }),
  ),
};

const returnsRoute: Route = {
  method: 'GET',
  path: '/meetings/{meetingId}/written-returns',
  operationId: 'listWrittenReturns',
  summary: 'List how far each agency’s answer has come',
  tag: 'Written returns',
  duty: ['S0-35', 'S0-41'],
  answer: z.object({ items: z.array(returnStatusSchema), next: movesSchema }),
  run: readMeeting((reading) =>
    shown({
      items: returnStatuses(reading.state, reading.request.subject, reading.now),
      next: next(reading, {}, ['Written returns']),
    }),
  ),
};

const returnRoute: Route = {
  method: 'GET',
  path: '/meetings/{meetingId}/written-returns/{returnId}',
  operationId: 'getWrittenReturn',
  summary: 'Read what an agency answered about a case',
  tag: 'Written returns',
  duty: ['S0-42', 'S1-10'],
  answer: z.object({ ...returnViewSchema.shape, next: movesSchema }),
  run: readMeeting(async (reading) => {
    const { app, request, state, record } = reading;
    const known = visibleCases(state, request.subject).map(({ caseId }) => caseId);
    const given = state.returns.find(
      (one) => one.returnId === request.params['returnId'] && known.includes(one.caseId),
    );
    if (!given) return notFound();
    const { caseId, agencyId, returnId } = given;
    const ref = { type: 'meeting', id: state.meetingId } as const;
    const permit = await ask(app, request, 'content', { ref, caseId, item: returnId });
    if (isRefused(permit)) return permit;
    const ids = { caseId, agencyId };
    return shown(
      { ...given, next: next(reading, ids, ['Written returns']) },
      tagOf('writtenReturn', record, ids),
    );
  }),
};

const declarationsRoute: Route = {
  method: 'GET',
  path: '/meetings/{meetingId}/declarations',
  operationId: 'listDeclarations',
  summary: 'List who has endorsed confidentiality for a meeting',
  tag: 'Declarations',
  duty: ['S0-18', 'S0-19', 'S1-24'],
  answer: z.object({ items: z.array(declarationViewSchema), next: movesSchema }),
  run: readMeeting((reading) =>
    shown({
      items: declarationViews(reading.state, reading.request.subject),
      next: next(reading, {}, ['Declarations']),
    }),
  ),
};

export const meetingRoutes: Route[] = [
  meetingRoute,
  invitationsRoute,
  returnsRoute,
  returnRoute,
  declarationsRoute,
];
