import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

const retrierSchema = z.object({
  ErrorEquals: z.array(z.string()),
  IntervalSeconds: z.optional(z.number()),
  BackoffRate: z.optional(z.number()),
  MaxDelaySeconds: z.optional(z.number()),
  MaxAttempts: z.optional(z.number()),
});
export type Retrier = z.infer<typeof retrierSchema>;

const assignSchema = z.optional(z.record(z.string(), z.unknown()));
const stateSchema = z.object({
  Type: z.enum(['Pass', 'Task', 'Choice', 'Wait', 'Succeed', 'Fail']),
  Resource: z.optional(z.string()),
  Arguments: z.optional(z.record(z.string(), z.unknown())),
  TimeoutSeconds: z.optional(z.union([z.number(), z.string()])),
  Seconds: z.optional(z.union([z.number(), z.string()])),
  Assign: assignSchema,
  Next: z.optional(z.string()),
  Choices: z.optional(z.array(z.object({ Condition: z.string(), Next: z.string(), Assign: assignSchema }))),
  Default: z.optional(z.string()),
  Retry: z.optional(z.array(retrierSchema)),
  Catch: z.optional(
    z.array(z.object({ ErrorEquals: z.array(z.string()), Next: z.string(), Assign: assignSchema })),
  ),
});
export type StateDefinition = z.infer<typeof stateSchema>;

const machineSchema = z.object({ StartAt: z.string(), States: z.record(z.string(), stateSchema) });
export type MachineDefinition = z.infer<typeof machineSchema>;

export type MachineName = 'case' | 'email';
export type Machines = Readonly<Record<MachineName, MachineDefinition>>;

const read = (file: string): MachineDefinition =>
  machineSchema.parse(
    JSON.parse(readFileSync(new URL(`../../../statemachines/${file}`, import.meta.url), 'utf8')),
  );

/** The machines as they are deployed: the model runs the very files. */
export const readMachines = (): Machines => ({
  case: read('case-lifecycle.asl.json'),
  email: read('email-delivery.asl.json'),
});

/** The definition of a state. Throws if a `Next` leads nowhere. */
export function stateOf(machine: MachineDefinition, name: string): StateDefinition {
  const found = machine.States[name];
  if (!found) throw new Error(`there is no state ${name}`);
  return found;
}
