import jsonata from 'jsonata';
import { isObject, type Json, type JsonObject } from './json.ts';
import { type Impure, jsonataFunctions } from './jsonata-functions.ts';

/** What `$states` holds at one place of a definition. */
export interface States {
  input: Json;
  context: JsonObject;
  /** Only in Output and Assign of a Task that succeeded. */
  result?: Json;
  /** Only in Output and Assign of a Catch. */
  errorOutput?: JsonObject;
}

export interface Scope {
  states: States;
  variables: JsonObject;
}

/** Which optional parts of `$states` exist at a place of a definition. */
export interface Place {
  result: boolean;
  error: boolean;
}

/** A failed expression: the error States.QueryEvaluationError, with the field it stood in. */
export class EvaluationError extends Error {
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.name = 'States.QueryEvaluationError';
    this.field = field;
  }
}

/** Evaluates whole fields of a state: `field` is where, as in the history event EvaluationFailed. */
export type Evaluate = (template: Json, field: string, scope: Scope) => Promise<Json>;

/** An expression longer than this is stopped, in milliseconds of the host. */
const patienceMs = 5_000;
const compiled = new Map<string, jsonata.Expression>();

/** Is this string an expression, `{% ... %}`, rather than a literal? */
export function isExpression(text: string): boolean {
  return text.length >= 4 && text.startsWith('{%') && text.endsWith('%}');
}

function compile(text: string): jsonata.Expression {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const fresh = jsonata(text.slice(2, -2), { timeout: patienceMs, stack: 500 });
  compiled.set(text, fresh);
  return fresh;
}

/** Why an expression cannot stand at this place, or undefined if it can. */
export function expressionProblem(text: string, place: Place): string | undefined {
  try {
    return misuse(compile(text).ast(), place);
  } catch (error) {
    return `syntax error in ${text}: ${messageOf(error)}`;
  }
}

/** Look through a syntax tree for $eval and for parts of $states that are not there. */
function misuse(node: unknown, place: Place): string | undefined {
  if (Array.isArray(node)) return first(node, place);
  if (!isObject(node)) return undefined;
  const { procedure, steps } = node;
  if (isObject(procedure) && procedure['type'] === 'variable' && procedure['value'] === 'eval') {
    return '$eval is not supported by Step Functions';
  }
  if (Array.isArray(steps)) {
    const [head, part] = steps;
    const ofStates = isObject(head) && head['type'] === 'variable' && head['value'] === 'states';
    const wanted = ofStates && isObject(part) ? part['value'] : undefined;
    if (wanted === 'result' && !place.result)
      return '$states.result exists only in Output and Assign of a Task';
    if (wanted === 'errorOutput' && !place.error) return '$states.errorOutput exists only in a Catch';
  }
  return first(Object.values(node), place);
}

function first(nodes: unknown[], place: Place): string | undefined {
  for (const node of nodes) {
    const reason = misuse(node, place);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/**
 * An evaluator of fields: strings that are expressions are replaced by their values, at any depth.
 * It rejects with EvaluationError if an expression throws or gives nothing that JSON can carry.
 */
export function createEvaluate(impure: Impure): Evaluate {
  const functions = jsonataFunctions(impure);

  async function evaluate(template: Json, field: string, scope: Scope): Promise<Json> {
    if (typeof template === 'string' && isExpression(template)) return one(template, field, scope);
    if (Array.isArray(template)) {
      const items: Json[] = [];
      for (const [index, item] of template.entries())
        items.push(await evaluate(item, `${field}[${index}]`, scope));
      return items;
    }
    if (!isObject(template)) return template;
    const result: JsonObject = {};
    for (const [key, part] of Object.entries(template)) {
      result[key] = await evaluate(part, `${field}/${key}`, scope);
    }
    return result;
  }

  async function one(text: string, field: string, { states, variables }: Scope): Promise<Json> {
    const said = `The JSONata expression '${text.slice(2, -2).trim()}' specified for the field '${field}'`;
    let json: string | undefined;
    try {
      json = JSON.stringify(await compile(text).evaluate(undefined, { ...functions, ...variables, states }));
    } catch (error) {
      throw new EvaluationError(field, `${said} threw an error during evaluation. ${messageOf(error)}`);
    }
    if (json === undefined) throw new EvaluationError(field, `${said} returned nothing (undefined).`);
    return JSON.parse(json);
  }

  return evaluate;
}

/** JSONata throws plain objects with a code; functions throw errors. */
function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  if (!isObject(error)) return String(error);
  return [error['code'], error['message']].filter((part) => typeof part === 'string').join(': ');
}
