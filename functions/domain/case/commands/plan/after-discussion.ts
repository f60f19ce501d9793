import type { Draft } from 'immer';
import { startClock } from '../../../clocks/manage.ts';
import { isLive } from '../../../clocks/schema.ts';
import type { Worker } from '../../../shared/actor.ts';
import { leadRecipient, openChasedTask } from '../../chased-tasks.ts';
import type { CaseContext } from '../../command.ts';
import { agencyRecipient, currentAgencies, isExcluded } from '../../queries.ts';
import type { CaseState } from '../../state.ts';
import { endTasksThat, openTask } from '../../tasks.ts';
import { askToTellVictims } from '../lead/change-lead.ts';
import { heldMeeting } from '../lead/nominate-lead.ts';
import { undeterminedPairs } from './plan-checks.ts';

/**
 * What each discussion leaves to be done, with a plan or without: the lead tells the adult victims (S0-28), each
 * representative tells the own agency (S0-40), and what was not determined is shown to the lead (S0-09).
 * @param told who has the plan copy, whose mail says it already
 */
export function afterDiscussion(
  draft: Draft<CaseState>,
  context: CaseContext,
  told: readonly Worker[],
): void {
  askToTellVictims(draft, context, 'once');
  askForOutcomeNotes(draft, context, told);
  const pairs = undeterminedPairs(draft);
  endTasksThat(
    draft,
    context,
    (t) => t.code === 'determine_significant_risk' && !pairs.includes(t.subject ?? ''),
    'done',
  );
  for (const subject of pairs)
    openChasedTask(draft, context, {
      code: 'determine_significant_risk',
      for: leadRecipient(draft, context.now),
      subject,
    });
}

function askForOutcomeNotes(draft: Draft<CaseState>, context: CaseContext, told: readonly Worker[]): void {
  const meeting = heldMeeting(draft);
  const came = (meeting?.attendance ?? [])
    .filter((a) => a.status === 'attending' || a.status === 'represented_by_proxy')
    .map((a) => a.agencyId);
  const agencies = new Set([...came, ...told.map((w) => w.agencyId)]);
  for (const { agencyId } of currentAgencies(draft).filter((a) => agencies.has(a.agencyId))) {
    const to = agencyRecipient(draft, agencyId);
    if (isExcluded(draft, to)) continue;
    startClock(draft, context, 'outcome.note', { subject: agencyId });
    const dueAt = draft.clocks.find(
      (c) => c.rule === 'outcome.note' && c.subject === agencyId && isLive(c),
    )?.dueAt;
    openTask(draft, context, { code: 'outcome_note', for: to, subject: agencyId, dueAt });
    if (told.some((w) => w.agencyId === agencyId)) continue;
    context.message({
      kind: 'outcome_note',
      to: [to],
      params: dueAt === undefined ? {} : { dueAt },
    });
  }
}
