import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync } from 'vite';

/*
 * Which refusals the code can give, read from the code: `refuse('code', 'message')`, `problem(status, 'code',
 * 'message')` and `bad(status, 'code', 'message')`, and what calls what. A name counts as a call wherever it
 * stands, so that more is found than can happen, never less.
 */

type Node = Readonly<Record<string, unknown>> & { type: string };

/** A refusal as it stands in the code; what a template fills in is `…`. */
export interface Said {
  code: string;
  message: string;
  /** Of a problem of the request itself. */
  status?: number;
}

interface Declaration {
  said: Said[];
  names: Set<string>;
  /** Texts, by which a command or operation is found. */
  texts: Set<string>;
}

interface Module {
  declared: Map<string, Declaration>;
  /** Local name to file and name there; `*` files are asked for every name that is not here. */
  imported: Map<string, { file: string; name: string }>;
  passedOn: string[];
}

/** Where nothing is refused, only told what could be done or is shown. */
const SILENT = /\/(?:views|reads\/next\.ts|commands\/next-of\.ts|definitions\.ts|openapi)/;

export type Code = ReadonlyMap<string, Module>;

/** Read all code that can refuse something to a caller of the API. */
export function readCode(): Code {
  const files = globSync('functions/{domain,application,middleware}/**/*.ts');
  return new Map(files.map((file) => [file, readModule(file)]));
}

function readModule(file: string): Module {
  const { program } = parseSync(file, readFileSync(file, 'utf8'));
  const module: Module = { declared: new Map(), imported: new Map(), passedOn: [] };
  for (const statement of nodesIn(program.body)) readStatement(module, file, statement);
  return module;
}

function readStatement(module: Module, file: string, statement: Node): void {
  const from = textOf(statement['source']);
  const target = from === undefined ? undefined : resolve(file, from);
  const specifiers = nodesIn(statement['specifiers']);
  if (target !== undefined) {
    if (statement.type === 'ExportAllDeclaration') module.passedOn.push(target);
    for (const specifier of specifiers) {
      const there = nameOf(specifier['imported'] ?? specifier['local']);
      const here = nameOf(
        statement.type === 'ImportDeclaration' ? specifier['local'] : specifier['exported'],
      );
      module.imported.set(here, { file: target, name: there });
    }
    return;
  }
  const inner = isNode(statement['declaration']) ? statement['declaration'] : statement;
  const parts = inner.type === 'VariableDeclaration' ? nodesIn(inner['declarations']) : [inner];
  for (const part of parts) {
    const declaration: Declaration = { said: [], names: new Set(), texts: new Set() };
    walk(part, declaration);
    for (const name of namesDeclared(part)) module.declared.set(name, declaration);
  }
}

const namesDeclared = ({ id }: Node): string[] => {
  if (!isNode(id)) return [];
  if (id.type === 'Identifier') return [nameOf(id)];
  const names = new Set<string>();
  walk(id, { said: [], names, texts: new Set() });
  return [...names];
};

function walk(node: Node, into: Declaration): void {
  if (node.type === 'Identifier') into.names.add(nameOf(node));
  if (node.type === 'Literal' && typeof node['value'] === 'string') into.texts.add(node['value']);
  if (node.type === 'CallExpression') into.said.push(...saidBy(node));
  for (const part of Object.values(node)) for (const child of nodesIn(part)) walk(child, into);
}

const REFUSES: readonly string[] = ['refuse', 'problem', 'bad', 'invalid'];
/** What only says it in words of its own. */
const BAD_REQUEST = 400;

function saidBy({ callee, arguments: args }: Node): Said[] {
  const by = nameOf(callee);
  if (!REFUSES.includes(by)) return [];
  const given = nodesIn(args);
  const [first] = given;
  const said = typeof first?.['value'] === 'number' ? first['value'] : undefined;
  const [code, message] = said === undefined ? given : given.slice(1);
  const status = by === 'bad' ? (said ?? BAD_REQUEST) : said;
  return textsOf(code).map((one) => ({
    code: one,
    message: textsOf(message)[0] ?? '',
    ...(status === undefined ? {} : { status }),
  }));
}

/** The texts that an expression can be. */
function textsOf(node: Node | undefined): string[] {
  if (!node) return [];
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? [node['value']] : [];
  if (node.type === 'ConditionalExpression')
    return [...nodesIn(node['consequent']), ...nodesIn(node['alternate'])].flatMap(textsOf);
  if (node.type === 'BinaryExpression')
    return [`${textsOf(nodesIn(node['left'])[0])[0] ?? '…'}${textsOf(nodesIn(node['right'])[0])[0] ?? '…'}`];
  if (node.type !== 'TemplateLiteral') return [];
  return [
    nodesIn(node['quasis'])
      .map((one) => cookedOf(one['value']))
      .join('…'),
  ];
}

const cookedOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'cooked' in value ? String(value.cooked) : '';
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
const nodesIn = (value: unknown): Node[] => [value].flat().filter(isNode);
const nameOf = (node: unknown): string => (isNode(node) ? String(node['name'] ?? node['value']) : '');
const textOf = (node: unknown): string | undefined =>
  isNode(node) && typeof node['value'] === 'string' ? node['value'] : undefined;
const resolve = (file: string, from: string): string | undefined => {
  const target = join(dirname(file), from);
  return from.startsWith('.') && existsSync(target) ? target : undefined;
};

/** All that a declaration can say, by itself or through what it names. */
export function reachable(code: Code, roots: readonly { file: string; name: string }[]): Said[] {
  const seen = new Set<string>();
  const said: Said[] = [];
  const waiting = [...roots];
  for (const { file, name } of waiting) {
    const key = `${file} ${name}`;
    const module = code.get(file);
    if (!module || seen.has(key) || SILENT.test(file)) continue;
    seen.add(key);
    const declaration = module.declared.get(name);
    const imported = module.imported.get(name);
    if (imported) waiting.push(imported);
    else if (!declaration) waiting.push(...module.passedOn.map((other) => ({ file: other, name })));
    if (!declaration) continue;
    said.push(...declaration.said);
    for (const other of declaration.names) if (other !== name) waiting.push({ file, name: other });
  }
  return said;
}

/** The declarations below a folder in which a text stands, such as a command's name. */
export const declaring = (code: Code, folder: string, text: string): { file: string; name: string }[] =>
  [...code].flatMap(([file, { declared }]) =>
    file.startsWith(folder)
      ? [...declared].flatMap(([name, { texts }]) => (texts.has(text) ? [{ file, name }] : []))
      : [],
  );
