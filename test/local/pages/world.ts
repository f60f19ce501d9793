import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import {
  createMemoryStores,
  emptyWorld,
  type MemoryWorld,
} from '../../../functions/adapters/memory/index.ts';
import { defineAggregate, definitionOf } from '../../../functions/application/aggregates.ts';
import type { App } from '../../../functions/application/app.ts';
import { awaitSignal } from '../../../functions/application/await-signal.ts';
import { checkDelivery } from '../../../functions/application/check-delivery.ts';
import { registry } from '../../../functions/application/definitions.ts';
import { type EvaluateInput, evaluateCase } from '../../../functions/application/evaluate-case.ts';
import { executeCommand } from '../../../functions/application/execute-command.ts';
import { createPolicyBook } from '../../../functions/application/policy-book.ts';
import type { Workflow } from '../../../functions/application/ports.ts';
import { recordDelivery } from '../../../functions/application/record-delivery.ts';
import { relayAggregate } from '../../../functions/application/relay.ts';
import { sendEmail } from '../../../functions/application/send-email.ts';
import { fromInstant, type Instant, toInstant } from '../../../functions/domain/calendar/instants.ts';
import { nz } from '../../../functions/domain/policy/profiles/nz.ts';
import { wa } from '../../../functions/domain/policy/profiles/wa.ts';
import { system, type Worker } from '../../../functions/domain/shared/actor.ts';
import type { Route } from '../../../local/gateway/gateway.ts';
import { createOperationsData, createOperationsPages } from '../../../local/pages/index.ts';
import { asActor } from '../../domain/case/fixtures.ts';
import { createCloud } from '../stepfunctions/cloud.ts';

/** Plainly invented names of the agencies of the fixtures. */
export const agencyNames: Readonly<Record<string, string>> = {
  'agy-police': 'Invented Police',
  'agy-specialist': 'Invented Women’s Service',
  'agy-hospital': 'Invented Hospital',
  'agy-childprot': 'Invented Child Protection',
  'agy-coord': 'Invented Coordination Team',
};

const machineFile = (file: string): string => {
  const text = readFileSync(`statemachines/${file}.asl.json`, 'utf8');
  return text.replace(/\$\{(\w+?)FunctionArn\}/g, '$1').replaceAll('${DefinitionHash}', 'hash-1');
};

/** Persons and meetings that take every command: these tests are about cases. */
const takesAll = (type: 'person' | 'meeting') =>
  defineAggregate({
    type,
    schema: z.object({ commands: z.number() }),
    decide: (state) => ({
      kind: 'accepted',
      state: { commands: (state?.commands ?? 0) + 1 },
      events: [],
      intents: [],
      did: [],
    }),
    policy: (_state, book) => book.current(),
    received: () => ({}),
    withReceived: (state) => state,
  });

/** Cases without what is kept beside them: the pages read none of it, and looking for likenesses wants real persons. */
const { projections: _, ...caseAlone } = definitionOf(registry, 'case');

/** Cases over memory with the real machines, functions and rules; mail that arrives a minute later. */
export function createPagesWorld() {
  const world: MemoryWorld = emptyWorld();
  const cloud = createCloud();
  const now = (): Instant => toInstant(cloud.clock.now());
  const arns = new Map<string, string>();
  for (const file of ['case-lifecycle', 'email-delivery']) {
    const request = {
      name: file,
      roleArn: 'arn:aws:iam::000000000000:role/machine',
      definition: machineFile(file),
    };
    arns.set(file, cloud.call('CreateStateMachine', request).stateMachineArn);
  }
  const bouncing = new Set<string>();
  let sent = 0;
  let commands = 0;

  const start = (machine: string, name: string, input: object) => {
    const request = { stateMachineArn: arns.get(machine), name, input: JSON.stringify(input) };
    try {
      cloud.call('StartExecution', request);
      return 'started' as const;
    } catch (error) {
      if (error instanceof Error && error.name === 'ExecutionAlreadyExists') return 'already_exists' as const;
      throw error;
    }
  };
  const workflow: Workflow = {
    startCase: async (caseId, generation) =>
      start('case-lifecycle', `${caseId}.g${generation}`, { caseId, generation }),
    startDelivery: async (messageId, run, timeoutSeconds) =>
      start('email-delivery', `${messageId}.a${run}`, { messageId, run, timeoutSeconds }),
    async wake(token) {
      try {
        cloud.call('SendTaskSuccess', { taskToken: token, output: '{}' });
        return 'woken';
      } catch {
        return 'gone';
      }
    },
    stopCase: async () => undefined,
  };

  const stores = createMemoryStores(world);
  const app: App = {
    ...stores,
    aggregates: {
      ...stores.aggregates,
      /** What the stream would do: each write is relayed. */
      async save(change) {
        const saved = await stores.aggregates.save(change);
        const { type, id } = change.ref;
        if (saved && type === 'case') cloud.clock.at(cloud.clock.now(), () => relay(id));
        return saved;
      },
    },
    registry: { ...registry, case: caseAlone, person: takesAll('person'), meeting: takesAll('meeting') },
    workflow,
    policies: createPolicyBook(wa, [nz]),
    clock: { now },
    definitionHash: 'hash-1',
    identifying: { scan: async () => ({}) },
    composer: {
      compose: async (message) => ({
        allowed: true,
        gate: { allowed: true, reasons: [], at: now() },
        disclosures: [],
        email: {
          kind: message.kind,
          messageId: message.messageId,
          to: `${message.to.agencyId}@example.test`,
          senderName: 'Invented',
          subject: 'Notice',
          text: '',
          html: '',
          attachments: [],
        },
      }),
      health: async () => undefined,
    },
    mailer: {
      async send({ messageId, to }) {
        sent += 1;
        const providerId = `ses-${sent}`;
        const type = bouncing.has(to.split('@')[0] ?? '') ? 'bounced' : 'delivered';
        cloud.clock.at(cloud.clock.now() + 60_000, async () => {
          await recordDelivery(app, { messageId, type, providerId });
        });
        return { kind: 'accepted', providerId };
      },
    },
    random: () => 0.5,
    pause: async () => undefined,
    telemetry: { count: () => undefined, seconds: () => undefined, alarm: () => undefined },
  };

  const relay = async (id: string): Promise<void> => {
    for (let rounds = 0; rounds < 20; rounds += 1) {
      await relayAggregate(app, { type: 'case', id });
      const record = await app.aggregates.load({ type: 'case', id });
      if (record?.pending === undefined) return;
    }
    throw new Error(`the outbox of ${id} does not empty`);
  };
  Object.assign(cloud.lambda, {
    EvaluateCase: (payload: EvaluateInput) => evaluateCase(app, payload),
    AwaitSignal: (payload: Parameters<typeof awaitSignal>[1]) => awaitSignal(app, payload),
    SendEmail: (payload: Parameters<typeof sendEmail>[1]) => sendEmail(app, payload),
    CheckDelivery: (payload: Parameters<typeof checkDelivery>[1]) => checkDelivery(app, payload),
  });

  const data = createOperationsData({
    ...app,
    stepFunctions: (operation, request) => cloud.call(operation, request),
    agencyName: (id) => agencyNames[id],
  });

  return {
    app,
    world,
    cloud,
    data,
    bouncing,
    now,
    routes: (): Route[] => createOperationsPages(data),
    /** A command that must be accepted. */
    async run(
      caseId: string,
      name: string,
      input: unknown,
      by: Worker | 'system',
      notes: Record<string, string> = {},
    ): Promise<void> {
      commands += 1;
      const actor = by === 'system' ? system('test') : asActor(by);
      const request = {
        ref: { type: 'case' as const, id: caseId },
        name,
        input,
        by: actor,
        commandId: `cmd-${commands}`,
        notes,
      };
      const answer = await executeCommand(app, request);
      if (answer.kind === 'refused')
        throw new Error(`${name} was refused: ${answer.code}: ${answer.message}`);
      await relay(caseId);
    },
    /** Let the clock jump to an instant, or by so many hours. */
    async until(to: Instant | { hours: number }): Promise<void> {
      const end = typeof to === 'string' ? fromInstant(to) : cloud.clock.now() + to.hours * 3_600_000;
      await cloud.settle(end);
    },
  };
}

export type PagesWorld = ReturnType<typeof createPagesWorld>;
