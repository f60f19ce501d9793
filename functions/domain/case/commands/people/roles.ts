import type { Draft } from 'immer';
import { endClocks } from '../../../clocks/manage.ts';
import { leadRecipient, openChasedTask } from '../../chased-tasks.ts';
import type { CaseContext } from '../../command.ts';
import { openPhases } from '../../phases.ts';
import type { Task } from '../../schema/ending.ts';
import { askedVictimRoles, type MemberRole } from '../../schema/members.ts';
import type { CaseState } from '../../state.ts';
import { endTasks, endTasksThat } from '../../tasks.ts';
import { proceed } from '../consent/progress.ts';
import { askForConsent } from '../consent/start.ts';
import { stopSupport } from '../consent/support-chase.ts';
import { undeterminedPairs } from '../plan/plan-checks.ts';
import { followRoles } from './admit.ts';
import { labelFor } from './labels.ts';

/** Clocks and tasks that only a person asked for consent has. */
const askedRules = [
  'consent.attempt',
  'consent.decision',
  'consent.withdrawn',
  'consent.renew',
  'goahead.told',
];
const askedTasks = ['attempt_consent', 'decide_basis', 'complete_informed_consent', 'tell_go_ahead'];

/**
 * Give a member another role. The history keeps the old one, the label changes with the role, and what the
 * new role brings or ends follows at once (S2-19): consent is asked of a victim, no more of anybody else.
 * Call `followRoleChange` when all roles are right.
 */
export function takeRole(
  draft: Draft<CaseState>,
  personId: string,
  change: { role: MemberRole; reason: string; by: string; carerRole?: boolean | undefined },
  context: CaseContext,
): void {
  const member = draft.members.find((m) => m.personId === personId && m.removedAt === undefined);
  if (!member || member.role === change.role) return;
  const { role, reason, by, carerRole } = change;
  const label = labelFor(draft, role, context.policy);
  const before = member.roleHistory.findLast((entry) => entry.to === undefined);
  if (before) before.to = context.now;
  member.roleHistory.push({ role, from: context.now, reason, by });
  member.formerLabels = [...(member.formerLabels ?? []), member.label];
  context.event('member.role_changed', { person: personId, from: member.role, to: role, reason });
  member.role = role;
  member.label = label;
  if (carerRole !== undefined) member.carerRole = carerRole;
  followRoles(draft);
  if (!askedVictimRoles.includes(role)) {
    for (const rule of askedRules) endClocks(draft, context, { rule, subject: personId }, 'cancelled');
    for (const code of askedTasks) endTasks(draft, context, { code, subject: personId }, 'cancelled', reason);
    stopSupport(draft, personId, reason, context);
  }
}

/** Who is asked whether he poses a significant risk to whom follows the roles (S0-09). */
function followPairs(draft: Draft<CaseState>, context: CaseContext): void {
  const pairs = undeterminedPairs(draft);
  const isGone = (task: Task): boolean =>
    task.code === 'determine_significant_risk' && !pairs.includes(task.subject ?? '');
  if (!draft.tasks.some((task) => task.status === 'open' && isGone(task))) return;
  endTasksThat(draft, context, isGone, 'cancelled', 'roles_changed');
  const to = leadRecipient(draft, context.now);
  for (const subject of pairs)
    openChasedTask(draft, context, { code: 'determine_significant_risk', for: to, subject });
}

/**
 * Once all roles are right: those who are now to be asked are asked, and a case that waited for consent goes on.
 * @param on the command that changed roles, as in the table of moves
 */
export function followRoleChange(draft: Draft<CaseState>, on: string, context: CaseContext): void {
  if (draft.phase === 'referral' || !openPhases.some((phase) => phase === draft.phase)) return;
  followPairs(draft, context);
  askForConsent(draft, context);
  proceed(draft, on, context);
}
