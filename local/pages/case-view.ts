import type { PolicyContext } from '../../functions/application/ports.ts';
import type { AggregateRecord } from '../../functions/application/record.ts';
import { type Instant, isInstant } from '../../functions/domain/calendar/instants.ts';
import { type CaseState, caseSchema } from '../../functions/domain/case/state.ts';
import { nextOfClock, rungTimes } from '../../functions/domain/clocks/rungs.ts';
import { type Clock, isLive } from '../../functions/domain/clocks/schema.ts';
import { displayCode } from '../../functions/domain/shared/ids.ts';
import { executionNameOf } from './names.ts';
import type { Execution, OperationsData } from './operations-data.ts';
import { type CurrentState, walkOf } from './walk.ts';

/** A case as the pages see it: what is stored, by which rules it lives, and what carries it. */
export interface CaseView {
  caseId: string;
  code: string;
  record: AggregateRecord | undefined;
  /** Undefined if there is no record or it cannot be read. */
  state: CaseState | undefined;
  context: PolicyContext | undefined;
  /** Executions of the case, the first generation first. */
  generations: readonly Execution[];
  /** Where the execution of the record's generation is. */
  current: CurrentState | undefined;
  deadLetters: number;
}

/** Executions by the case that they carry, first generation first. */
export function byCase(executions: readonly Execution[]): Map<string, Execution[]> {
  const cases = new Map<string, Execution[]>();
  for (const one of executions) {
    const { caseId } = executionNameOf(one.name);
    if (caseId !== undefined) cases.set(caseId, [...(cases.get(caseId) ?? []), one]);
  }
  const generation = ({ name }: Execution) => executionNameOf(name).generation ?? 0;
  for (const own of cases.values()) own.sort((a, b) => generation(a) - generation(b));
  return cases;
}

/** Enough of the end of a history to hold the state it is in: a wait with all its retries is shorter. */
const NEWEST = 40;

/** Look at one case. */
export async function loadCase(
  data: OperationsData,
  caseId: string,
  generations: readonly Execution[],
): Promise<CaseView> {
  const record = await data.caseRecord(caseId);
  const state = record === undefined ? undefined : caseSchema.safeParse(record.data).data;
  const context = state && (await data.policyOf(state.policyVersion, state.region));
  const running = generations.find(
    ({ name, status }) =>
      status === 'RUNNING' && executionNameOf(name).generation === (record?.generation ?? Number.NaN),
  );
  return {
    caseId,
    code: displayCode(caseId),
    record,
    state,
    context,
    generations,
    current: running && walkOf(await data.history(running.arn, NEWEST)).current,
    deadLetters: await data.deadLettersOf(caseId),
  };
}

/** Every case that is open or that an execution ever carried. */
export async function loadCases(data: OperationsData, executions: readonly Execution[]): Promise<CaseView[]> {
  const cases = byCase(executions);
  const ids = new Set([...(await data.openCases()), ...cases.keys()]);
  return Promise.all([...ids].map((id) => loadCase(data, id, cases.get(id) ?? [])));
}

/** Every agency that a clock or task of a case can be about. */
export const agenciesOf = ({ state }: CaseView): string[] =>
  state === undefined
    ? []
    : [
        ...state.agencies.map(({ agencyId }) => agencyId),
        ...state.tasks.map((task) => task.for.agencyId),
        ...state.actions.map(({ owner }) => owner.agencyId),
      ];

/** The clock of which something happens next, and when; clocks that make no sense are passed over. */
export function nextOf({ caseId, state, context }: CaseView): { clock: Clock; at: Instant } | undefined {
  if (state === undefined || context === undefined) return undefined;
  const times = rungTimes(caseId, context.policy, context.calendar);
  const makesSense = ({ rule, startedAt, dueAt, pause }: Clock) =>
    context.policy.clocks[rule] !== undefined && [startedAt, dueAt, pause?.until ?? dueAt].every(isInstant);
  const next = state.clocks
    .filter((clock) => isLive(clock) && makesSense(clock))
    .flatMap((clock) => {
      const at = nextOfClock(clock, times);
      return at === undefined ? [] : [{ clock, at }];
    });
  return next.sort((a, b) => (a.at < b.at ? -1 : 1))[0];
}

/** The display names of agencies; one that is not known has none. */
export async function namesOf(
  data: OperationsData,
  agencyIds: Iterable<string | undefined>,
): Promise<(agencyId: string) => string> {
  const names = new Map<string, string>();
  for (const id of new Set(agencyIds)) {
    const name = id === undefined ? undefined : await data.agencyName(id);
    if (id !== undefined && name !== undefined) names.set(id, name);
  }
  return (id) => names.get(id) ?? 'an agency without a name';
}
