import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { Json } from './gateway/aws-error.ts';

export const TABLE_NAME = 'macm-cases';

/** The table as `lib/stacks/data-stack.ts` deploys it, as far as keys and indexes go. */
export const tableDefinition = {
  TableName: TABLE_NAME,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['pk', 'sk', 'attentionShard', 'attentionAt'].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S',
  })),
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'attention',
      KeySchema: [
        { AttributeName: 'attentionShard', KeyType: 'HASH' },
        { AttributeName: 'attentionAt', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
} satisfies CreateTableCommandInput;

/** Which changes of the table relay hears of; `lib/stacks/workflow-stack.ts` deploys the same. */
export const relayFilter: Json = { dynamodb: { NewImage: { pending: { N: [{ exists: true }] } } } };
