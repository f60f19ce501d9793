import { addElapsed, type Instant } from '../../functions/domain/calendar/instants.ts';
import { agenciesOf, byCase, type CaseView, loadCase, namesOf } from './case-view.ts';
import { graphOf, type StateGraph } from './graph.ts';
import { executionNameOf } from './names.ts';
import type { Execution, HistoryEvent, OperationsData } from './operations-data.ts';
import type { AgencyNames } from './parts.ts';
import { type Walk, walkOf } from './walk.ts';

export interface ExecutionQuery {
  name: string;
  /** Needed only where two machines have an execution of the name. */
  machine?: string | undefined;
  page?: number | undefined;
}

/** One execution and all that belongs to it. */
export interface ExecutionView {
  now: Instant;
  execution: Execution;
  error?: string | undefined;
  graph: StateGraph;
  history: readonly HistoryEvent[];
  walk: Walk;
  /** When the state it is in ends by itself. */
  until?: Instant | undefined;
  /** The case that it carries, or that its message is about. */
  case?: CaseView | undefined;
  /** The code of its message and what the message's record says. */
  message?: { messageId: string; kind: string; status: string; runs: readonly Execution[] } | undefined;
  agencyName: AgencyNames;
}

/** Read one execution; undefined if there is none of this name. */
export async function loadExecution(
  data: OperationsData,
  { name, machine }: ExecutionQuery,
): Promise<ExecutionView | undefined> {
  const executions = await data.listExecutions();
  const named = executions.filter((one) => one.name === name);
  const execution = named.find((one) => one.machine === machine) ?? named[0];
  if (execution === undefined) return undefined;
  const history = await data.history(execution.arn);
  const walk = walkOf(history);
  const graph = graphOf(await data.definition(execution.arn));
  const subject = await subjectOf(data, execution, executions);
  return {
    now: await data.now(),
    execution,
    error: (await data.describe(execution.arn)).error,
    graph,
    history,
    walk,
    until: untilOf(walk, graph),
    ...subject,
    agencyName: await namesOf(data, subject.case ? agenciesOf(subject.case) : []),
  };
}

/** The end of the attempt that runs, or of a Wait of fixed length. */
function untilOf({ current }: Walk, graph: StateGraph): Instant | undefined {
  if (current === undefined || current.until !== undefined) return current?.until;
  const seconds = graph.states.find((state) => state.name === current.state)?.seconds;
  return seconds === undefined ? undefined : addElapsed(current.since, { seconds });
}

async function subjectOf(
  data: OperationsData,
  execution: Execution,
  executions: readonly Execution[],
): Promise<Pick<ExecutionView, 'case' | 'message'>> {
  const { caseId, messageId } = executionNameOf(execution.name);
  const cases = byCase(executions);
  if (caseId !== undefined) return { case: await loadCase(data, caseId, cases.get(caseId) ?? []) };
  if (messageId === undefined) return {};
  const stored = await data.message(messageId);
  const about = stored?.message.about.find((id) => cases.has(id));
  const runs = executions.filter((one) => executionNameOf(one.name).messageId === messageId).toReversed();
  return {
    message: {
      messageId,
      kind: stored?.message.kind ?? 'unknown',
      status: stored?.message.status ?? 'unknown',
      runs,
    },
    case: about === undefined ? undefined : await loadCase(data, about, cases.get(about) ?? []),
  };
}
