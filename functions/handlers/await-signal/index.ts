import { createGround, createLog, createMoves } from '../container.ts';
import { environments, readEnvironment } from '../environment.ts';
import { createHandler } from './handler.ts';

const env = readEnvironment(environments['await-signal'], process.env);

export const handler = createHandler(
  { ...createGround(), aggregates: createMoves(env.TABLE_NAME) },
  createLog(),
);
