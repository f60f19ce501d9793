import type { Anchors, ChainMoves } from '../functions/application/anchors/ports.ts';
import type { Authenticator } from '../functions/application/api/authenticator.ts';
import { routes } from '../functions/application/api/routes.ts';
import type { App } from '../functions/application/app.ts';
import { createHandler as anchorAudit } from '../functions/handlers/anchor-audit/handler.ts';
import { createHandler as awaitSignal } from '../functions/handlers/await-signal/handler.ts';
import { createHandler as checkDelivery } from '../functions/handlers/check-delivery/handler.ts';
import { createHandler as evaluateCase } from '../functions/handlers/evaluate-case/handler.ts';
import { createHandler as recordDelivery } from '../functions/handlers/record-delivery/handler.ts';
import { createHandler as relayChanges } from '../functions/handlers/relay-changes/handler.ts';
import { createHandler as restartFailed } from '../functions/handlers/restart-failed/handler.ts';
import { createHandler as sendEmail } from '../functions/handlers/send-email/handler.ts';
import { createHandler as serveAnswers } from '../functions/handlers/serve-answers/handler.ts';
import { createHandler as serveApi } from '../functions/handlers/serve-api/handler.ts';
import { createHandler as sweepAttention } from '../functions/handlers/sweep-attention/handler.ts';
import type { Log } from '../functions/middleware/log.ts';
import type { LambdaContext, LambdaFunction } from './lambda/runtime.ts';
import type { CloudObserver } from './observer.ts';

type Handler = (event: unknown, context: LambdaContext) => Promise<unknown>;

const handlers: Readonly<Record<string, (app: App, log: Log) => unknown>> = {
  'await-signal': awaitSignal,
  'check-delivery': checkDelivery,
  'evaluate-case': evaluateCase,
  'record-delivery': recordDelivery,
  'relay-changes': relayChanges,
  'restart-failed': restartFailed,
  'send-email': sendEmail,
  'serve-answers': serveAnswers,
  'sweep-attention': sweepAttention,
};

export interface FunctionsOptions {
  app: App;
  /** Where the audit is anchored. */
  anchors: Anchors;
  /** Which chains have moved. */
  chains: ChainMoves;
  /** Who says whose a token is. */
  authenticator: Authenticator;
  log: Log;
  observer: CloudObserver;
}

/** The deployed functions by name, each the very handler that Lambda runs. */
export function createFunctions({
  app,
  anchors,
  chains,
  authenticator,
  log,
  observer,
}: FunctionsOptions): Map<string, LambdaFunction> {
  const made = Object.entries(handlers).map(([name, create]): [string, unknown] => [name, create(app, log)]);
  return new Map(
    [
      ...made,
      ['serve-api', serveApi(app, routes, authenticator, log)] as const,
      ['anchor-audit', anchorAudit({ ...app, anchors, chains }, log)] as const,
    ].map(([name, handler]) => {
      const run = handler as Handler;
      const observed: LambdaFunction = async (event, context) => {
        const answer = await run(event, context);
        observer.invoked({ name, event, answer });
        return answer;
      };
      return [name, observed];
    }),
  );
}
