import { html, type Markup } from '../../answers/pages/html.ts';
import { titleOf } from '../problem.ts';
import type { Route } from '../route.ts';
import { page } from './page.ts';
import { problemsOf } from './problems.ts';
import { problemWords } from './refusals.ts';

type Page = ReturnType<typeof page>;

/** Every type of problem, each with a page of its own. */
export const problemsPage = (): Page =>
  page(
    'Problems',
    html`<p>A refusal is problem details (RFC 9457) whose <code>type</code> is the address of one of these.</p>
<ul>${Object.keys(problemWords).map((code) => html`<li><a href="problems/${code}">${titleOf(code)}</a></li>`)}</ul>`,
  );

/** What a type of problem says, and where it can come; undefined if there is none such. */
export function problemPage(code: string, routes: readonly Route[]): Page | undefined {
  const messages = Object.hasOwn(problemWords, code) ? problemWords[code] : undefined;
  if (!messages) return undefined;
  const places = routes.flatMap((route) =>
    [...problemsOf(route)].filter(([, codes]) => codes.includes(code)).map(([status]) => ({ route, status })),
  );
  return page(
    titleOf(code),
    html`<p><code>/problems/${code}</code></p>
<ul>${messages.map((message) => html`<li>${message}</li>`)}</ul>
<h2>Where it can come</h2>
${places.length === routes.length ? html`<p>Everywhere.</p>` : html`<ul>${places.map(place)}</ul>`}
<p><a href="../docs">All of the API</a></p>`,
  );
}

const place = ({ route, status }: { route: Route; status: number }): Markup =>
  html`<li>${status}: <a href="../docs#${route.operationId}">${route.summary}</a></li>`;
