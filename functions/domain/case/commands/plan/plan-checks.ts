import type { Draft } from 'immer';
import { requireAhead } from '../../../shared/dates.ts';
import { noteId, requireNote } from '../../../shared/notes.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import type { CaseContext } from '../../command.ts';
import { childVictims, findMember, peopleUsingViolence, victims } from '../../queries.ts';
import { type Action, isActionOpen } from '../../schema/actions.ts';
import { type PlanVersion, planStreams } from '../../schema/plan.ts';
import type { CaseState } from '../../state.ts';
import { ownerRefusal } from '../actions/add-interim-action.ts';
import { heldMeeting } from '../lead/nominate-lead.ts';
import { pairKey } from '../meeting/determine.ts';
import type { PlanActionInput, RecordPlanInput } from './plan-input.ts';

type State = CaseState | Draft<CaseState>;

/** A refusal of one item, naming its place in the list. */
export function checkAction(
  draft: Draft<CaseState>,
  context: CaseContext,
  item: PlanActionInput,
  n: number,
): Refusal | undefined {
  const field = `actions.${n}`;
  const unfit = ownerRefusal(draft, item.owner);
  if (unfit) return { ...unfit, field: `${field}.owner` };
  if (item.towards.some((personId) => !findMember(draft, personId)))
    return refuse('no-such-member', 'somebody the action is towards is not in the case', { field });
  if (item.riskId && !draft.risk.identified.some((risk) => risk.riskId === item.riskId))
    return refuse('no-such-risk', 'the case has no such identified risk', { field, duty: 'S0-03' });
  if (item.needId && !draft.risk.needs.some((need) => need.needId === item.needId))
    return refuse('no-such-need', 'the case has no such need', { field });
  if (item.dueAt !== undefined) {
    const late = requireAhead(context, item.dueAt, `${field}.dueAt`);
    if (late) return late;
  }
  const meeting = heldMeeting(draft);
  const isThere =
    meeting === undefined ||
    meeting.attendance.some(
      (a) =>
        a.agencyId === item.owner.agencyId &&
        (a.status === 'attending' || a.status === 'represented_by_proxy'),
    );
  if (!isThere && !item.agreed)
    return refuse(
      'action-not-agreed',
      'an agency that was not at the meeting has to agree to its action first',
      {
        field: `${field}.agreed`,
        duty: 'S0-43',
      },
    );
  if (!context.policy.actionCatalogue.some((entry) => entry.code === item.code))
    return requireNote(context, field, 'what is to be done, since the catalogue has no such action');
  return undefined;
}

/** The wishes, or why there are none (S2-29). */
export function wishesOf(
  { status, through, on, reasonNone }: RecordPlanInput['wishes'],
  context: CaseContext,
): PlanVersion['wishes'] | Refusal {
  if (status === 'recorded' && (through === undefined || on === undefined))
    return refuse('wishes-incomplete', 'through whom and on what day her wishes were learnt is missing', {
      missing: ['wishes.through', 'wishes.on'],
      duty: 'S2-29',
    });
  if (status === 'not_recorded' && reasonNone === undefined)
    return refuse('wishes-missing', 'her wishes, or why there are none, are missing', {
      missing: ['wishes.reasonNone'],
      duty: 'S2-29',
    });
  return {
    status,
    ...(through === undefined ? {} : { through }),
    ...(on === undefined ? {} : { on }),
    ...(reasonNone === undefined ? {} : { reasonNone }),
    ...noteId(context, 'wishes'),
  };
}

/** A plan of one agency, or with nothing directed at the person using violence, needs its reason. */
export function checkWhole(
  draft: State,
  context: CaseContext,
  actions: readonly Action[],
  input: RecordPlanInput,
): Refusal | undefined {
  if (actions.length === 0)
    return refuse('no-actions', 'a plan holds actions; without any, record that there is no plan and why', {
      missing: ['actions'],
      duty: 'S0-07',
    });
  const agencies = new Set(actions.flatMap((a) => [a.owner.agencyId, ...a.sharedWith]));
  if (agencies.size < 2 && input.reasons.oneAgency === undefined)
    return refuse('one-agency-alone', 'a plan of one agency alone needs a reason', {
      missing: ['reasons.oneAgency'],
      duty: 'S4-23',
    });
  const elsewhere = context.policy.plans.includes('risk_management_plan') && input.kind === 'safety_plan';
  const directed = actions.some((a) => a.stream === 'person_using_violence');
  if (
    !directed &&
    !elsewhere &&
    peopleUsingViolence(draft).length > 0 &&
    input.reasons.nothingDirectedAtPersonUsingViolence === undefined
  )
    return refuse(
      'nothing-directed-at-person-using-violence',
      'a plan with nothing directed at him needs a reason',
      {
        missing: ['reasons.nothingDirectedAtPersonUsingViolence'],
        duty: 'S2-50',
      },
    );
  return undefined;
}

/** Streams of a plan that are still empty (S0-04), and members that no open action is towards (S2-11). */
export function planGaps(state: State, actions: readonly Action[]): { streams: string[]; members: string[] } {
  const wanted = planStreams.filter((stream) => stream !== 'child' || childVictims(state).length > 0);
  return {
    streams: wanted.filter((stream) => stream !== 'systemic' && !actions.some((a) => a.stream === stream)),
    members: [...victims(state), ...peopleUsingViolence(state)]
      .map((m) => m.personId)
      .filter((id) => !actions.some((a) => a.towards.includes(id))),
  };
}

/** Identified risks that no open or completed action is to reduce (S0-03). */
export const risksWithoutAction = (state: State): string[] =>
  state.risk.identified
    .filter((risk) => risk.reducedAt === undefined)
    .filter(
      (risk) =>
        !state.actions.some((a) => a.riskId === risk.riskId && (isActionOpen(a) || a.status === 'completed')),
    )
    .map((risk) => risk.riskId);

/** Pairs whose significant risk has not been determined (S0-09). */
export const undeterminedPairs = (state: State): string[] =>
  peopleUsingViolence(state).flatMap((person) =>
    victims(state)
      .filter((victim) => {
        const last = state.risk.determinations.findLast(
          (d) => d.personUsingViolenceId === person.personId && d.victimId === victim.personId,
        );
        return last === undefined || last.significant === 'not_yet_determined';
      })
      .map((victim) => pairKey(person.personId, victim.personId)),
  );
