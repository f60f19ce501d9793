import { fromQueue } from '../../middleware/queue.ts';
import { createGround, createLog, createMessages, createMoves } from '../container.ts';
import { environments, readEnvironment } from '../environment.ts';
import { createHandler } from './handler.ts';

const env = readEnvironment(environments['restart-failed'], process.env);

const app = {
  ...createGround(),
  aggregates: createMoves(env.TABLE_NAME),
  messages: createMessages(env.TABLE_NAME),
};

export const handler = fromQueue(createHandler(app, createLog()));
