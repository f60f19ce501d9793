import type { Draft } from 'immer';
import type { CaseContext } from '../case/command.ts';
import { isOnHold } from '../case/on-hold.ts';
import { lastResort } from '../case/queries.ts';
import type { CaseState } from '../case/state.ts';
import type { MessageKind } from '../message/kinds.ts';
import type { CaseRole, Rung } from '../policy/schema.ts';
import { type Recipient, recipientKey } from '../shared/recipient.ts';
import { openClockTask } from './clock-tasks.ts';
import { digestAt } from './digest.ts';
import { onRung } from './effects.ts';
import { ownerOf, recipientFor } from './recipients.ts';
import { type Occurrence, occurrenceCode } from './rungs.ts';
import type { Clock } from './schema.ts';

/**
 * Act on the newest rungs of a clock and record the overtaken ones as skipped. After an outage nobody gets
 * the same reminder twice, and nobody is left out: whom only an overtaken rung addressed is told by the newest
 * in the words of that rung, so that an escalation is late but never lost. Of an action on hold nobody hears:
 * the review of the hold has a clock of its own.
 */
export function sendRungs(
  draft: Draft<CaseState>,
  clock: Draft<Clock>,
  newest: readonly Occurrence[],
  overtaken: readonly Occurrence[],
  context: CaseContext,
): void {
  mark(clock, newest, overtaken);
  clock.lastFiredAt = context.now;
  const codes = newest.map(({ rung, n }) => occurrenceCode(rung, n));
  context.event('clock.rung', {
    clock: clock.clockId,
    rule: clock.rule,
    subject: clock.subject,
    rungs: codes,
  });
  if (overtaken.length > 0)
    context.event('clock.rungs_skipped', {
      clock: clock.clockId,
      rungs: overtaken.map(({ rung, n }) => occurrenceCode(rung, n)),
    });
  const action = draft.actions.find((a) => a.actionId === clock.subject);
  if (action && isOnHold(draft, action)) {
    context.event('clock.rung_held', { clock: clock.clockId, rungs: codes, because: 'misidentification' });
    context.did('held.misidentification');
    return;
  }
  const newestFirst = [...newest, ...overtaken.toSorted((a, b) => (a.at < b.at ? 1 : -1))].map((o) => o.rung);
  tell(draft, clock, newestFirst, codes, context);
  openTasks(draft, clock, newestFirst, context);
  // Rungs that fall on one morning are one request to whoever is silent, in the words of the last.
  const last = codes.at(-1);
  if (last !== undefined) onRung[clock.rule]?.(draft, clock, last, context);
}

/** Of a repeating rung only the newest mark is kept, so that years of reminders do not fill the item. */
function mark(clock: Draft<Clock>, newest: readonly Occurrence[], overtaken: readonly Occurrence[]): void {
  const without = (marks: readonly string[], { rung }: Occurrence) =>
    marks.filter((code) => code.split('#')[0] !== rung.code);
  for (const one of overtaken)
    clock.skipped = [...without(clock.skipped ?? [], one), occurrenceCode(one.rung, one.n)];
  for (const one of newest) clock.fired = [...without(clock.fired, one), occurrenceCode(one.rung, one.n)];
}

interface Letter {
  to: Recipient;
  kind: MessageKind;
  digest: boolean;
}

function tell(
  draft: Draft<CaseState>,
  clock: Draft<Clock>,
  rungs: readonly Rung[],
  codes: readonly string[],
  context: CaseContext,
): void {
  const letters = new Map<string, Letter>();
  const code = codes.join(',');
  for (const rung of rungs) {
    if (rung.message === undefined) continue;
    for (const role of rung.to) {
      const to = recipientFor(draft, role, clock.subject, context.now);
      if (!to) {
        nobodyLeft(draft, clock, role, context);
        continue;
      }
      context.did(didCode(rung, role, codes));
      if (!letters.has(recipientKey(to)))
        letters.set(recipientKey(to), { to, kind: rung.message, digest: rung.digest === true });
    }
  }
  for (const { to, kind, digest } of letters.values()) {
    context.message({
      kind,
      to: [to],
      params: paramsOf(draft, clock, code),
      clock: `${clock.clockId}:${code}`,
      ...(digest ? { digestAt: digestAt(context) } : {}),
    });
  }
}

/** `reminder.T-2`, `escalation.lead`: what operations read in the history of the execution. */
const didCode = (rung: Rung, role: CaseRole, codes: readonly string[]): string =>
  rung.message === 'escalation' ? `escalation.${role}` : `${rung.message}.${codes[0]?.split('#')[0]}`;

function paramsOf(draft: Draft<CaseState>, clock: Draft<Clock>, rung: string) {
  const action = draft.actions.find((a) => a.actionId === clock.subject);
  const owner = ownerOf(draft, clock.subject);
  return {
    caseId: draft.caseId,
    rule: clock.rule,
    rung,
    dueAt: clock.dueAt,
    ...(clock.subject === undefined ? {} : { subject: clock.subject }),
    ...(owner === undefined ? {} : { agencyId: owner.agencyId }),
    ...(action === undefined ? {} : { priority: action.priority }),
  };
}

function openTasks(
  draft: Draft<CaseState>,
  clock: Draft<Clock>,
  rungs: readonly Rung[],
  context: CaseContext,
): void {
  const opened = new Set<string>();
  for (const { task } of rungs) {
    if (!task || opened.has(task.code)) continue;
    opened.add(task.code);
    const who = recipientFor(draft, task.for, clock.subject, context.now);
    if (!who) nobodyLeft(draft, clock, task.for, context);
    else
      openClockTask(
        draft,
        clock,
        { code: task.code, for: who, subject: clock.subject ?? clock.clockId, reason: clock.rule },
        context,
      );
  }
}

/**
 * Everybody who could be told is excluded or gone. The task, which says no more than its code, goes to whoever is
 * the last resort, who has to name somebody.
 */
function nobodyLeft(
  draft: Draft<CaseState>,
  clock: Draft<Clock>,
  role: CaseRole,
  context: CaseContext,
): void {
  context.event('clock.nobody_to_tell', { clock: clock.clockId, rule: clock.rule, role });
  context.did('nobody_to_tell');
  openClockTask(
    draft,
    clock,
    { code: 'name_somebody', for: lastResort(draft, context.policy), reason: role },
    context,
  );
}
