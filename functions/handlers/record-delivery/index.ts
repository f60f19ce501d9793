import { createContainer } from '../container.ts';
import { createHandler } from './handler.ts';

const { app, log } = createContainer(process.env);

export const handler = createHandler(app, log);
