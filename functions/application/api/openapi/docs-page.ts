import { html, type Markup } from '../../answers/pages/html.ts';
import { isJson, type Json, listOf, partOf } from './json.ts';
import { page, prose } from './page.ts';

interface Operation {
  method: string;
  path: string;
  operation: Json;
}

/** The document as a page: found by headings and anchors, with the browser's own search; no script. */
export function docsPage(document: Json): { html: string; policy: string } {
  const info = partOf(document, 'info');
  const operations = operationsOf(document);
  const tags = listOf(document, 'tags').map(({ name }) => String(name));
  return page(
    String(info['title']),
    html`${prose(String(info['description']))}
<p>The same for programs: <a href="openapi.json">openapi.json</a>. What a refusal means: <a href="problems">problems</a>.</p>
<nav aria-labelledby="things"><h2 id="things">Things</h2><ul>${tags.map(
      (tag) => html`<li><a href="#${slug(tag)}">${tag}</a></li>`,
    )}</ul></nav>
${tags.map((tag) => section(tag, operations))}
<section aria-labelledby="schemas"><h2 id="schemas">Schemas</h2>${Object.entries(
      partOf(partOf(document, 'components'), 'schemas'),
    ).map(([name, schema]) => schemaSection(name, schema))}</section>`,
  );
}

const slug = (tag: string): string => `of-${tag.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;

const operationsOf = (document: Json): Operation[] =>
  Object.entries(partOf(document, 'paths')).flatMap(([path, item]) =>
    isJson(item)
      ? Object.entries(item).flatMap(([method, operation]) =>
          isJson(operation) ? [{ method: method.toUpperCase(), path, operation }] : [],
        )
      : [],
  );

function section(tag: string, operations: readonly Operation[]): Markup {
  const own = operations.filter(({ operation }) => [operation['tags']].flat().includes(tag));
  return html`<section aria-labelledby="${slug(tag)}"><h2 id="${slug(tag)}">${tag}</h2>
<ul>${own.map(
    ({ operation }) =>
      html`<li><a href="#${String(operation['operationId'])}">${String(operation['summary'])}</a></li>`,
  )}</ul>
${own.map(operationSection)}</section>
`;
}

function operationSection({ method, path, operation }: Operation): Markup {
  const { operationId, summary, description } = operation;
  const duties = [operation['x-duties'] ?? []].flat().map(String);
  const body = partOf(partOf(partOf(operation, 'requestBody'), 'content'), 'application/json');
  return html`<article>
<h3 id="${String(operationId)}">${String(summary)}</h3>
<p><code>${method} ${path}</code> <span class="quiet">${String(operationId)}${
    duties.length > 0 ? ` · duties ${duties.join(', ')}` : ''
  }</span></p>
${typeof description === 'string' ? prose(description) : ''}
${parameters(listOf(operation, 'parameters'))}
${'schema' in body ? detail('Body', body) : ''}
${answers(partOf(operation, 'responses'))}</article>
`;
}

function parameters(list: readonly Json[]): Markup {
  const own = list.filter((one) => 'name' in one && one['in'] === 'query');
  if (own.length === 0) return html``;
  return html`<dl>${own.map(
    ({ name, schema }) => html`<dt>?${String(name)}</dt><dd><code>${JSON.stringify(schema)}</code></dd>`,
  )}</dl>`;
}

function answers(responses: Json): Markup {
  const [[status, success] = ['200', {}]] = Object.entries(responses);
  const content = Object.entries(partOf(isJson(success) ? success : {}, 'content'));
  const problems = Object.keys(responses).filter((one) => one !== status);
  return html`${content.map(([type, one]) =>
    isJson(one) ? detail(`${status} ${type}`, { schema: one['schema'] }) : html``,
  )}<p class="quiet">Problems: ${problems.join(', ')}</p>`;
}

const detail = (title: string, { schema, example }: Json): Markup => html`<details><summary>${title}</summary>
${example === undefined ? '' : html`<p>For example</p><pre>${pretty(example)}</pre>`}
${isJson(schema) && typeof schema['$ref'] === 'string' ? reference(schema['$ref']) : html`<pre>${pretty(schema)}</pre>`}</details>`;

const reference = (ref: string): Markup => {
  const name = ref.split('/').at(-1) ?? '';
  return html`<p><a href="#schema-${name}">${name}</a></p>`;
};

const schemaSection = (name: string, schema: unknown): Markup =>
  html`<h3 id="schema-${name}">${name}</h3><pre>${pretty(schema)}</pre>`;

const pretty = (value: unknown): string => JSON.stringify(value, null, 1);
