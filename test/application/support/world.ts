import {
  createMemoryStores,
  emptyWorld,
  type MemoryWorld,
} from '../../../functions/adapters/memory/index.ts';
import type { App, Composer } from '../../../functions/application/app.ts';
import { type CommandRequest, executeCommand } from '../../../functions/application/execute-command.ts';
import type { Mailer } from '../../../functions/application/ports.ts';
import type { AggregateRecord, AggregateRef } from '../../../functions/application/record.ts';
import { addElapsed, type Elapsed } from '../../../functions/domain/calendar/instants.ts';
import { onePolicy, type Tiny, type TinyInput, tinyDefinition } from './tiny.ts';

/** A port that a test did not expect to be used says so. */
export const refuseAll = <Port extends object>(name: string, known: Partial<Port> = {}): Port =>
  new Proxy(known, {
    get(target, property) {
      if (property in target) return Reflect.get(target, property);
      throw new Error(`${name}.${String(property)} was not expected`);
    },
  }) as Port;

export interface TestWorld {
  app: App;
  data: MemoryWorld;
  /** Names of executions that run; a test removes one to kill it. */
  running: Set<string>;
  ended: Set<string>;
  woken: string[];
  /** Tokens that an execution still waits for. */
  alive: Set<string>;
  stopped: string[];
  alarms: string[];
  now(): string;
  pass(time: Elapsed): void;
  command(
    request: Partial<CommandRequest> & { name: string },
    input?: TinyInput,
  ): ReturnType<typeof executeCommand>;
  record(ref?: AggregateRef): AggregateRecord;
  state(ref?: AggregateRef): Tiny;
}

export const theCase: AggregateRef = { type: 'case', id: 'case-one1' };
export const otherCase: AggregateRef = { type: 'case', id: 'case-two2' };
export const theMeeting: AggregateRef = { type: 'meeting', id: 'mtg-one1' };

/** An application over memory, with a workflow that only remembers what it was asked. */
export function createWorld(more: Partial<App> = {}): TestWorld {
  const data = emptyWorld();
  let now = '2026-03-02T01:00:00.000Z';
  const running = new Set<string>();
  const ended = new Set<string>();
  const alive = new Set<string>();
  const woken: string[] = [];
  const stopped: string[] = [];
  const alarms: string[] = [];
  const start = (name: string) => {
    if (ended.has(name)) return 'already_exists' as const;
    if (running.has(name)) return 'running' as const;
    running.add(name);
    return 'started' as const;
  };
  const app: App = {
    ...createMemoryStores(data),
    registry: { case: tinyDefinition('case'), meeting: tinyDefinition('meeting') },
    composer: refuseAll<Composer>('composer', { health: async () => undefined }),
    identifying: { scan: async () => ({}) },
    definitionHash: 'hash-1',
    workflow: {
      startCase: async (id, generation) => start(`${id}.g${generation}`),
      startDelivery: async (id, attempt) => start(`${id}.a${attempt}`),
      wake: async (token) => {
        woken.push(token);
        return alive.delete(token) ? 'woken' : 'gone';
      },
      stopCase: async (id, generation) => {
        stopped.push(`${id}.g${generation}`);
      },
    },
    mailer: refuseAll<Mailer>('mailer'),
    policies: onePolicy,
    clock: { now: () => now },
    random: () => 0.5,
    pause: async () => undefined,
    telemetry: {
      count: () => undefined,
      seconds: () => undefined,
      alarm: (metric) => void alarms.push(metric),
    },
    ...more,
  };
  let commands = 0;
  const record = (ref = theCase): AggregateRecord => {
    const found = data.aggregates[`${ref.type}/${ref.id}`];
    if (!found) throw new Error(`${ref.id} is not there`);
    return found;
  };
  return {
    app,
    data,
    running,
    ended,
    woken,
    alive,
    stopped,
    alarms,
    now: () => now,
    pass(time) {
      now = addElapsed(now, time);
    },
    command(request, input = {}) {
      commands += 1;
      const by = { kind: 'worker', agencyId: 'agy-police', representativeId: 'rep-one1' } as const;
      return executeCommand(app, { ref: theCase, input, by, commandId: `cmd-${commands}`, ...request });
    },
    record,
    state: (ref) => record(ref).data as Tiny,
  };
}
