import { z } from 'zod';
import type { LocalClock } from '../../clock.ts';
import { AwsError } from '../../gateway/aws-error.ts';
import { checkArn, checkName, machineArnOf, type Place } from '../arns.ts';
import { hasRunning } from '../engine.ts';
import type { Machine, Revision } from '../records.ts';
import type { Store } from '../store.ts';
import { parseDefinition } from '../validate.ts';
import { type Operation, operation, page, paging, seconds } from './request.ts';

/**
 * Logging, tracing and tags are accepted without effect, since the local cloud keeps none of them.
 * A key or a published version would promise what is not there.
 */
const configuration = {
  roleArn: z.string().min(1).max(256),
  encryptionConfiguration: z.object({ type: z.literal('AWS_OWNED_KEY') }).optional(),
  publish: z.literal(false).optional(),
};

const byArn = z.object({ stateMachineArn: z.string() });

/** The machine of an ARN. @throws AwsError InvalidArn, StateMachineDoesNotExist */
export function findMachine(store: Store, arn: string): Machine {
  const machine = store.machines.get(checkArn(arn, 'stateMachine'));
  if (machine !== undefined) return machine;
  throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
}

/** @throws AwsError StateMachineDeleting */
export function refuseDeleting({ deleting, arn }: Machine): void {
  if (deleting) throw new AwsError('StateMachineDeleting', `State Machine Is Being Deleted: '${arn}'`);
}

/** The operations on state machines. */
export function machineOperations(store: Store, clock: LocalClock, place: Place): Record<string, Operation> {
  function revise(machine: string, number: number, definition: string, roleArn: string): number {
    const at = clock.now();
    store.commit({ kind: 'revision', machine, number, definition, roleArn, at });
    return at;
  }

  return {
    CreateStateMachine: operation(
      z.object({
        name: z.string(),
        definition: z.string().min(1),
        type: z.enum(['STANDARD', 'EXPRESS']).optional(),
        ...configuration,
      }),
      ({ name, definition, roleArn, type }) => {
        if (type === 'EXPRESS') {
          const message = 'Express state machines are not supported by the local cloud';
          throw new AwsError('StateMachineTypeNotSupported', message);
        }
        parseDefinition(definition);
        const arn = machineArnOf(place, checkName(name));
        const known = store.machines.get(arn);
        if (known === undefined) {
          return { stateMachineArn: arn, creationDate: seconds(revise(arn, 1, definition, roleArn)) };
        }
        refuseDeleting(known);
        if (known.current.definition === definition && known.current.roleArn === roleArn) {
          return { stateMachineArn: arn, creationDate: seconds(known.createdAt) };
        }
        throw new AwsError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
      },
    ),

    UpdateStateMachine: operation(
      z.object({
        stateMachineArn: z.string(),
        definition: z.string().min(1).optional(),
        ...configuration,
        roleArn: configuration.roleArn.optional(),
      }),
      ({ stateMachineArn, definition, roleArn }) => {
        const machine = findMachine(store, stateMachineArn);
        refuseDeleting(machine);
        if (definition === undefined && roleArn === undefined) {
          throw new AwsError('MissingRequiredParameter', 'Either the definition or the role ARN is required');
        }
        const { current } = machine;
        const wanted = definition ?? current.definition;
        parseDefinition(wanted);
        const number = current.number + 1;
        const at = revise(machine.arn, number, wanted, roleArn ?? current.roleArn);
        return { updateDate: seconds(at), revisionId: revisionId(machine.current) };
      },
    ),

    DescribeStateMachine: operation(byArn, ({ stateMachineArn }) => {
      const machine = findMachine(store, stateMachineArn);
      const { arn, name, current, createdAt, deleting } = machine;
      return {
        stateMachineArn: arn,
        name,
        status: deleting ? 'DELETING' : 'ACTIVE',
        definition: current.definition,
        roleArn: current.roleArn,
        type: 'STANDARD',
        creationDate: seconds(createdAt),
        loggingConfiguration: { level: 'OFF', includeExecutionData: false },
        tracingConfiguration: { enabled: false },
        ...(current.number > 1 ? { revisionId: revisionId(current) } : {}),
      };
    }),

    ListStateMachines: operation(z.object(paging), (request) => {
      const { items, nextToken } = page([...store.machines.values()], request);
      const stateMachines = items.map(({ arn, name, createdAt }) => ({
        stateMachineArn: arn,
        name,
        type: 'STANDARD',
        creationDate: seconds(createdAt),
      }));
      return { stateMachines, ...(nextToken === undefined ? {} : { nextToken }) };
    }),

    /** Idempotent. Running executions end at their next transition; then the machine is gone. */
    DeleteStateMachine: operation(byArn, ({ stateMachineArn }) => {
      const machine = store.machines.get(checkArn(stateMachineArn, 'stateMachine'));
      if (machine === undefined || machine.deleting) return {};
      const kind = hasRunning(store, machine.arn) ? 'machine-deleting' : 'machine-deleted';
      store.commit({ kind, machine: machine.arn, at: clock.now() });
      return {};
    }),
  };
}

/** AWS gives a random id; ours counts. */
export function revisionId({ number }: Revision): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
