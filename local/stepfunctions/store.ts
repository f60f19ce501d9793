import { executionArnOf } from './arns.ts';
import type { Journal } from './journal.ts';
import { limits } from './limits.ts';
import type { Change, Entry, Execution, Machine, Revision } from './records.ts';
import { parseDefinition } from './validate.ts';

/** The machines and executions of this cloud. The journal is the truth; the maps are what it says. */
export interface Store {
  machines: ReadonlyMap<string, Machine>;
  /** In order of their start. */
  executions: ReadonlyMap<string, Execution>;
  /** Time of the last entry, ms since 1970; 0 if there is none. A virtual clock must not start before it. */
  lastAt(): number;
  /** Write an entry to the journal, then let it take effect. */
  commit(entry: Entry): void;
}

export function createStore(journal: Journal<Entry>): Store {
  const machines = new Map<string, Machine>();
  const executions = new Map<string, Execution>();
  let last = 0;

  function apply(entry: Entry): void {
    last = Math.max(last, entry.at);
    if (entry.kind === 'revision') {
      applyRevision(machines, entry);
    } else if (entry.kind === 'execution') {
      const execution = newExecution(existing(machines, entry.machine), entry);
      executions.set(execution.arn, execution);
    } else if (entry.kind === 'change') {
      applyChange(existing(executions, entry.arn), entry, entry.at);
    } else if (entry.kind === 'machine-deleting') {
      existing(machines, entry.machine).deleting = true;
    } else {
      machines.delete(entry.machine);
      for (const one of executions.values()) if (one.machineArn === entry.machine) executions.delete(one.arn);
    }
  }

  for (const entry of journal.replay()) apply(entry);
  return {
    machines,
    executions,
    lastAt: () => last,
    commit(entry) {
      journal.append(entry);
      apply(entry);
    },
  };
}

function existing<T>(map: Map<string, T>, key: string): T {
  const value = map.get(key);
  if (value === undefined) throw new Error(`The journal speaks of ${key} before it exists`);
  return value;
}

type EntryOf<Kind extends Entry['kind']> = Extract<Entry, { kind: Kind }>;

function applyRevision(machines: Map<string, Machine>, entry: EntryOf<'revision'>): void {
  const { machine: arn, number, definition, roleArn, at } = entry;
  const revision: Revision = { number, definition, parsed: parseDefinition(definition), roleArn, at };
  const known = machines.get(arn);
  if (known === undefined) {
    const name = arn.slice(arn.lastIndexOf(':') + 1);
    const revisions = new Map([[number, revision]]);
    machines.set(arn, { arn, name, createdAt: at, deleting: false, revisions, current: revision });
  } else {
    known.revisions.set(number, revision);
    known.current = revision;
  }
}

function newExecution(machine: Machine, entry: EntryOf<'execution'>): Execution {
  const { name, revision, roleArn, input, at } = entry;
  return {
    arn: executionArnOf(machine.arn, name),
    name,
    machineArn: machine.arn,
    machineName: machine.name,
    revision,
    roleArn,
    input,
    startDate: at,
    status: 'RUNNING',
    position: {
      at: 'entering',
      state: revisionOf(machine, revision).parsed.StartAt,
      input: JSON.parse(input),
    },
    variables: {},
    transitions: 0,
    history: [
      {
        id: 1,
        at,
        type: 'ExecutionStarted',
        details: { input, inputDetails: { truncated: false }, roleArn },
      },
    ],
    version: 0,
  };
}

function applyChange(execution: Execution, { events, set }: Change, at: number): void {
  for (const event of events) execution.history.push({ ...event, id: execution.history.length + 1, at });
  Object.assign(execution, set);
  execution.version += 1;
}

/** The revision that an execution was started with; updates never reach a running execution. */
export function revisionOf(machine: Machine, number: number): Revision {
  const revision = machine.revisions.get(number);
  if (revision === undefined) throw new Error(`${machine.arn} has no revision ${number}`);
  return revision;
}

/**
 * A history holds 25,000 events, and the last must end the execution: a change that does not fit fails it instead.
 * https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html
 */
export function withinHistory(execution: Execution, change: Change, at: number): Change {
  const room = limits.historyEvents - execution.history.length;
  const closes = change.set.position?.at === 'closed';
  if (change.events.length < room || (closes && change.events.length === room)) return change;
  const error = 'States.Runtime';
  const cause = `The execution reached the maximum number of history events (${limits.historyEvents}).`;
  return {
    events: [...change.events.slice(0, room - 1), { type: 'ExecutionFailed', details: { error, cause } }],
    set: { position: { at: 'closed' }, status: 'FAILED', stopDate: at, error, cause },
  };
}
