import type { Worker } from '../../shared/actor.ts';
import { type Refusal, refuse } from '../../shared/refusal.ts';
import { askOf } from '../../shared/tasks.ts';
import type { MeetingContext } from '../command.ts';
import { mail } from '../mails.ts';
import { isAnswered } from '../queries.ts';
import type { WrittenReturn } from '../schema/returns.ts';
import type { MeetingState } from '../state.ts';
import { isWorker } from './who.ts';

/** How often the answer of an agency on one case can be corrected; who has more to say is rung (judgement). */
const CORRECTIONS = 20;

/**
 * Make room for another answer: the one that stands is kept among the earlier ones, with its notes, and where it
 * counted as an answer the convenor is asked to read the new one, for the old may have been read already.
 */
export function replaceAnswer(
  draft: MeetingState,
  context: MeetingContext,
  { worker, given }: { worker: Worker; given: WrittenReturn },
): Refusal | undefined {
  if (given.answeredAt === undefined) return undefined;
  const { status, late, answeredAt, by, involvement, items, interventions, noneKnown, declined } = given;
  const earlier = given.earlier ?? [];
  if (earlier.length >= CORRECTIONS)
    return refuse('corrected-too-often', 'this answer has been corrected too often: ring the convenor', {
      duty: 'S0-36',
    });
  const last = { status, late, answeredAt, by, involvement, items, interventions, noneKnown };
  given.earlier = [...earlier, declined ? { ...last, declined } : last];
  if (isAnswered(given)) askToRead(draft, context, { worker, given });
  Object.assign(given, { involvement: [], items: [], interventions: [], missing: [] });
  given.noneKnown = { riskAndSafety: false, interventions: false };
  delete given.declined;
  context.event('return.corrected', { case: given.caseId, agency: given.agencyId, instead: status });
  context.did('return.corrected');
  return undefined;
}

function askToRead(
  draft: MeetingState,
  context: MeetingContext,
  { worker, given }: { worker: Worker; given: WrittenReturn },
): void {
  const { scheduledBy: convenor } = draft;
  if (isWorker(convenor, worker)) return;
  const code = 'return_corrected';
  const dueAt = context.now < draft.startsAt ? draft.startsAt : undefined;
  const { taskId } = askOf(draft, draft.meetingId, context, {
    code,
    for: convenor,
    subject: given.returnId,
    dueAt,
  });
  mail(draft, context, 'task_assigned', [convenor], {
    params: { caseId: given.caseId, taskId, code, ...(dueAt === undefined ? {} : { dueAt }) },
  });
}
