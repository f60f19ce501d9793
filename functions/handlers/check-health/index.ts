import { environments, readEnvironment } from '../environment.ts';
import { createLog } from '../log.ts';
import { type Ask, createHandler } from './handler.ts';

const env = readEnvironment(environments['check-health'], process.env);
/** Half a minute would be no health either. */
const ask: Ask = async (url, token) => {
  const headers = token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } };
  return (await fetch(url, { ...headers, signal: AbortSignal.timeout(15_000) })).status;
};

export const handler = createHandler(ask, { api: env.API_URL, answers: env.ANSWERS_URL }, createLog());
