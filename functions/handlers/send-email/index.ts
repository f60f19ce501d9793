import { createContainer } from '../container.ts';
import { createMailParts } from '../mail-parts.ts';
import { createHandler } from './handler.ts';

const { app, log } = createContainer(process.env, createMailParts(process.env));

export const handler = createHandler(app, log);
