import * as z from 'zod/mini';
import type { ReadClass } from '../../../domain/access/asked.ts';
import { feedbackSchema } from '../../../domain/case/schema/actions.ts';
import { actionView, actionViewSchema, actionViews } from '../../../domain/views/action-view.ts';
import {
  caseMeetingViewSchema,
  recordViewSchema,
  riskViewSchema,
  taskView,
  taskViewSchema,
  undeliveredViewSchema,
} from '../../../domain/views/case-lists.ts';
import { memberView, memberViewSchema } from '../../../domain/views/case-view.ts';
import { clockViewSchema, clockViews } from '../../../domain/views/clock-view.ts';
import type { Asker } from '../../../domain/views/command-moves.ts';
import { nextSchema } from '../../../domain/views/next-moves.ts';
import { planSummary, planSummarySchema, planView, planViewSchema } from '../../../domain/views/plan-view.ts';
import type { Route } from '../route.ts';
import { askerOfCase, nextOfCase, runsCase } from './next.ts';
import { type CaseReading, notFound, readCase, shown, tagOf } from './reading.ts';

interface Part {
  path: string;
  operationId: string;
  summary: string;
  /** The thing people talk about, and those whose commands are named as what can be done next. */
  tag: string;
  next?: readonly string[];
  duty?: readonly string[];
  what: ReadClass;
  /** Shape of the answer, without `next`. */
  shape: Record<string, z.ZodMiniType>;
  /** The answer, or undefined when there is no such thing. */
  show(reading: CaseReading, asker: Asker): unknown;
  etag?(reading: CaseReading): string | undefined;
  /** The path parameter that says what exactly is read. */
  item?: string;
}

const list = (item: z.ZodMiniType) => ({ items: z.array(item) });

const parts: readonly Part[] = [
  {
    path: '/members',
    operationId: 'listMembers',
    summary: 'List the family group by role and label',
    tag: 'Members',
    what: 'content',
    shape: list(memberViewSchema),
    show: ({ state, policy }) => ({ items: state.members.map((member) => memberView(member, policy)) }),
  },
  {
    path: '/meetings',
    operationId: 'listMeetingsOfCase',
    summary: 'List the meetings of a case and who took part',
    tag: 'Meetings',
    what: 'content',
    shape: list(caseMeetingViewSchema),
    show: ({ state }) => ({ items: z.array(caseMeetingViewSchema).parse(state.meetings) }),
  },
  {
    path: '/plans',
    operationId: 'listPlans',
    summary: 'List the versions of the plan and what became of each copy',
    tag: 'Plans',
    duty: ['S0-30', 'S0-31'],
    what: 'content',
    shape: list(planSummarySchema),
    show: ({ state, policy }) => ({ items: state.plans.map((plan) => planSummary(state, plan, policy)) }),
  },
  {
    path: '/plans/{version}',
    operationId: 'getPlan',
    summary: 'Read a version of the plan with its actions as they stand',
    tag: 'Plans',
    next: ['Plans', 'Actions'],
    what: 'content',
    item: 'version',
    shape: list(planViewSchema),
    show: ({ state, request, policy, now }) => {
      const found = state.plans.filter(({ version }) => String(version) === request.params['version']);
      // A profile may have two plans of one version: the safety plan and the risk management plan.
      return found.length === 0
        ? undefined
        : { items: found.map((plan) => planView(state, plan, policy, now)) };
    },
  },
  {
    path: '/actions',
    operationId: 'listActions',
    summary: 'List the actions of a case, the next due first',
    tag: 'Actions',
    what: 'content',
    shape: list(actionViewSchema),
    show: ({ state, policy, now }) => ({ items: actionViews(state.actions, policy, now) }),
  },
  {
    path: '/actions/{actionId}',
    operationId: 'getAction',
    summary: 'Read an action',
    tag: 'Actions',
    next: ['Actions', 'Feedback'],
    what: 'content',
    item: 'actionId',
    shape: actionViewSchema.shape,
    show: (reading) => {
      const action = findAction(reading);
      return action && actionView(action, reading.policy, reading.now);
    },
    etag: ({ record, request }) => tagOf('action', record, request.params),
  },
  {
    path: '/actions/{actionId}/feedback',
    operationId: 'listFeedback',
    summary: 'List the feedback on an action: progress and effect on safety',
    tag: 'Feedback',
    duty: ['S0-39', 'S2-12'],
    what: 'content',
    item: 'actionId',
    shape: list(feedbackSchema),
    show: (reading) => {
      const action = findAction(reading);
      return action && { items: action.feedback };
    },
    etag: ({ record, request }) => tagOf('action', record, request.params),
  },
  {
    path: '/records',
    operationId: 'listRecords',
    summary: 'List what was learnt and done between meetings',
    tag: 'Records',
    duty: ['S3-25', 'S3-26'],
    what: 'content',
    shape: list(recordViewSchema),
    show: ({ state }) => ({ items: state.records }),
  },
  {
    path: '/risk',
    operationId: 'getRisk',
    summary: 'Read assessments, needs, identified risks, determinations and incidents',
    tag: 'Risks and needs',
    next: ['Risks and needs', 'Incidents'],
    duty: ['S0-02', 'S0-03', 'S0-09'],
    what: 'content',
    shape: riskViewSchema.shape,
    show: ({ state }) => riskViewSchema.parse(state.risk),
  },
  {
    path: '/clocks',
    operationId: 'listClocks',
    summary: 'List the deadlines of a case and whose turn it is',
    tag: 'Tasks and clocks',
    what: 'handling',
    shape: list(clockViewSchema),
    show: ({ state, policy, now }) => ({ items: clockViews(state, policy, now) }),
  },
  {
    path: '/messages',
    operationId: 'listUndeliveredMessages',
    summary: 'List mails that did not arrive, and what was done about it',
    tag: 'Messages',
    next: ['Tasks and clocks'],
    duty: ['S0-31'],
    what: 'content',
    shape: list(undeliveredViewSchema),
    show: ({ state }) => ({ items: z.array(undeliveredViewSchema).parse(state.undelivered) }),
  },
  {
    path: '/tasks',
    operationId: 'listTasks',
    summary: 'List what is asked of whom, open tasks first',
    tag: 'Tasks and clocks',
    what: 'handling',
    shape: list(taskViewSchema),
    show: ({ state, request, now }, asker) => ({
      items: state.tasks
        .map((task) => taskView(task, now, runsCase(asker) || task.for.agencyId === request.subject.agencyId))
        .toSorted((a, b) => Number(a.status !== 'open') - Number(b.status !== 'open')),
    }),
  },
];

const findAction = ({ state, request }: CaseReading) =>
  state.actions.find(({ actionId }) => actionId === request.params['actionId']);

/** The things that a case consists of, each by its own address. */
export const casePartRoutes: Route[] = [
  ...parts.map(
    ({ path, operationId, summary, tag, next, duty, what, shape, show, etag, item }): Route => ({
      method: 'GET',
      path: `/cases/{caseId}${path}`,
      operationId,
      summary,
      tag,
      ...(duty && { duty }),
      answer: z.object({ ...shape, next: nextSchema }),
      run: readCase(
        what,
        async (reading) => {
          const { app, request, state } = reading;
          const asker = await askerOfCase(app, state.caseId, request.subject);
          const body = show(reading, asker);
          if (typeof body !== 'object' || body === null) return notFound();
          const moves = nextOfCase(reading, asker, request.params, next ?? [tag]);
          return shown({ ...body, next: moves }, etag?.(reading));
        },
        item,
      ),
    }),
  ),
];
