import { createAuthenticator } from '../../adapters/jwt/authenticator.ts';
import { parseIssuers } from '../../adapters/jwt/issuers.ts';
import { routes } from '../../application/api/routes.ts';
import { createApiApp } from '../api-app.ts';
import { createLog } from '../container.ts';
import { environments, readEnvironment } from '../environment.ts';
import { createHandler } from './handler.ts';

const env = readEnvironment(environments['serve-api'], process.env);
const authenticator = createAuthenticator(parseIssuers(env.ISSUERS));

export const handler = createHandler(createApiApp(env), routes, authenticator, createLog());
