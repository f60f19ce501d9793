import { type EvaluatePorts, evaluateCase, evaluateInputSchema } from '../../application/evaluate-case.ts';
import type { Log } from '../../middleware/log.ts';
import { createTask } from '../../middleware/task.ts';

/** Looks at a case for its execution: does what is due and says what to wait for. */
export const createHandler = (app: EvaluatePorts, log: Log) =>
  createTask({
    name: 'evaluate-case',
    event: evaluateInputSchema,
    log,
    ids: ({ caseId, generation }) => ({ caseId, generation }),
    async run(event) {
      try {
        const { late, ...answer } = await evaluateCase(app, event);
        // From these lines the dashboard counts cases by phase and shows what is late and whose.
        const { phase, next, did } = answer;
        const whose = late && { late: late.join(' ') || 'nobody' };
        log.info('evaluate-case.looked', { caseId: event.caseId, phase, next, did, ...whose });
        return answer;
      } catch (error) {
        // The machine puts the case into quarantine after its retries; somebody must hear of that.
        const reason = error instanceof Error ? error.name : 'unknown';
        app.telemetry.alarm('evaluate-failed', { caseId: event.caseId, reason });
        throw error;
      }
    },
  });
