import { PAGE_HEADERS } from '../../application/answers/pages/layout.ts';
import { SCRIPT } from '../../application/answers/pages/style.ts';
import { problem, serveAnswer } from '../../application/answers/serve-answer.ts';
import type { App } from '../../application/app.ts';
import type { Log } from '../../middleware/log.ts';
import { createPages, type PageRequest, type PageResponse } from '../../middleware/pages.ts';

/** The pages behind the links in mails. */
export const createHandler = (app: App, log: Log) =>
  createPages({
    name: 'serve-answers',
    log,
    run: (request) => answer(app, request),
    failed: (fields) => page(problem('failed', app.policies.current().policy, fields)),
    broke: (error) => app.telemetry.alarm('request-broke', { function: 'serve-answers', error }),
  });

async function answer(app: App, request: PageRequest): Promise<PageResponse> {
  const { last: token, fields, cookies, foreign, tooLarge } = request;
  const { policy } = app.policies.current();
  if (token === 'leave.js') return script;
  // Where mails lead that are not answered by a link of their own (domain/message/model.ts).
  if (token === 'sign-in') return page(problem('sign_in', policy));
  if (foreign) return page(problem('elsewhere', policy));
  if (tooLarge) return page(problem('too_large', policy));
  const { proof, ...answered } = await serveAnswer(app, { token, fields, cookies });
  return { ...page(answered), cookie: proof };
}

const page = ({ status, html }: { status: number; html: string }): PageResponse => ({
  status,
  headers: PAGE_HEADERS,
  body: html,
});

const script: PageResponse = {
  status: 200,
  headers: {
    'content-type': 'text/javascript; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'cache-control': 'max-age=3600',
  },
  body: SCRIPT,
};
