import type { Draft } from 'immer';
import * as z from 'zod/mini';
import type { Worker } from '../../../shared/actor.ts';
import { codeSchema } from '../../../shared/code.ts';
import { idSchema } from '../../../shared/ids.ts';
import { requireNote } from '../../../shared/notes.ts';
import { refuse } from '../../../shared/refusal.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { move } from '../../move.ts';
import { openPhases } from '../../phases.ts';
import { victims } from '../../queries.ts';
import { leadOrConvenor, requireFunction } from '../../roles.ts';
import { aims, closureReasons } from '../../schema/ending.ts';
import type { CaseState } from '../../state.ts';
import { askToTellVictims } from '../lead/change-lead.ts';
import { agenciesToTell } from './agencies-to-tell.ts';
import { closureUnmet, type VictimView, viewsOf } from './closure-guard.ts';
import { requireEvaluation } from './follow-up.ts';
import { leaveWork } from './leave-work.ts';

const finding = z.enum(['met', 'partly', 'not_met', 'not_assessed']);
const closing = {
  reason: z.enum(closureReasons),
  safetyAchieved: z.boolean(),
  risksMitigated: z.boolean(),
  aims: z.strictObject(Object.fromEntries(aims.map((aim) => [aim, finding]))),
  /** A view that was sought stands in the text `view:<personId>` or in the closing assessment. */
  victimViews: z.array(
    z.strictObject({ personId: idSchema, sought: z.boolean(), reasonNotSought: z.optional(codeSchema) }),
  ),
  evaluationShown: z.boolean(),
};

/**
 * Close the case once nothing that guard (e) asks for is missing; the refusal lists everything that is. Two
 * findings and an outcome for each of the seven aims are kept, agencies are told, and the watch begins.
 */
export const closeCase = defineCaseCommand({
  name: 'closeCase',
  title: 'Close the case',
  duty: ['S0-08', 'S0-16', 'S0-28', 'S2-07', 'S2-38', 'S2-39', 'S2-44', 'S4-15'],
  phases: ['closure'],
  by: 'worker',
  input: z.strictObject(closing),
  decide(draft, { victimViews, ...found }, context) {
    const by = requireFunction(draft, context, leadOrConvenor);
    if ('kind' in by) return by;
    const unseen = requireEvaluation(draft, found.evaluationShown);
    if (unseen) return unseen;
    const given = withNotes(victimViews, context);
    const unmet = closureUnmet(draft, given);
    if (unmet.length > 0)
      return refuse('closure-incomplete', `closure still needs: ${kinds(unmet)}`, { missing: unmet });
    const contradiction = checkReason(draft, found);
    if (contradiction) return contradiction;
    close(draft, 'closeCase', { ...found, by, victimViews: viewsOf(draft, given) }, context);
    return undefined;
  },
});

/**
 * Close in spite of what is missing: a decision of chair, convenor or region, with its rationale in a note and
 * a record of what was unmet. Open actions and tasks stay open and are chased on in the watch, for nobody has
 * ended them.
 */
export const overrideClose = defineCaseCommand({
  name: 'overrideClose',
  title: 'Close the case in spite of what is missing',
  duty: ['judgement'],
  phases: openPhases.filter((phase) => phase !== 'referral'),
  by: 'worker',
  input: z.strictObject({ ...closing, overrideReason: codeSchema }),
  decide(draft, { victimViews, overrideReason, ...found }, context) {
    const by = requireFunction(draft, context, ['chair', 'convenor', 'region']);
    if ('kind' in by) return by;
    const silent = requireNote(context, 'rationale', 'the rationale of the override');
    if (silent) return silent;
    const contradiction = checkReason(draft, found);
    if (contradiction) return contradiction;
    const given = withNotes(victimViews, context);
    const unmet = closureUnmet(draft, given);
    const override = { reason: overrideReason, authorisedBy: by, unmet };
    context.event('closure.overridden', {
      reason: overrideReason,
      unmet,
      note: context.notes['rationale']?.noteId,
    });
    close(draft, 'overrideClose', { ...found, by, victimViews: viewsOf(draft, given), override }, context);
    return undefined;
  },
});

type Closure = Omit<CaseState['closures'][number], 'at'>;

/**
 * Keep the closure, move to the watch, end what belongs to the work and tell the agencies. The lead has to tell
 * each adult victim that it is over and who stays involved (S0-28, S2-39).
 */
export function close(
  draft: Draft<CaseState>,
  on: 'closeCase' | 'overrideClose' | 'confirmTransferReceived',
  closure: Closure & { by: Worker },
  context: CaseContext,
): void {
  draft.closures.push({ ...closure, at: context.now });
  move(draft, on, 'closed_watch', context);
  leaveWork(draft, context);
  askToTellVictims(draft, context);
  context.message({ kind: 'closure_notice', to: agenciesToTell(draft), params: {} });
  context.event('case.closed', {
    reason: closure.reason,
    safetyAchieved: closure.safetyAchieved,
    risksMitigated: closure.risksMitigated,
    by: closure.by.representativeId,
  });
  context.did('case.closed');
}

const withNotes = (views: readonly VictimView[], context: CaseContext): VictimView[] =>
  views.map((view) => {
    const note = context.notes[`view:${view.personId}`];
    return note ? { ...view, noteId: note.noteId } : view;
  });

/** A case closed as safe says so in both findings, and one closed after a death has one. */
function checkReason(
  draft: Draft<CaseState>,
  found: { reason: string; safetyAchieved: boolean; risksMitigated: boolean },
) {
  if (found.reason === 'safety_achieved_risk_mitigated' && !(found.safetyAchieved && found.risksMitigated))
    return refuse('reason-contradicts-findings', 'this reason needs both findings to be true', {
      field: 'reason',
      duty: 'S2-44',
    });
  if (found.reason === 'deceased' && !victims(draft).some((member) => member.deceasedAt !== undefined))
    return refuse('reason-contradicts-record', 'no death of a victim is recorded', { field: 'reason' });
  return undefined;
}

const words: Readonly<Record<string, string>> = {
  assessment: 'a closing risk assessment',
  view: 'her view or why it was not sought',
  action: 'the end of an action',
  chair: "the chair's word on an immediate or urgent action that was not undertaken",
  incident: 'the decision on an incident',
  hold: 'the end of a review',
  task: 'the end of open tasks',
};

const kinds = (unmet: readonly string[]): string =>
  Object.entries(words)
    .map(([what, text]) => [text, unmet.filter((code) => code.startsWith(`${what}:`)).length] as const)
    .filter(([, count]) => count > 0)
    .map(([text, count]) => (count > 1 ? `${text} (${count} times)` : text))
    .join('; ');
