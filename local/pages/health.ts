import { loadCases } from './case-view.ts';
import { type ExecutionStatus, executionStatuses, type OperationsData } from './operations-data.ts';
import { countByPhase, openCount, troubledOf } from './overview.ts';

export interface Health {
  /** `stuck`: the system does not carry a case; `overdue`: people are late with something. */
  status: 'ok' | 'overdue' | 'stuck';
  at: string;
  cases: { open: number; stuck: number; overdue: number; byPhase: Record<string, number> };
  executions: Record<ExecutionStatus, number>;
  /** Cases that want attention, the worst first, each with its worst concern. */
  attention: { caseId: string; displayCode: string; level: string; code: string; since: string }[];
}

/** The state of everything in a few numbers, for machines. */
export async function loadHealth(data: OperationsData): Promise<Health> {
  const at = await data.now();
  const executions = await data.listExecutions();
  const views = await loadCases(data, executions);
  const attention = troubledOf(views, at).flatMap(({ view, concerns: [worst] }) =>
    worst === undefined
      ? []
      : [
          {
            caseId: view.caseId,
            displayCode: view.code,
            level: worst.level,
            code: worst.code,
            since: worst.since,
          },
        ],
  );
  const stuck = attention.filter(({ level }) => level === 'stuck').length;
  const counts = countByPhase(views);
  const ofStatus = (status: ExecutionStatus) => executions.filter((one) => one.status === status).length;
  return {
    status: stuck > 0 ? 'stuck' : attention.length > 0 ? 'overdue' : 'ok',
    at,
    cases: {
      open: openCount(counts),
      stuck,
      overdue: attention.length - stuck,
      byPhase: Object.fromEntries(counts),
    },
    executions: {
      RUNNING: 0,
      SUCCEEDED: 0,
      FAILED: 0,
      TIMED_OUT: 0,
      ABORTED: 0,
      ...Object.fromEntries(executionStatuses.map((status) => [status, ofStatus(status)])),
    },
    attention,
  };
}
