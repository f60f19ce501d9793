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
  /** Names of the schemas that a field is made of, by the same path. */
  refs: ReadonlyMap<string, readonly string[]>;
  /** The texts of a list of codes. */
  values?: readonly string[];
}

/** What a file says of its top-level constants, by name. */
export function readSource(file: string): ReadonlyMap<string, Said> {
  const code = readFileSync(file, 'utf8');
  const { program, comments } = parseSync(file, code);
  const docs = comments
    .filter(({ type, value }) => type === 'Block' && value.startsWith('*'))
    .map(({ end, value }) => ({ end, text: wordsOf(value) }));
  const docBefore = (start: number): string =>
    docs.findLast(({ end }) => end <= start && code.slice(end, start).trim() === '')?.text ?? '';

  const said = new Map<string, Said>();
  const objects = new Map<string, Node>();
  for (const statement of nodesIn(program.body)) {
    const inner = isNode(statement['declaration']) ? statement['declaration'] : statement;
    for (const { id, init } of nodesIn(inner['declarations'])) {
      if (!isNode(id) || !isNode(init)) continue;
      const name = String(id['name']);
      if (init.type === 'ObjectExpression') objects.set(name, init);
      const found: Found = { fields: new Map(), refs: new Map() };
      walk(init, '', found);
      const values = textsOf(init);
      said.set(name, { text: docBefore(statement.start), ...found, ...(values ? { values } : {}) });
    }
  }
  return said;

  function walk(node: Node, path: string, found: Found): void {
    if (node.type === 'SpreadElement' && isNode(node['argument'])) {
      const spread = objects.get(String(node['argument']['name']));
      if (spread) walk(spread, path, found);
      return;
    }
    if (node.type === 'Property' && isNode(node['key']) && isNode(node['value'])) {
      const name = String(node['key']['name'] ?? node['key']['value']);
      const at = path === '' ? name : `${path}.${name}`;
      const doc = docBefore(node.start);
      if (doc !== '' && !found.fields.has(at)) found.fields.set(at, doc);
      walk(node['value'], at, found);
      return;
    }
    if (node.type === 'Identifier' && /Schema$/.test(String(node['name'])))
      found.refs.set(path, [...(found.refs.get(path) ?? []), String(node['name'])]);
    // A field of another schema is not that schema.
    if (node.type === 'MemberExpression') return;
    if (node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression') return;
    for (const part of Object.values(node)) for (const child of nodesIn(part)) walk(child, path, found);
  }
}

interface Found {
  fields: Map<string, string>;
  refs: Map<string, readonly string[]>;
}

/** The texts of a list that holds nothing else. */
function textsOf(node: Node): string[] | undefined {
  const list = node.type === 'TSAsExpression' && isNode(node['expression']) ? node['expression'] : node;
  if (list.type !== 'ArrayExpression') return undefined;
  const texts = nodesIn(list['elements']).map(({ value }) => value);
  return texts.every((text) => typeof text === 'string') ? texts : undefined;
}

/** The words of a docstring, on one line. */
const wordsOf = (comment: string): string =>
  comment
    .split('\n')
    .map((line) => line.replace(/^\s*\*?\s?/, '').trim())
    .join(' ')
    .trim();

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  typeof value.type === 'string' &&
  'start' in value &&
  typeof value.start === 'number';
const nodesIn = (value: unknown): Node[] => [value].flat().filter(isNode);
