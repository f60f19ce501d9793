import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SFNClient } from '@aws-sdk/client-sfn';

const FIRST = { step: 'initialize', name: 'hear', override: true } as const;

/** As IAM calls what a client of the SDK is about to ask: `dynamodb:GetItem`. */
const actionOf = (service: string, { commandName }: { commandName?: string }): string =>
  `${service}:${(commandName ?? '').replace(/Command$/, '')}`;

/** Tell of each call, as IAM calls it. */
export function hear(dynamodb: DynamoDBClient, sfn: SFNClient, onCall: (action: string) => void): void {
  dynamodb.middlewareStack.add(
    (next, context) => (args) => {
      onCall(actionOf('dynamodb', context));
      return next(args);
    },
    FIRST,
  );
  sfn.middlewareStack.add(
    (next, context) => (args) => {
      onCall(actionOf('states', context));
      return next(args);
    },
    FIRST,
  );
}
