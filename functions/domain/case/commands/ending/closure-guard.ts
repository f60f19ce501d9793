import type { Draft } from 'immer';
import { latest } from '../../../calendar/instants.ts';
import { isHeld, lastHeldMeeting, openActions, victims } from '../../queries.ts';
import type { Member } from '../../schema/members.ts';
import type { RiskAssessment } from '../../schema/risk.ts';
import type { CaseState } from '../../state.ts';
import { needsChair } from '../actions/end-action.ts';
import { undecidedIncidents } from './incidents.ts';
import { tasksLeft } from './tasks-left.ts';

type Readable = CaseState | Draft<CaseState>;
export type VictimView = CaseState['closures'][number]['victimViews'][number];

/** The closing assessment of a victim made since the last meeting and plan; an older one says too little. */
function closingAssessment(state: Readable, personId: string): RiskAssessment | undefined {
  const meeting = lastHeldMeeting(state);
  const since = latest(
    state.openedAt,
    meeting ? (meeting.heldAt ?? meeting.startsAt) : undefined,
    state.plans.at(-1)?.recordedAt,
  );
  return state.risk.assessments.findLast(
    (assessment) =>
      assessment.personId === personId && assessment.purpose === 'closing' && assessment.at >= since,
  );
}

/** Victims about whom closure is decided one by one; for the dead there is nothing left to assess. */
const living = (state: Readable): Member[] =>
  victims(state).filter((member) => member.deceasedAt === undefined);

/**
 * The view of each victim: as given with the command, or else as the closing assessment holds it. A view that
 * was sought is there in words or in the assessment; one that was not has its reason.
 */
export function viewsOf(state: Readable, given: readonly VictimView[]): VictimView[] {
  return living(state).flatMap(({ personId }) => {
    const own = closingAssessment(state, personId)?.ownView;
    const assessed: VictimView | undefined =
      own && own.safer !== 'not_asked'
        ? { personId, sought: true, ...(own.noteId ? { noteId: own.noteId } : {}) }
        : own?.reasonNotAsked
          ? { personId, sought: false, reasonNotSought: own.reasonNotAsked }
          : undefined;
    const named = given.find((view) => view.personId === personId);
    if (named?.sought && !named.noteId) return assessed?.sought ? [assessed] : [];
    if (named && (named.sought || named.reasonNotSought)) return [named];
    return assessed ? [assessed] : [];
  });
}

/**
 * Everything that closure still needs (guard e), as `<what>:<id>`: a closing assessment and the view of each
 * victim (S2-07, S2-38), an end of every action, the chair's word where an immediate or urgent one was not
 * undertaken, the decision on each new incident, the end of a review after a death or a doubt about roles, and
 * the end of each task that nobody would be left to do, by its code.
 */
export function closureUnmet(state: Readable, given: readonly VictimView[]): string[] {
  const views = viewsOf(state, given);
  return [
    ...living(state)
      .filter(({ personId }) => !closingAssessment(state, personId))
      .map(({ personId }) => `assessment:${personId}`),
    ...living(state)
      .filter(({ personId }) => !views.some((view) => view.personId === personId))
      .map(({ personId }) => `view:${personId}`),
    ...openActions(state).map((action) => `action:${action.actionId}`),
    ...state.actions.filter(needsChair).map((action) => `chair:${action.actionId}`),
    ...undecidedIncidents(state).map((incident) => `incident:${incident.incidentId}`),
    ...(['death', 'misidentification'] as const)
      .filter((kind) => isHeld(state, kind))
      .map((kind) => `hold:${kind}`),
    ...new Set(tasksLeft(state).map((task) => `task:${task.code}`)),
  ];
}
