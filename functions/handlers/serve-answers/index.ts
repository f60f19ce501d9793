import { createLog } from '../container.ts';
import { environments, readEnvironment } from '../environment.ts';
import { createProtocolApp } from '../protocol-app.ts';
import { createHandler } from './handler.ts';

const env = readEnvironment(environments['serve-answers'], process.env);

export const handler = createHandler(createProtocolApp(env), createLog());
