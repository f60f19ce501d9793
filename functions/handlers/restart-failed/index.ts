import { createGround, createLog, createMessages, createMoves } from '../container.ts';
import { environments, readEnvironment } from '../environment.ts';
import { createHandler } from './handler.ts';

const env = readEnvironment(environments['restart-failed'], process.env);

export const handler = createHandler(
  {
    ...createGround(),
    aggregates: createMoves(env.TABLE_NAME),
    messages: createMessages(env.TABLE_NAME),
  },
  createLog(),
);
