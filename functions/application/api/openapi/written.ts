import type { Route } from '../route.ts';
import { docsPage } from './docs-page.ts';
import { openApiOf } from './document.ts';
import { problemPage, problemsPage } from './problem-pages.ts';

/** The document and its pages. Pure but for the time that it takes: some 100 ms. */
export function write(routes: readonly Route[]) {
  const document = openApiOf(routes);
  return {
    openApi: `${JSON.stringify(document)}\n`,
    docs: docsPage(document),
    problems: problemsPage(),
    problem: (code: string) => problemPage(code, routes),
  };
}
