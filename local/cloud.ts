import { join } from 'node:path';
import { createAuthenticator } from '../functions/adapters/jwt/authenticator.ts';
import type { App } from '../functions/application/app.ts';
import type { CommandAnswer } from '../functions/application/execute-command.ts';
import { caseExecution } from '../functions/application/execution-names.ts';
import type { PolicyBook } from '../functions/application/ports.ts';
import { type Submission, submitCommand } from '../functions/application/submit-command.ts';
import type { Policy } from '../functions/domain/policy/schema.ts';
import { type Anchoring, createAnchoring } from './anchoring.ts';
import { createFileAnchors } from './anchors.ts';
import { readAccounts } from './api/accounts.ts';
import { openIssuer } from './api/issuer.ts';
import { createApiRoute } from './api/route.ts';
import { createSignIn } from './api/sign-in.ts';
import { createLocalApp } from './app.ts';
import { type DynamoDb, openDynamoDb } from './dynamodb/service.ts';
import { createFunctions } from './functions.ts';
import { ACCOUNT, REGION } from './gateway/arn.ts';
import { createDirectHandler } from './gateway/direct.ts';
import { type Gateway, openGateway, type Route } from './gateway/gateway.ts';
import { type Calls, createCalls } from './lambda/calls.ts';
import { createEventBus, type EventBus } from './lambda/event-bus.ts';
import { createPageRoute } from './lambda/page-route.ts';
import { createLambdaRest } from './lambda/rest.ts';
import {
  createLambdaRuntime,
  type LambdaFunction,
  type LambdaRuntime,
  toInvocation,
} from './lambda/runtime.ts';
import { createSchedule, type Schedule } from './lambda/schedule.ts';
import { deployMachines, machineArn } from './machines.ts';
import type { CloudObserver } from './observer.ts';
import { createInbox } from './ses/inbox.ts';
import type { SesEntry } from './ses/mail.ts';
import { createZoneOf } from './ses/mail-zone.ts';
import { createSesRest } from './ses/rest.ts';
import { openSes, type Ses } from './ses/service.ts';
import {
  createStepFunctions,
  type Observer,
  openJournal,
  type StepFunctions,
  type StepFunctionsEntry,
} from './stepfunctions/index.ts';
import { relayFilter, TABLE_NAME, tableDefinition } from './table.ts';
import { createClock, type VirtualClock } from './virtual-clock.ts';

export interface CloudOptions {
  /** Tables, executions and mail live here and survive a restart. */
  directory: string;
  port: number;
  mode: 'jump' | 'real';
  /** Time at which a new cloud begins, ms since 1970; one with data goes on no earlier than its last record. */
  start: number;
  seed: number;
  policies: PolicyBook;
  /** Pages besides the inbox. */
  routes(cloud: Cloud): Route[];
  observer: CloudObserver;
  onError(error: unknown): void;
}

/** The local cloud while it runs: real handlers, real definitions, one endpoint. */
export interface Cloud {
  url: string;
  clock: VirtualClock;
  app: App;
  dynamodb: DynamoDb;
  ses: Ses;
  stepFunctions: StepFunctions;
  lambda: LambdaRuntime;
  /** What each function has asked AWS for, by the names of IAM. */
  calls: Calls['all'];
  /** A worker's command as the API would give it; what it makes lives under `policy`. */
  submit(submission: Submission, policy: Policy): Promise<CommandAnswer>;
  /** Stop the running execution of a case, as an operator could. */
  abort(caseId: string): Promise<void>;
  close(): Promise<void>;
}

const FILES = {
  executions: 'executions.jsonl',
  mail: 'mail.jsonl',
  tables: 'tables',
  key: 'people.key',
  anchors: 'anchors',
};

/** Open the cloud: the services, the endpoint, the functions, the machines, and what feeds them. */
export async function openCloud(options: CloudOptions): Promise<Cloud> {
  const { directory, seed, onError } = options;
  const machineJournal = openJournal<StepFunctionsEntry>(join(directory, FILES.executions));
  const mailJournal = openJournal<SesEntry>(join(directory, FILES.mail));
  const last = Math.max(
    0,
    ...machineJournal.replay().map((entry) => entry.at),
    ...mailJournal.replay().map((entry) => (entry.type === 'accepted' ? entry.mail.at : 0)),
  );
  const clock = createClock({ mode: options.mode, start: Math.max(options.start, last), seed, onError });

  const functions = new Map<string, LambdaFunction>();
  const lambda = createLambdaRuntime({ clock, functions });
  const calls = createCalls();
  const bus = createEventBus({ clock, lambda, onError });
  const dynamodb = await openDynamoDb({ clock, lambda, onError, directory: join(directory, FILES.tables) });
  const anchoring = createAnchoring(clock, last === 0);
  const ses = openSes({ clock, bus, journal: mailJournal, seed });
  const stepFunctions = createStepFunctions({
    clock,
    journal: machineJournal,
    random: () => clock.random(),
    region: REGION,
    accountId: ACCOUNT,
    invokeLambda: async (name, payload) => toInvocation(await lambda.invoke(name, payload)),
    observe: tellOfBadEnds(bus),
  });

  const closeJournals = (): void => {
    machineJournal.close();
    mailJournal.close();
  };
  const routes: Route[] = [];
  const gateway = await openGateway(options.port, {
    jsonServices: {
      DynamoDB_20120810: (operation, request) => {
        const { IndexName: index } = request;
        calls.asked(`dynamodb:${operation}${typeof index === 'string' ? ` of ${index}` : ''}`);
        anchoring.heard(operation, request);
        return dynamodb.call(operation, request);
      },
      AWSStepFunctions: async (operation, request) => {
        calls.asked(`states:${operation}`);
        return { ...stepFunctions.call(operation, request) };
      },
    },
    restServices: [createSesRest(ses), createLambdaRest({ clock, lambda, onError })],
    routes,
    onError,
  }).catch(async (error: unknown) => {
    // The port is taken: nothing may hold the folder when another one is tried.
    await clock.stop();
    await dynamodb.close();
    closeJournals();
    throw error;
  });
  const app = createLocalApp({
    endpoint: gateway.url,
    requestHandler: createDirectHandler(gateway.answer),
    keyFile: join(directory, FILES.key),
    asked: calls.asked,
    clock,
    policies: options.policies,
    observer: options.observer,
    onError,
  });
  const issuer = openIssuer(directory);
  const authenticator = createAuthenticator([issuer.config]);
  const anchors = createFileAnchors(join(directory, FILES.anchors));
  for (const [name, run] of createFunctions({
    app,
    anchors,
    chains: anchoring.chains(app.chains),
    authenticator,
    log: noLog,
    observer: options.observer,
  }))
    functions.set(name, (event, context) => calls.by(name, () => run(event, context)));
  await dynamodb.createTable(tableDefinition);
  deployMachines(stepFunctions);
  const schedules = feed({ clock, lambda, bus, dynamodb, anchoring, onError });

  const cloud: Cloud = {
    url: gateway.url,
    clock,
    app,
    dynamodb,
    ses,
    stepFunctions,
    lambda,
    calls: calls.all,
    submit: async (submission, policy) => (await submitCommand(underPolicy(app, policy), submission)).answer,
    async abort(caseId) {
      const { generation } = (await app.aggregates.load({ type: 'case', id: caseId })) ?? { generation: 1 };
      const executionArn = `${machineArn('case-lifecycle').replace(':stateMachine:', ':execution:')}:${caseExecution(caseId, generation)}`;
      stepFunctions.call('StopExecution', { executionArn, error: 'Operator', cause: 'stopped by hand' });
    },
    close: () => closeAll(clock, schedules, gateway, dynamodb, closeJournals),
  };
  routes.push(
    createInbox(ses, createZoneOf(app)),
    createPageRoute('/answer', 'serve-answers', lambda),
    createApiRoute(lambda),
    createSignIn(
      issuer,
      () => readAccounts(directory),
      () => Date.now(),
    ),
    ...options.routes(cloud),
  );
  return cloud;
}

/** New things live under this policy; what is there keeps its own. */
const underPolicy = (app: App, policy: Policy): App => ({
  ...app,
  policies: { ...app.policies, current: () => app.policies.get(policy.version, policy.region) },
});

/** The observer sees each invocation; log lines would only say it again. */
const noLog = { info: () => undefined, error: () => undefined };

/** Everything that starts a function by itself: the table's stream, mail events, bad ends, the sweeper's minute. */
function feed(cloud: {
  clock: VirtualClock;
  lambda: LambdaRuntime;
  bus: EventBus;
  dynamodb: DynamoDb;
  anchoring: Anchoring;
  onError(error: unknown): void;
}): Schedule[] {
  const { clock, lambda, bus, dynamodb, anchoring, onError } = cloud;
  dynamodb.subscribe({
    table: TABLE_NAME,
    functionName: 'relay-changes',
    filters: [relayFilter],
  });
  bus.subscribe({ source: ['aws.ses'] }, 'record-delivery');
  bus.subscribe(
    { source: ['aws.states'], detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'] } },
    'restart-failed',
  );
  const run = async (name: string): Promise<boolean> => {
    const result = await lambda.invoke(name, {});
    if (!result.ok) onError(new Error(`${name} failed: ${result.error.errorType}`));
    return result.ok;
  };
  const sweeping = createSchedule({
    clock,
    everySeconds: 60,
    dueAt: dynamodb.nextAttention,
    onChange: dynamodb.onAttention,
    invoke: async () => void (await run('sweep-attention')),
  });
  const anchors = createSchedule({
    clock,
    everySeconds: 3600,
    dueAt: anchoring.dueAt,
    onChange: anchoring.onChange,
    async invoke() {
      if (await run('anchor-audit')) anchoring.done();
    },
  });
  return [sweeping, anchors];
}

const BAD_ENDS: Readonly<Record<string, string>> = {
  ExecutionFailed: 'FAILED',
  ExecutionTimedOut: 'TIMED_OUT',
  ExecutionAborted: 'ABORTED',
};

/** Step Functions tells EventBridge of executions that ended badly. */
function tellOfBadEnds(bus: EventBus): Observer {
  return (execution, events) => {
    const status = events.map(({ type }) => BAD_ENDS[type]).find((found) => found !== undefined);
    if (status === undefined) return;
    bus.put({
      source: 'aws.states',
      'detail-type': 'Step Functions Execution Status Change',
      resources: [execution.arn],
      detail: {
        executionArn: execution.arn,
        stateMachineArn: execution.machineArn,
        name: execution.name,
        status,
      },
    });
  };
}

async function closeAll(
  clock: VirtualClock,
  schedules: readonly Schedule[],
  gateway: Gateway,
  dynamodb: DynamoDb,
  closeJournals: () => void,
): Promise<void> {
  for (const schedule of schedules) schedule.stop();
  await clock.stop();
  await gateway.close();
  await dynamodb.close();
  closeJournals();
}
