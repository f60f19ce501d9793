import type { Draft } from 'immer';
import { endClocks, startClock } from '../../../clocks/manage.ts';
import type { Worker } from '../../../shared/actor.ts';
import { leadRecipient } from '../../chased-tasks.ts';
import type { CaseContext } from '../../command.ts';
import { hasEndorsed, isExcluded, lastHeldMeeting, sameWorker } from '../../queries.ts';
import { isActionOpen } from '../../schema/actions.ts';
import type { PlanVersion } from '../../schema/plan.ts';
import type { CaseState } from '../../state.ts';
import { endTasksThat, openTask } from '../../tasks.ts';

type Copy = CaseState['planCopies'][number];
type Ground = Copy['ground'];

const stands = (copy: Copy): boolean => copy.status !== 'failed' && copy.status !== 'stopped';

/**
 * One copy of one plan version to one person, on its named ground (S0-30, guard c): sent, or held visibly with
 * a task and a clock while the endorsement is missing (S0-31). A second copy of the same version is not made.
 */
export function copyTo(
  draft: Draft<CaseState>,
  context: CaseContext,
  plan: PlanVersion,
  worker: Worker,
  ground: Ground,
): void {
  const to = { agencyId: worker.agencyId, representativeId: worker.representativeId };
  const { planId, version } = plan;
  const had = draft.planCopies.some(
    (copy) => copy.planId === planId && copy.version === version && sameWorker(copy.to, to) && stands(copy),
  );
  if (had) return;
  if (isExcluded(draft, to)) {
    context.event('plan.copy_excluded', { plan: planId, version, agency: to.agencyId, ground });
    return;
  }
  const endorsed = hasEndorsed(draft, to, plan.cycle);
  draft.planCopies.push({
    planId,
    version,
    to,
    ground,
    status: endorsed ? 'sending' : 'held_not_endorsed',
    at: context.now,
  });
  context.event('plan.copied', {
    plan: planId,
    version,
    agency: to.agencyId,
    representative: to.representativeId,
    ground,
    held: !endorsed,
  });
  if (endorsed) send(context, { planId, version, to, ground });
  else holdCopies(draft, context, to);
}

function send(context: CaseContext, { planId, version, to, ground }: Omit<Copy, 'status' | 'at'>): void {
  context.message({
    kind: 'plan_copy',
    cause: `${context.commandId}:${planId}:${version}`,
    to: [to],
    params: { planId, version, ground },
  });
}

/** Ask for the endorsement that a held copy waits for, with a task, a clock and a word to the meeting. */
export function holdCopies(draft: Draft<CaseState>, context: CaseContext, to: Worker): void {
  openTask(draft, context, {
    code: 'plan.copy_held',
    for: leadRecipient(draft, context.now),
    subject: to.representativeId,
    reason: 'not_endorsed',
  });
  startClock(draft, context, 'plan.copy_held', { subject: to.representativeId });
  const meeting = lastHeldMeeting(draft);
  if (!meeting) return;
  context.command({
    aggregate: 'meeting',
    id: meeting.meetingId,
    name: 'requestEndorsement',
    input: { caseId: draft.caseId, worker: to },
  });
}

/** The newest issued version of each kind of plan in this cycle. */
export function currentPlans(draft: Draft<CaseState>): PlanVersion[] {
  const newest = new Map<string, PlanVersion>();
  for (const plan of draft.plans) if (plan.issuedAt !== undefined) newest.set(plan.kind, plan);
  return [...newest.values()];
}

/** Give somebody the plans in force, on one ground: the lead to be, an interim lead, a new lead. */
export function copyCurrentPlans(
  draft: Draft<CaseState>,
  context: CaseContext,
  worker: Worker,
  ground: Ground,
): void {
  if (draft.holds.some((h) => h.kind === 'misidentification' && h.to === undefined)) return;
  for (const plan of currentPlans(draft)) copyTo(draft, context, plan, worker, ground);
}

/** Send what waited for this worker's endorsement; superseded versions are not sent any more. */
export function releaseHeldCopies(draft: Draft<CaseState>, context: CaseContext, worker: Worker): void {
  const current = currentPlans(draft);
  for (const copy of draft.planCopies) {
    if (copy.status !== 'held_not_endorsed' || !sameWorker(copy.to, worker)) continue;
    const isCurrent = current.some((p) => p.planId === copy.planId && p.version === copy.version);
    copy.status = isCurrent ? 'sending' : 'stopped';
    copy.at = context.now;
    const { planId, version, ground } = copy;
    if (isCurrent) send(context, { planId, version, ground, to: { ...copy.to } });
    context.event('plan.copy_released', { plan: planId, version, agency: copy.to.agencyId, sent: isCurrent });
  }
  endHold(draft, context, worker);
}

/** End the task and the clock of held copies, if none is held for this worker any more. */
function endHold(
  draft: Draft<CaseState>,
  context: CaseContext,
  worker: Worker,
  outcome: 'endorsed' | 'not_needed' = 'endorsed',
): void {
  const waits = draft.planCopies.some((c) => c.status === 'held_not_endorsed' && sameWorker(c.to, worker));
  if (waits) return;
  const subject = worker.representativeId;
  endClocks(draft, context, { rule: 'plan.copy_held', subject }, 'met');
  endTasksThat(draft, context, (t) => t.code === 'plan.copy_held' && t.subject === subject, 'done', outcome);
}

/** Copies of older versions that never went are stopped: the new version takes their place. */
export function stopOlderCopies(draft: Draft<CaseState>, context: CaseContext, plan: PlanVersion): void {
  const older = draft.planCopies.filter(
    (c) => c.planId === plan.planId && c.version < plan.version && c.status === 'held_not_endorsed',
  );
  for (const copy of older) {
    copy.status = 'stopped';
    copy.at = context.now;
    endHold(draft, context, { ...copy.to });
  }
}

/** What stops a copy only until a withdrawal of consent is decided. */
const untilDecided: readonly string[] = ['withdrawal_undecided', 'no_case_basis'];

/**
 * Send what was stopped while a withdrawal of consent was undecided, now that it is decided to go on, and end
 * the telephone calls that were to make up for it (S0-30, S1-20).
 */
export function sendStoppedCopies(draft: Draft<CaseState>, context: CaseContext): void {
  const plans = currentPlans(draft);
  for (const copy of draft.planCopies.filter((c) => c.status === 'stopped')) {
    const plan = plans.find((p) => p.planId === copy.planId && p.version === copy.version);
    const stops = draft.undelivered.filter(
      ({ kind, to, reasons = [] }) =>
        kind === 'plan_copy' &&
        to.agencyId === copy.to.agencyId &&
        to.representativeId === copy.to.representativeId &&
        reasons.length > 0 &&
        reasons.every((reason) => untilDecided.includes(reason)),
    );
    if (!plan || stops.length === 0) continue;
    copyTo(draft, context, plan, { ...copy.to }, copy.ground);
    const calls = stops.map(({ taskId }) => taskId);
    endTasksThat(draft, context, ({ taskId }) => calls.includes(taskId), 'cancelled', 'sent');
  }
}

/** Whoever has no open action left needs no copy on that ground: nobody asks on for the endorsement it waits for. */
export function stopCopiesOfPastOwner(draft: Draft<CaseState>, context: CaseContext, worker: Worker): void {
  const others = [...draft.lead.periods.filter((p) => p.to === undefined), draft.contacts.chair];
  if (others.some((other) => other && sameWorker(other, worker))) return;
  if (draft.actions.some((action) => isActionOpen(action) && sameWorker(action.owner, worker))) return;
  for (const copy of draft.planCopies) {
    const asOwner = copy.ground === 'has_action' || copy.ground === 'takes_action_over';
    if (copy.status !== 'held_not_endorsed' || !asOwner || !sameWorker(copy.to, worker)) continue;
    copy.status = 'stopped';
    copy.at = context.now;
    context.event('plan.copy_not_needed', {
      plan: copy.planId,
      version: copy.version,
      agency: worker.agencyId,
    });
  }
  endHold(draft, context, worker, 'not_needed');
}

/** Nobody waits any more for held copies of the workers that fit. */
export function stopHeldCopies(
  draft: Draft<CaseState>,
  context: CaseContext,
  fits: (to: Worker) => boolean,
): void {
  for (const copy of draft.planCopies) {
    if (copy.status !== 'held_not_endorsed' || !fits(copy.to)) continue;
    copy.status = 'stopped';
    copy.at = context.now;
    endHold(draft, context, { ...copy.to }, 'not_needed');
  }
}
