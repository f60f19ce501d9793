import { writeFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { checkAnchors } from '../../../functions/application/anchors/check-anchors.ts';
import { carryOnAfterRestore } from '../../../functions/application/operations/restore.ts';
import type { Deployment } from '../../../lib/deployment.ts';
import { createCalls } from '../aws/call.ts';
import { callerOf } from '../aws/caller.ts';
import type { Surroundings } from '../command.ts';
import { connect } from '../connect.ts';
import { restoreLines } from '../evidence.ts';
import { OpsUsageError, type Words } from '../options.ts';
import { createAwsTables } from './aws-tables.ts';
import { createAwsWriters } from './aws-writers.ts';
import type { OpenedRestore } from './command.ts';
import type { CarryOn } from './steps.ts';

/** What writes by itself, as the stacks have it, and what the config reserves for it. */
export const writersOf = ({ concurrency }: Pick<Deployment, 'concurrency'>) => ({
  stack: 'MacmWorkflow',
  rule: 'EveryMinute',
  relay: 'RelayChangesFunction',
  functions: {
    MacmWorkflow: { EvaluateCaseFunction: undefined, SendEmailFunction: concurrency.mail },
    MacmApi: { ServeApiFunction: concurrency.api, ServeAnswersFunction: concurrency.answers },
  },
});

/** A restore of a deployment on AWS. Throws OpsUsageError for another account than the config's. */
export async function openRestore(
  deployment: Deployment,
  words: Words,
  { environment, say }: Surroundings,
): Promise<OpenedRestore> {
  const { region, account, name } = deployment;
  const client = new DynamoDBClient({ region });
  const call = createCalls({ region, credentials: () => client.config.credentials() });
  const caller = await callerOf(call);
  if (account !== undefined && account !== caller.account)
    throw new OpsUsageError(`the config is for account ${account}, and you are in ${caller.account}`);
  return {
    cloud: { ...createAwsTables(client), ...createAwsWriters({ call, ...writersOf(deployment) }) },
    carryOn: carryOnBy(words, environment, say),
    place: `${name} in account ${caller.account}, region ${region}, as ${caller.arn}`,
    close: () => client.destroy(),
  };
}

const carryOnBy =
  (words: Words, environment: NodeJS.ProcessEnv, say: (line: string) => void): CarryOn =>
  async ({ from, to }) => {
    const flags = { ...words.flags, table: to, 'former-table': from };
    const connection = await connect(flags, environment);
    try {
      const anchors = connection.anchors && checkAnchors(await connection.anchors.list(''));
      const report = await carryOnAfterRestore(connection.app, {
        former: connection.former,
        anchors: anchors ?? { ends: new Map() },
      });
      const file = words.flags.out ?? `restore-${to}.json`;
      writeFileSync(
        file,
        `${JSON.stringify({ from, to, anchors: anchors !== undefined, ...report }, null, 2)}\n`,
        {
          mode: 0o600,
        },
      );
      for (const line of restoreLines(report, anchors !== undefined)) say(`  ${line}`);
      say(`  filed in ${file}`);
    } finally {
      connection.close();
    }
  };
