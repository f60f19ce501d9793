import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ACCOUNT, functionArn, REGION } from './gateway/arn.ts';
import type { StepFunctions } from './stepfunctions/index.ts';

/** Name of a state machine in this cloud to its file. */
const machines = {
  'case-lifecycle': 'statemachines/case-lifecycle.asl.json',
  'email-delivery': 'statemachines/email-delivery.asl.json',
} as const;
export type MachineName = keyof typeof machines;
export const machineNames = Object.keys(machines) as MachineName[];

export const machineArn = (name: MachineName): string =>
  `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${name}`;

/** The definition hash as a deployment makes it, so that running executions move when it changes. */
export const definitionHash = (): string =>
  createHash('sha256').update(readFileSync(machines['case-lifecycle'])).digest('hex').slice(0, 16);

/** The definition with its placeholders filled: `${EvaluateCaseFunctionArn}` is the function evaluate-case. */
function definitionOf(name: MachineName): string {
  return readFileSync(machines[name], 'utf8').replace(/\$\{(\w+)\}/g, (_, placeholder: string) => {
    if (placeholder === 'DefinitionHash') return definitionHash();
    const words = placeholder.replace(/FunctionArn$/, '').split(/(?=[A-Z])/);
    return functionArn(words.join('-').toLowerCase());
  });
}

/** Create the machines, or update those whose definition is another; running executions keep theirs. */
export function deployMachines(stepFunctions: StepFunctions): void {
  const { stateMachines } = stepFunctions.call('ListStateMachines', {}) as {
    stateMachines: { name: string }[];
  };
  const known = new Set(stateMachines.map(({ name }) => name));
  for (const name of machineNames) {
    const definition = definitionOf(name);
    const roleArn = `arn:aws:iam::${ACCOUNT}:role/${name}`;
    if (!known.has(name)) {
      stepFunctions.call('CreateStateMachine', { name, definition, roleArn, type: 'STANDARD' });
      continue;
    }
    const stateMachineArn = machineArn(name);
    const found = stepFunctions.call('DescribeStateMachine', { stateMachineArn }) as { definition: string };
    if (found.definition !== definition)
      stepFunctions.call('UpdateStateMachine', { stateMachineArn, definition });
  }
}
