import type { IncomingMessage, ServerResponse } from 'node:http';
import { html } from '../../functions/application/answers/pages/html.ts';
import type { Route } from '../gateway/gateway.ts';
import { loadLife } from './case.ts';
import { casePage } from './case-page.ts';
import { loadExecution } from './execution.ts';
import { executionPage } from './execution-page.ts';
import { loadHealth } from './health.ts';
import { layout, PAGE_HEADERS } from './layout.ts';
import type { OperationsData } from './operations-data.ts';
import { loadOverview } from './overview.ts';
import { overviewPage } from './overview-page.ts';

export { createOperationsData, type OperationsDeps } from './data.ts';
export type { OperationsData } from './operations-data.ts';

interface Answer {
  status: number;
  type?: string;
  allow?: string;
  body: string;
}

/** A page: whether a path is its own, and what it answers. */
interface Screen {
  path: RegExp;
  answer(url: URL, name: string): Promise<Answer>;
}

/**
 * The pages for operations, for reading only: `/`, `/executions/<name>`, `/cases/<caseId>` and `/health.json`.
 * They hold ids, codes, titles of policy and names of agencies; nothing about a member of a family, nothing
 * about a worker. They load nothing and run nothing.
 */
export function createOperationsPages(data: OperationsData): Route[] {
  const screens: Screen[] = [
    {
      path: /^\/$/,
      async answer({ searchParams }) {
        const [machine, status, phase] = ['machine', 'status', 'phase'].map(
          (name) => searchParams.get(name) ?? undefined,
        );
        const refresh = searchParams.get('refresh') === 'on';
        const query = { machine, status, phase, page: numberOf(searchParams), refresh };
        return page(overviewPage(await loadOverview(data, query), query));
      },
    },
    {
      path: /^\/executions\/([^/]+)$/,
      async answer({ searchParams }, name) {
        const machine = searchParams.get('machine') ?? undefined;
        const query = { name, machine, page: numberOf(searchParams) };
        const view = await loadExecution(data, query);
        return view === undefined ? notFound('execution') : page(executionPage(view, query));
      },
    },
    {
      path: /^\/cases\/([^/]+)$/,
      async answer({ searchParams }, caseId) {
        const life = await loadLife(data, caseId);
        return life === undefined ? notFound('case') : page(casePage(life, numberOf(searchParams)));
      },
    },
    {
      path: /^\/health\.json$/,
      answer: async () => ({
        status: 200,
        type: 'application/json',
        body: `${JSON.stringify(await loadHealth(data), null, 2)}\n`,
      }),
    },
  ];
  return screens.map((screen) => (request, response) => serve(screen, request, response));
}

async function serve(screen: Screen, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const match = screen.path.exec(url.pathname);
  if (match === null) return false;
  const reading = request.method === 'GET' || request.method === 'HEAD';
  const name = decode(match[1] ?? '');
  const { status, type, allow, body } =
    reading && name !== undefined
      ? await screen.answer(url, name)
      : reading
        ? notFound('page')
        : { status: 405, type: 'text/plain', allow: 'GET, HEAD', body: 'These pages are for reading.\n' };
  response.writeHead(status, {
    ...PAGE_HEADERS,
    'content-type': type ?? 'text/html; charset=utf-8',
    ...(allow === undefined ? {} : { allow }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
  return true;
}

/** A name out of a path; undefined if it is not written as a URL has it. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The page asked for, if it is a number; the lists take the nearest that they have. */
function numberOf(query: URLSearchParams): number | undefined {
  const asked = Number(query.get('page') ?? Number.NaN);
  return Number.isInteger(asked) ? asked : undefined;
}

const page = (body: string): Answer => ({ status: 200, body });

function notFound(what: string): Answer {
  const body = html`<h1>There is no such ${what}</h1>
<p>Nothing of this name is known. <a href="/">Back to the overview</a></p>`;
  return { status: 404, body: layout({ title: 'Not found', body }) };
}
