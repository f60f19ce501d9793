import { readFileSync } from 'node:fs';
import { parseSync } from 'vite';

/*
 * What the code says of its schemas: the docstring of each top-level constant, and of each field of the objects in
 * it. Schemas themselves know no comments.
 */

type Node = Readonly<Record<string, unknown>> & { type: string; start: number };

/** What is said of one constant. */
export interface Said {
  text: string;
  /** By the path of the field, such as `holds.kind`; lists and maps add nothing to a path. */
  fields: ReadonlyMap<string, string>;
}

/** What a file says of its top-level constants, by name. */
export function readSource(file: string): ReadonlyMap<string, Said> {
  const code = readFileSync(file, 'utf8');
  const { program, comments } = parseSync(file, code);
  const docs = comments
    .filter(({ type, value }) => type === 'Block' && value.startsWith('*'))
    .map(({ end, value }) => ({ end, text: textOf(value) }));
  const docBefore = (start: number): string =>
    docs.findLast(({ end }) => end <= start && code.slice(end, start).trim() === '')?.text ?? '';

  const said = new Map<string, Said>();
  const objects = new Map<string, Node>();
  for (const statement of program.body as unknown as Node[]) {
    const inner = isNode(statement['declaration']) ? statement['declaration'] : statement;
    for (const { id, init } of nodesIn(inner['declarations'])) {
      if (!isNode(id) || !isNode(init)) continue;
      const name = String(id['name']);
      if (init.type === 'ObjectExpression') objects.set(name, init);
      const fields = new Map<string, string>();
      walk(init, '', fields);
      said.set(name, { text: docBefore(statement.start), fields });
    }
  }
  return said;

  function walk(node: Node, path: string, fields: Map<string, string>): void {
    if (node.type === 'SpreadElement' && isNode(node['argument'])) {
      const spread = objects.get(String(node['argument']['name']));
      if (spread) walk(spread, path, fields);
      return;
    }
    if (node.type === 'Property' && isNode(node['key']) && isNode(node['value'])) {
      const name = String(node['key']['name'] ?? node['key']['value']);
      const at = path === '' ? name : `${path}.${name}`;
      const doc = docBefore(node.start);
      if (doc !== '' && !fields.has(at)) fields.set(at, doc);
      walk(node['value'], at, fields);
      return;
    }
    if (node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression') return;
    for (const part of Object.values(node)) for (const child of nodesIn(part)) walk(child, path, fields);
  }
}

/** The words of a docstring, on one line. */
const textOf = (comment: string): string =>
  comment
    .split('\n')
    .map((line) => line.replace(/^\s*\*?\s?/, '').trim())
    .join(' ')
    .trim();

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
const nodesIn = (value: unknown): Node[] => [value].flat().filter(isNode);
