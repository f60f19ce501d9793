import type { Authenticator } from '../../application/api/authenticator.ts';
import type { Route } from '../../application/api/route.ts';
import { createServe } from '../../application/api/serve.ts';
import type { App } from '../../application/app.ts';
import { createHttp } from '../../middleware/http.ts';
import type { Log } from '../../middleware/log.ts';

/**
 * The API behind API Gateway. It verifies every token itself, whether or not an authorizer has: a gateway that
 * is configured wrongly opens nothing.
 */
export const createHandler = (app: App, routes: readonly Route[], authenticator: Authenticator, log: Log) =>
  createHttp({
    name: 'serve-api',
    log,
    run: createServe({
      app,
      routes,
      authenticator,
      rejected: (reason) => log.info('serve-api.token-rejected', { reason }),
    }),
    broke: (error) => app.telemetry.alarm('request-broke', { function: 'serve-api', error }),
  });
