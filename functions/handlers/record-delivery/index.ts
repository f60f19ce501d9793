import { SFNClient } from '@aws-sdk/client-sfn';
import { createWaker } from '../../adapters/stepfunctions/workflow.ts';
import { fromQueue } from '../../middleware/queue.ts';
import { createGround, createLog, createMessages } from '../container.ts';
import { environments, readEnvironment } from '../environment.ts';
import { createHandler } from './handler.ts';

const env = readEnvironment(environments['record-delivery'], process.env);
const messages = createMessages(env.TABLE_NAME);
const workflow = createWaker(new SFNClient({}));

export const handler = fromQueue(createHandler({ ...createGround(), messages, workflow }, createLog()));
