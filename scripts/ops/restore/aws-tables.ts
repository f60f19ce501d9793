import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ListTagsOfResourceCommand,
  ResourceNotFoundException,
  RestoreTableToPointInTimeCommand,
  TableNotFoundException,
  TagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { RestoreCloud } from './cloud.ts';

/** As lib/stacks/data-stack.ts has them for the first table. */
const EXPIRES = 'expiresAt';
const RECOVERY_DAYS = 35;

type TableCloud = Pick<RestoreCloud, 'recovery' | 'table' | 'restore' | 'turnOn' | 'tag'>;

/** The tables of a restore on AWS. */
export function createAwsTables(client: DynamoDBClient): TableCloud {
  async function tagsOf(arn: string): Promise<Record<string, string>> {
    const tags: Record<string, string> = {};
    let next: string | undefined;
    do {
      const page = await client.send(
        new ListTagsOfResourceCommand({
          ResourceArn: arn,
          ...(next === undefined ? {} : { NextToken: next }),
        }),
      );
      for (const { Key = '', Value = '' } of page.Tags ?? []) tags[Key] = Value;
      next = page.NextToken;
    } while (next !== undefined);
    return tags;
  }

  return {
    async recovery(tableName) {
      const found = await orNothing(() =>
        client.send(new DescribeContinuousBackupsCommand({ TableName: tableName })),
      );
      const about = found?.ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
      const { EarliestRestorableDateTime: earliest, LatestRestorableDateTime: latest } = about ?? {};
      if (about?.PointInTimeRecoveryStatus !== 'ENABLED' || !earliest || !latest) return undefined;
      return { earliest: earliest.toISOString(), latest: latest.toISOString() };
    },

    async table(tableName) {
      const described = await orNothing(() =>
        client.send(new DescribeTableCommand({ TableName: tableName })),
      );
      const found = described?.Table;
      if (!found) return undefined;
      const { TableArn: arn = '', StreamSpecification, LatestStreamArn, RestoreSummary } = found;
      const isActive = found.TableStatus === 'ACTIVE' && RestoreSummary?.RestoreInProgress !== true;
      const indexes = found.GlobalSecondaryIndexes ?? [];
      const { TimeToLiveDescription: expiry } = await client.send(
        new DescribeTimeToLiveCommand({ TableName: tableName }),
      );
      const { ContinuousBackupsDescription: backups } = await client.send(
        new DescribeContinuousBackupsCommand({ TableName: tableName }),
      );
      return {
        arn,
        ready: isActive && indexes.every(({ IndexStatus }) => (IndexStatus ?? 'ACTIVE') === 'ACTIVE'),
        streamArn: StreamSpecification?.StreamEnabled === true ? LatestStreamArn : undefined,
        deletionProtection: found.DeletionProtectionEnabled === true,
        expiry: ['ENABLING', 'ENABLED'].includes(expiry?.TimeToLiveStatus ?? ''),
        pointInTime: backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === 'ENABLED',
        tags: await tagsOf(arn),
      };
    },

    async restore(from, to, at) {
      // The copy keeps the key of the table that it was made of, and its indexes.
      await client.send(
        new RestoreTableToPointInTimeCommand({
          SourceTableName: from,
          TargetTableName: to,
          RestoreDateTime: new Date(at),
        }),
      );
    },

    async turnOn(TableName, what) {
      if (what === 'expiry') {
        const TimeToLiveSpecification = { Enabled: true, AttributeName: EXPIRES };
        await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
        return;
      }
      if (what === 'pointInTime') {
        const PointInTimeRecoverySpecification = {
          PointInTimeRecoveryEnabled: true,
          RecoveryPeriodInDays: RECOVERY_DAYS,
        };
        await client.send(
          new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }),
        );
        return;
      }
      // AWS takes one change of a table at a time.
      const change =
        what === 'stream'
          ? { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' as const } }
          : { DeletionProtectionEnabled: true };
      await client.send(new UpdateTableCommand({ TableName, ...change }));
    },

    async tag(ResourceArn, tags) {
      const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
      await client.send(new TagResourceCommand({ ResourceArn, Tags }));
    },
  };
}

async function orNothing<Found>(ask: () => Promise<Found>): Promise<Found | undefined> {
  try {
    return await ask();
  } catch (error) {
    // DynamoDB has two names for a table that is not there.
    if (error instanceof ResourceNotFoundException || error instanceof TableNotFoundException)
      return undefined;
    throw error;
  }
}
