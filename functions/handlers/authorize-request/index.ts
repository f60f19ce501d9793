import { createAuthenticator } from '../../adapters/jwt/authenticator.ts';
import { parseIssuers } from '../../adapters/jwt/issuers.ts';
import { environments, readEnvironment } from '../environment.ts';
import { createLog } from '../log.ts';
import { createHandler } from './handler.ts';

const env = readEnvironment(environments['authorize-request'], process.env);

export const handler = createHandler(createAuthenticator(parseIssuers(env.ISSUERS)), createLog());
