import type { Cloud } from '../cloud.ts';
import { type MachineName, machineArn, machineNames } from '../machines.ts';

export interface ExecutionSummary {
  machine: MachineName;
  name: string;
  status: string;
  /** State transitions that AWS would bill. */
  transitions: number;
  historyEvents: number;
}

interface Listed {
  executions: { executionArn: string; name: string; status: string }[];
  nextToken?: string;
}

/** Every execution of our machines, by machine and name. */
export function listExecutions(cloud: Cloud): ExecutionSummary[] {
  return machineNames.flatMap((machine) =>
    listedOf(cloud, machine)
      .map(({ executionArn, name, status }) => ({
        machine,
        name,
        status,
        ...cloud.stepFunctions.stats(executionArn),
      }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  );
}

function listedOf(cloud: Cloud, machine: MachineName): Listed['executions'] {
  const found: Listed['executions'] = [];
  let nextToken: string | undefined;
  do {
    const page = cloud.stepFunctions.call('ListExecutions', {
      stateMachineArn: machineArn(machine),
      maxResults: 1000,
      ...(nextToken === undefined ? {} : { nextToken }),
    }) as Listed;
    found.push(...page.executions);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return found;
}
