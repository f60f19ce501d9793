import * as z from 'zod/mini';
import { refuse } from '../../../domain/shared/refusal.ts';
import type { ApiAnswer, Route } from '../route.ts';

const PAGE = 'text/html; charset=utf-8';

/** All that is written about the API, made when it is first asked for: no other request waits for it. */
interface Written {
  openApi: string;
  docs: Page;
  problems: Page;
  problem(code: string): Page | undefined;
}
interface Page {
  html: string;
  /** For the policy of the page: its own style and nothing else. */
  policy: string;
}

const shownPage = ({ html, policy }: Page): ApiAnswer => ({
  status: 200,
  body: html,
  contentType: PAGE,
  headers: { 'content-security-policy': policy },
});

/** What the API says about itself, without a sign-in. @param all every route, these included */
export function documentRoutes(all: () => readonly Route[]): Route[] {
  let made: Promise<Written> | undefined;
  const written = (): Promise<Written> => {
    made ??= import('./written.ts').then(({ write }) => write(all()));
    return made;
  };
  const about = { method: 'GET', tag: 'About the API', open: true } as const;
  return [
    {
      ...about,
      path: '/openapi.json',
      operationId: 'getOpenApi',
      summary: 'Read this API as an OpenAPI document',
      answer: z.looseObject({ openapi: z.string() }),
      run: async () => ({
        status: 200,
        body: (await written()).openApi,
        contentType: 'application/json',
      }),
    },
    {
      ...about,
      path: '/docs',
      operationId: 'getDocs',
      summary: 'Read this API as a page',
      produces: ['text/html'],
      run: async () => shownPage((await written()).docs),
    },
    {
      ...about,
      path: '/problems',
      operationId: 'listProblems',
      summary: 'Read which problems there are',
      produces: ['text/html'],
      run: async () => shownPage((await written()).problems),
    },
    {
      ...about,
      path: '/problems/{code}',
      operationId: 'getProblem',
      summary: 'Read what a type of problem means',
      description: 'Where the `type` of problem details leads.',
      produces: ['text/html'],
      async run(_app, { params }) {
        const page = (await written()).problem(params['code'] ?? '');
        return page ? shownPage(page) : refuse('not-found', 'there is nothing here, or nothing for you');
      },
    },
  ];
}
