import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { instantSchema } from '../../../calendar/instants.ts';
import { isLive } from '../../../clocks/schema.ts';
import { type Worker, workerSchema } from '../../../shared/actor.ts';
import { codeSchema } from '../../../shared/code.ts';
import { requireAhead } from '../../../shared/dates.ts';
import { idSchema } from '../../../shared/ids.ts';
import { requireNote } from '../../../shared/notes.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { openPhases } from '../../phases.ts';
import { currentAgencies, findMember, isExcluded } from '../../queries.ts';
import { requireWorker } from '../../roles.ts';
import { type Action, actionPriorities } from '../../schema/actions.ts';
import { planParts, planStreams } from '../../schema/plan.ts';
import type { CaseState } from '../../state.ts';
import { dueByPriority, startActionClocks } from './action-clocks.ts';

const input = z.strictObject({
  owner: workerSchema,
  stream: z.enum(planStreams),
  part: z.enum(planParts),
  code: codeSchema,
  towards: z.array(idSchema),
  priority: z.enum(actionPriorities),
  dueAt: z.optional(instantSchema),
  riskId: z.optional(idSchema),
  needId: z.optional(idSchema),
  checkEveryDays: z.optional(z.int().check(z.positive(), z.lte(90))),
});

/**
 * Immediate safety does not wait for a meeting: any agency in the case asks for an action in any open phase,
 * and the first plan carries it (S0-17). An action of a code outside the catalogue is described in a note
 * (S2-15). What an agency takes on itself is accepted at once.
 */
export const addInterimAction = defineCaseCommand({
  name: 'addInterimAction',
  title: 'Add an action for immediate safety',
  duty: ['S0-17', 'S0-38', 'S0-43', 'S2-15'],
  phases: openPhases,
  by: 'worker',
  input,
  decide(draft, asked, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    const refusal = check(draft, asked, context);
    if (refusal) return refusal;
    const own = asked.owner.agencyId === by.agencyId;
    const description = context.notes['description'];
    const { dueAt = dueByPriority(asked.priority, context), ...rest } = asked;
    const action: Action = {
      ...rest,
      actionId: context.newId('act', 'interim'),
      interim: true,
      sharedWith: [],
      dueAt,
      ...(description ? { descriptionNoteId: description.noteId } : {}),
      keptOutOfEmail: description?.identifying ?? false,
      createdAt: context.now,
      proposedBy: by.agencyId,
      negotiation: own ? 'accepted' : 'proposed',
      ...(own ? { acceptedAt: context.now } : {}),
      status: 'not_started',
      feedback: [],
      handOns: [],
      extensions: [],
    };
    draft.actions.push(action);
    startActionClocks(draft, action, context);
    context.event('action.added', {
      action: action.actionId,
      code: action.code,
      priority: action.priority,
      agency: action.owner.agencyId,
      dueAt,
      interim: true,
    });
    tellOwner(draft, action, context, 'added');
    context.did('action.interim');
    return undefined;
  },
});

function check(
  draft: Draft<CaseState>,
  asked: z.infer<typeof input>,
  context: CaseContext,
): Refusal | undefined {
  const known = ownerRefusal(draft, asked.owner);
  if (known) return known;
  const stranger = asked.towards.find((personId) => !findMember(draft, personId));
  if (stranger !== undefined)
    return refuse('no-such-member', 'somebody the action is towards is not in the case', {
      field: 'towards',
    });
  if (asked.riskId && !draft.risk.identified.some((risk) => risk.riskId === asked.riskId))
    return refuse('no-such-risk', 'the case has no such identified risk', { field: 'riskId', duty: 'S0-03' });
  if (asked.needId && !draft.risk.needs.some((need) => need.needId === asked.needId))
    return refuse('no-such-need', 'the case has no such need', { field: 'needId' });
  if (asked.dueAt !== undefined) {
    const late = requireAhead(context, asked.dueAt, 'dueAt');
    if (late) return late;
  }
  if (context.policy.actionCatalogue.some((entry) => entry.code === asked.code)) return undefined;
  return requireNote(context, 'description', 'what is to be done, since the catalogue has no such action');
}

/** A refusal unless the worker's agency takes part in the case and neither it nor the worker is excluded. */
export const ownerRefusal = (draft: Draft<CaseState>, owner: Action['owner']): Refusal | undefined =>
  workerRefusal(draft, owner, 'owner');

/** The same for whoever a field of an input names to do something. */
export function workerRefusal(draft: Draft<CaseState>, worker: Worker, field: string): Refusal | undefined {
  const { contacts, referral } = draft;
  const taking = [
    ...currentAgencies(draft).map((agency) => agency.agencyId),
    ...draft.lead.periods.filter((period) => period.to === undefined).map((period) => period.agencyId),
    referral.from.agencyId,
    contacts.triage.agencyId,
    contacts.convenor?.agencyId,
  ];
  if (!taking.includes(worker.agencyId))
    return refuse('agency-not-in-case', `the agency of the ${field} does not take part in the case`, {
      field,
    });
  if (isExcluded(draft, worker))
    return refuse('worker-excluded', `the ${field} is excluded from the case`, { field });
  return undefined;
}

/** Tell the owner of an action what became of it. `why` keeps one telling apart from another. */
export function tellOwner(draft: Draft<CaseState>, action: Action, context: CaseContext, why: string): void {
  const { actionId, dueAt, priority } = action;
  const acknowledge = draft.clocks.find(
    (clock) => clock.rule === 'action.acknowledge' && clock.subject === actionId && isLive(clock),
  );
  context.message({
    kind: 'action_assigned',
    cause: `${context.commandId}:${action.actionId}:${why}`,
    to: [{ ...action.owner }],
    params: { actionId, dueAt, priority, why, ...(acknowledge ? { acknowledgeBy: acknowledge.dueAt } : {}) },
  });
}

/** Tell who held an action that it has gone to somebody else, so that nobody relies on them nor they on it. */
export function tellFormerOwner(action: Action, from: Action['owner'], context: CaseContext): void {
  const { actionId } = action;
  context.message({
    kind: 'action_assigned',
    cause: `${context.commandId}:${actionId}:taken`,
    to: [from],
    params: { actionId, why: 'taken' },
  });
}
