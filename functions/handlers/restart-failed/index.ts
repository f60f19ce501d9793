import { createGround, createLog, createStores } from '../container.ts';
import { environments, readEnvironment } from '../environment.ts';
import { createHandler } from './handler.ts';

const env = readEnvironment(environments['restart-failed'], process.env);

export const handler = createHandler({ ...createGround(), ...createStores(env.TABLE_NAME) }, createLog());
