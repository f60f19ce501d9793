import { z } from 'zod';
import { UnknownPolicyError } from '../../functions/application/errors.ts';
import type { Ports } from '../../functions/application/ports.ts';
import { attentionShards } from '../../functions/application/record.ts';
import type { StoredMessage } from '../../functions/application/stored-message.ts';
import { hasFate } from '../../functions/application/stored-message.ts';
import { regionSchema } from '../../functions/domain/calendar/calendar.ts';
import { executionNameOf } from './names.ts';
import type { AuditLine, Execution, HistoryEvent, OperationsData } from './operations-data.ts';
import { executionStatuses } from './operations-data.ts';

/** What the pages read from; ports as the application has them. */
export interface OperationsDeps
  extends Pick<
    Ports,
    'aggregates' | 'messages' | 'audit' | 'attention' | 'deadLetters' | 'policies' | 'clock'
  > {
  /** A call of the Step Functions API in its JSON protocol. */
  stepFunctions: (operation: string, request: object) => object | Promise<object>;
  /** What an agency is called; undefined if nobody knows. */
  agencyName(agencyId: string): string | undefined | Promise<string | undefined>;
}

/** Most that one call of Step Functions answers. */
const PAGE = 1_000;
/** Later than any clock: the attention index up to here is every item that is not finished. */
const FOR_EVER = '9999-12-31T00:00:00.000Z';

/** The data of the pages, read from where the real system keeps it. Never writes. */
export function createOperationsData(deps: OperationsDeps): OperationsData {
  const { stepFunctions, aggregates, audit, deadLetters, policies } = deps;
  const messages = messageIndex(deps);
  const call = async <Answer>(schema: z.ZodType<Answer>, operation: string, request: object) =>
    schema.parse(await stepFunctions(operation, request));

  async function listExecutions(): Promise<Execution[]> {
    const found: Execution[] = [];
    for (const { stateMachineArn, name: machine } of await everyMachine())
      for await (const { executions } of pagesOf(executionsSchema, 'ListExecutions', { stateMachineArn }))
        found.push(...executions.map((one) => toExecution(one, machine)));
    return found.sort((a, b) => (a.startedAt < b.startedAt ? 1 : a.startedAt > b.startedAt ? -1 : 0));
  }

  async function everyMachine() {
    const machines: z.infer<typeof machinesSchema>['stateMachines'] = [];
    for await (const page of pagesOf(machinesSchema, 'ListStateMachines', {}))
      machines.push(...page.stateMachines);
    return machines;
  }

  async function* pagesOf<Answer extends { nextToken?: string | undefined }>(
    schema: z.ZodType<Answer>,
    operation: string,
    request: object,
  ): AsyncGenerator<Answer> {
    for (let nextToken: string | undefined, first = true; first || nextToken !== undefined; first = false) {
      const more = nextToken === undefined ? {} : { nextToken };
      const answer = await call(schema, operation, { ...request, ...more, maxResults: PAGE });
      yield answer;
      nextToken = answer.nextToken;
    }
  }

  return {
    now: async () => deps.clock.now(),
    listExecutions,
    describe: async (executionArn) => call(describeSchema, 'DescribeExecution', { executionArn }),
    async history(executionArn, newest) {
      if (newest !== undefined) {
        const request = { executionArn, reverseOrder: true, maxResults: Math.min(newest, PAGE) };
        const { events } = await call(historySchema, 'GetExecutionHistory', request);
        return events.map(toEvent).reverse();
      }
      const all: HistoryEvent[] = [];
      for await (const { events } of pagesOf(historySchema, 'GetExecutionHistory', { executionArn }))
        all.push(...events.map(toEvent));
      return all;
    },
    definition: async (executionArn) =>
      (await call(definitionSchema, 'DescribeStateMachineForExecution', { executionArn })).definition,
    async openCases() {
      const ids: string[] = [];
      for await (const item of unfinished(deps))
        if (item.kind === 'aggregate' && item.ref.type === 'case') ids.push(item.ref.id);
      return ids;
    },
    caseRecord: (id) => aggregates.load({ type: 'case', id }),
    async auditOf(id) {
      const lines: AuditLine[] = [];
      for (let after = 0; ; ) {
        const page = await audit.page({ type: 'case', id }, after);
        for (const { at, by, event } of page) {
          const agency = by.kind === 'worker' ? { agencyId: by.agencyId } : {};
          lines.push({ at, type: event.type, facts: event.facts, ...agency });
        }
        const last = page.at(-1)?.seq;
        if (last === undefined || last <= after) return lines;
        after = last;
      }
    },
    messagesOf: async (caseId) => messages.about(caseId, await listExecutions()),
    message: (id) => deps.messages.load(id),
    deadLettersOf: async (id) => (await deadLetters.list({ type: 'case', id })).length,
    async policyOf(version, region) {
      if (!regionSchema.safeParse(region).success) return undefined;
      try {
        return policies.get(version, region);
      } catch (error) {
        if (error instanceof UnknownPolicyError) return undefined;
        throw error;
      }
    },
    agencyName: async (id) => deps.agencyName(id),
  };
}

/** Every item that the sweeper still watches. */
async function* unfinished({ attention }: Pick<Ports, 'attention'>) {
  for (const shard of attentionShards) {
    let cursor: string | undefined;
    do {
      const page = await attention.page(shard, FOR_EVER, cursor);
      yield* page.found;
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
}

/**
 * Messages by what they are about. No index has that, so it is learnt from the items once: what a message is
 * about changes only while it is a digest that waits. A message has an execution, or the sweeper watches it.
 */
function messageIndex(deps: Pick<Ports, 'messages' | 'attention'>) {
  const learnt = new Map<string, readonly string[]>();
  return {
    async about(caseId: string, executions: readonly Execution[]): Promise<StoredMessage[]> {
      const ids = new Set(executions.flatMap(({ name }) => executionNameOf(name).messageId ?? []));
      for await (const item of unfinished(deps)) if (item.kind === 'message') ids.add(item.messageId);
      const found: StoredMessage[] = [];
      for (const id of ids) {
        const known = learnt.get(id);
        if (known !== undefined && !known.includes(caseId)) continue;
        const stored = await deps.messages.load(id);
        if (stored === undefined) continue;
        if (hasFate(stored)) learnt.set(id, stored.message.about);
        if (stored.message.about.includes(caseId)) found.push(stored);
      }
      return found.sort((a, b) => (a.message.createdAt < b.message.createdAt ? -1 : 1));
    },
  };
}

const machinesSchema = z.object({
  stateMachines: z.array(z.object({ stateMachineArn: z.string(), name: z.string() })),
  nextToken: z.string().optional(),
});
const executionSchema = z.object({
  executionArn: z.string(),
  name: z.string(),
  status: z.enum(executionStatuses),
  startDate: z.number(),
  stopDate: z.number().optional(),
});
const executionsSchema = z.object({ executions: z.array(executionSchema), nextToken: z.string().optional() });
const describeSchema = z.object({ error: z.string().optional() });
const definitionSchema = z.object({ definition: z.string() });
const eventSchema = z.looseObject({ id: z.number(), timestamp: z.number(), type: z.string() });
const historySchema = z.object({ events: z.array(eventSchema), nextToken: z.string().optional() });
/** The members of an event's details that reach a page; every type has its details under a key of its own. */
const detailsSchema = z.object({
  name: z.string().optional(),
  error: z.string().optional(),
  timeoutInSeconds: z.number().optional(),
  output: z.string().optional(),
});
const evaluationSchema = z.object({ phase: z.string(), did: z.array(z.string()) });

const instant = (seconds: number): string => new Date(Math.round(seconds * 1_000)).toISOString();

function toExecution(
  { executionArn: arn, name, status, startDate, stopDate }: z.infer<typeof executionSchema>,
  machine: string,
): Execution {
  const stopped = stopDate === undefined ? {} : { stoppedAt: instant(stopDate) };
  return { arn, name, machine, status, startedAt: instant(startDate), ...stopped };
}

function toEvent({ id, timestamp, type, ...rest }: z.infer<typeof eventSchema>): HistoryEvent {
  const found = Object.entries(rest).find(([key]) => key.endsWith('EventDetails'))?.[1];
  const details = detailsSchema.safeParse(found).data ?? {};
  return {
    id,
    at: instant(timestamp),
    type,
    state: details.name,
    error: details.error,
    timeoutSeconds: details.timeoutInSeconds,
    evaluated: type === 'TaskStateExited' ? evaluationOf(details.output) : undefined,
  };
}

/** What Evaluate answered, if this is an answer of it. */
function evaluationOf(output: string | undefined): HistoryEvent['evaluated'] {
  if (output === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(output);
  } catch {
    return undefined;
  }
  return evaluationSchema.safeParse(value).data;
}
