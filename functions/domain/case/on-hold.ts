import type { Draft } from 'immer';
import type { CaseContext } from './command.ts';
import { findMember, openActions } from './queries.ts';
import type { Action } from './schema/actions.ts';
import type { CaseState } from './state.ts';

type Readable = CaseState | Draft<CaseState>;

/**
 * Whether an action waits because it is aimed, as at a person using violence, at somebody of whom that is in doubt,
 * or was found to be wrong (S2-19): nobody is pressed to do to a victim what was meant for the other. What protects
 * somebody never waits (judgement).
 */
export const isOnHold = (state: Readable, action: Action): boolean =>
  action.stream === 'person_using_violence' && (isInDoubt(state, action) || isWrong(state, action));

/** The plan has not been put right yet since a misidentification was confirmed. */
const isWrong = (state: Readable, { towards }: Action): boolean =>
  towards.some((id) => {
    const member = findMember(state, id);
    return member?.misidentification?.status === 'confirmed' && member.role !== 'person_using_violence';
  });

const isInDoubt = (state: Readable, { towards }: Action): boolean =>
  state.holds.some(
    ({ kind, to, subject }) =>
      kind === 'misidentification' &&
      to === undefined &&
      subject !== undefined &&
      (towards.includes(subject) ||
        (towards.length === 0 && findMember(state, subject)?.role === 'person_using_violence')),
  );

/** The open actions that wait, each by its id, as they stand before or after a change. */
export const actionsOnHold = (state: Readable): Action[] =>
  openActions(state).filter((action) => isOnHold(state, action));

/** Remind the owners of actions that no longer wait: what was held back in the meantime is not lost. */
export function remindOfReleased(
  draft: Draft<CaseState>,
  before: readonly Action[],
  context: CaseContext,
): void {
  for (const { actionId } of before) {
    const action = openActions(draft).find((a) => a.actionId === actionId);
    if (!action || isOnHold(draft, action)) continue;
    const { dueAt, priority, owner } = action;
    context.message({
      kind: 'reminder',
      cause: `${context.commandId}:${actionId}`,
      to: [{ ...owner }],
      params: { caseId: draft.caseId, rule: 'action.due', subject: actionId, dueAt, priority },
    });
  }
}
