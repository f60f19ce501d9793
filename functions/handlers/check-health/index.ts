import { environments, readEnvironment } from '../environment.ts';
import { createLog } from '../log.ts';
import { type Ask, createHandler } from './handler.ts';

const env = readEnvironment(environments['check-health'], process.env);
/** Half a minute would be no health either. */
const ask: Ask = async (url) => (await fetch(url, { signal: AbortSignal.timeout(15_000) })).status;

export const handler = createHandler(ask, env.HEALTH_URL, createLog());
