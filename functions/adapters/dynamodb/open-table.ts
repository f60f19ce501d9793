import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createTable, type Table } from './table.ts';

/** The one table, over plain objects instead of DynamoDB's own. */
export const openTable = (client: DynamoDBClient, tableName: string): Table =>
  createTable(
    DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    tableName,
  );
