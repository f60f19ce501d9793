import { SFNClient } from '@aws-sdk/client-sfn';
import { createWaker } from '../../adapters/stepfunctions/workflow.ts';
import { createGround, createLog, createStores } from '../container.ts';
import { environments, readEnvironment } from '../environment.ts';
import { createHandler } from './handler.ts';

const env = readEnvironment(environments['record-delivery'], process.env);
const { messages } = createStores(env.TABLE_NAME);
const workflow = createWaker(new SFNClient({}));

export const handler = createHandler({ ...createGround(), messages, workflow }, createLog());
