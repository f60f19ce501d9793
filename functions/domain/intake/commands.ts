import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { localDate } from '../calendar/index.ts';
import { askChased } from '../clocks/chase.ts';
import { actorKey, asWorker, workerSchema } from '../shared/actor.ts';
import type { AggregateCommand, AggregateContext, AggregateCreation } from '../shared/aggregate-command.ts';
import { idSchema } from '../shared/ids.ts';
import { noteId } from '../shared/notes.ts';
import { type Refusal, refuse } from '../shared/refusal.ts';
import { askAboutRefusal, OPERATIONS, refusedInput } from '../shared/refused-commands.ts';
import { endAsked } from '../shared/tasks.ts';
import { endRinging, mailOutcomeOf } from '../shared/undelivered.ts';
import { type AskReason, askReasons } from './ask-reasons.ts';
import { type Report, reportSchema } from './report.ts';
import { type IntakeState, intakeSchema, stepSchema } from './state.ts';

type Command<Schema extends z.ZodMiniType> = AggregateCommand<IntakeState, Schema>;

const title = 'Take in a report of another system';
const duty = ['S2-05', 'S2-18', 'judgement'];

/** A day or time that cannot be, in the words of the field. */
function impossible(report: Report, { now, calendar }: AggregateContext): Refusal | undefined {
  if (report.kind === 'police_incident' && report.occurredAt > now)
    return refuse('date-ahead', 'an incident has happened by now', { field: 'occurredAt' });
  const year = Number(localDate(calendar, now).slice(0, 4));
  if (report.kind === 'prison_release' && Math.abs(Number(report.releaseOn.slice(0, 4)) - year) > 50)
    return refuse('date-out-of-range', 'a release is within fifty years', { field: 'releaseOn' });
  return undefined;
}

/** The first that is heard under a reference. It is stored before anything is made of it. */
export const receiveReport: AggregateCreation<IntakeState, typeof reportSchema> = {
  name: 'receiveReport',
  title,
  duty,
  input: reportSchema,
  create(reportId, report, context) {
    const from = asWorker(context.by);
    if (!from) return refuse('not-for-this-actor', 'receiveReport is for a worker');
    const wrong = impossible(report, context);
    if (wrong) return wrong;
    context.event('report.received', { kind: report.kind, agency: from.agencyId });
    return {
      schema: 1,
      reportId,
      from,
      kind: report.kind,
      receivedAt: context.now,
      ...(report.area === undefined ? {} : { area: report.area }),
      content: [{ report, at: context.now, ...noteId(context, 'narrative') }],
      status: 'received',
      candidates: [],
      steps: [],
      asked: [],
      tasks: [],
      received: {},
    };
  },
};

/**
 * The same reference again. What says the same changes nothing; anything else is a correction, which is kept
 * beside the first and shown to a person: what was done already is not undone by a machine (judgement).
 */
export const receiveAgain: Command<typeof reportSchema> = {
  name: 'receiveReport',
  title,
  duty,
  by: 'worker',
  input: reportSchema,
  decide(draft, report, context) {
    if (asWorker(context.by)?.agencyId !== draft.from.agencyId)
      return refuse('not-for-this-worker', 'a report is corrected by the agency that sent it');
    if (report.kind !== draft.kind)
      return refuse('reference-reused', 'this reference stands for a report of another kind', {
        field: 'reference',
      });
    const wrong = impossible(report, context);
    if (wrong) return wrong;
    const last = draft.content.at(-1);
    const note = noteId(context, 'narrative');
    if (JSON.stringify(last?.report) === JSON.stringify(report) && note.noteId === undefined)
      return undefined;
    draft.content.push({ report, at: context.now, ...note });
    context.event('report.corrected', { kind: report.kind, sent: draft.content.length });
    askTeam(draft, ['corrected'], context.policy.conveningTeam.desk, context);
    return undefined;
  },
};

const decidedInput = z.strictObject({
  candidates: intakeSchema.shape.candidates,
  steps: z.array(stepSchema),
  ask: z.array(z.enum(askReasons)),
  team: workerSchema,
});

/** What relay decided, once: a second look finds the people that the first has entered. */
export const decideReport: Command<typeof decidedInput> = {
  name: 'decideReport',
  title: 'Record what becomes of a report',
  duty,
  by: 'system',
  input: decidedInput,
  decide(draft, { candidates, steps, ask, team }, context) {
    if (draft.status !== 'received') return undefined;
    draft.status = steps.length > 0 ? 'decided' : 'placed';
    draft.candidates = candidates;
    draft.steps = steps;
    context.event('report.decided', { steps: steps.map((step) => step.do), ask });
    askTeam(draft, ask, team, context);
    return undefined;
  },
};

const stepsInput = z.strictObject({
  outcomes: z.array(
    z.strictObject({ id: idSchema, do: stepSchema.shape.do, refused: z.optional(z.string()) }),
  ),
  team: workerSchema,
});

/** How the steps went; one that was refused is a person's to do. */
export const recordSteps: Command<typeof stepsInput> = {
  name: 'recordSteps',
  title: 'Record how the steps of a report went',
  duty,
  by: 'system',
  input: stepsInput,
  decide(draft, { outcomes, team }, context) {
    if (draft.status !== 'decided') return undefined;
    for (const { id, do: what, refused } of outcomes) {
      const step = draft.steps.find((one) => one.id === id && one.do === what);
      if (step) step.done = { at: context.now, ...(refused === undefined ? {} : { refused }) };
      context.event('report.step', { do: what, id, refused });
    }
    draft.status = 'placed';
    if (outcomes.some(({ refused }) => refused !== undefined))
      askTeam(draft, ['step_refused'], team, context);
    return undefined;
  },
};

const settledInput = z.strictObject({
  outcome: z.enum(['linked', 'referred', 'recorded', 'sent_back', 'nothing_to_do']),
  caseId: z.optional(idSchema),
});

/** The convening team has seen to what a report left open, by the commands of the case or person itself. */
export const settleReport: Command<typeof settledInput> = {
  name: 'settleReport',
  title: 'Say what was done about a report',
  duty,
  by: 'worker',
  input: settledInput,
  decide(draft, { outcome, caseId }, context) {
    const open = draft.tasks.filter((task) => task.code === 'review_report' && task.status === 'open');
    if (open.length === 0) return refuse('no-such-task', 'nothing is asked about this report');
    const by = asWorker(context.by);
    if (!open.every((task) => task.for.agencyId === by?.agencyId))
      return refuse('not-for-this-worker', 'this is for the convening team');
    if ((outcome === 'linked' || outcome === 'referred') && caseId === undefined)
      return refuse('case-not-named', 'which case it was brought to is missing', { missing: ['caseId'] });
    draft.settled = {
      outcome,
      ...(caseId === undefined ? {} : { caseId }),
      at: context.now,
      by: actorKey(context.by),
    };
    draft.status = 'settled';
    context.event('report.settled', { outcome, case: caseId });
    endAsked(draft, context, { code: 'review_report' }, 'done');
    endRinging(draft, context);
    return undefined;
  },
};

/** A mail about a report did not arrive. */
export const messageOutcome = mailOutcomeOf<IntakeState>(({ reportId }) => reportId);

export const commandRefused: Command<typeof refusedInput> = {
  name: 'commandRefused',
  title: 'Take note that another record refused',
  duty: ['judgement'],
  by: 'system',
  input: refusedInput,
  decide(draft, refused, context) {
    askAboutRefusal(draft, draft.reportId, context, { agencyId: OPERATIONS }, refused);
    return undefined;
  },
};

/** One task for all that is open about a report; each reason is kept. */
function askTeam(
  draft: Draft<IntakeState>,
  reasons: readonly AskReason[],
  team: z.output<typeof workerSchema>,
  context: AggregateContext,
): void {
  if (reasons.length === 0) return;
  for (const reason of reasons) if (!draft.asked.includes(reason)) draft.asked.push(reason);
  const [first] = draft.content;
  const urgent = first?.report.kind === 'police_incident' && first.report.severity !== 'standard';
  askChased(draft, draft.reportId, context, {
    code: 'review_report',
    for: team,
    reason: reasons[0],
    key: urgent ? 'urgent' : 'standard',
  });
  if (draft.status === 'settled') draft.status = 'placed';
}
