import { z } from 'zod';
import { AwsError } from '../gateway/aws-error.ts';
import { type Definition, definitionSchema, resources, type State, successors } from './definition.ts';
import { expressionProblem, isExpression, type Place } from './expressions.ts';
import { byteLength, isObject, type Json } from './json.ts';
import { limits } from './limits.ts';
import { argumentsProblem } from './resources.ts';

interface Problem {
  code: string;
  reason: string;
  /** A JSON pointer into the definition. */
  at: string;
}

/**
 * Read a definition, or refuse it with everything that is wrong or not supported here.
 * @throws AwsError InvalidDefinition, with a code, a reason and a place for each problem
 */
export function parseDefinition(text: string): Definition {
  if (byteLength(text) > limits.definitionBytes) {
    refuse([{ code: 'DEFINITION_TOO_LARGE', reason: 'A definition holds at most 1 MiB', at: '/' }]);
  }
  const raw = parseJson(text);
  const unsupported = unsupportedParts(raw);
  if (unsupported.length > 0) refuse(unsupported);
  const parsed = definitionSchema.safeParse(raw);
  if (!parsed.success) refuse(schemaProblems(parsed.error));
  const problems = [...languageProblems(parsed.data), ...graphProblems(parsed.data)];
  for (const [name, state] of Object.entries(parsed.data.States)) {
    problems.push(...ruleProblems(name, state), ...expressionProblems(name, state));
  }
  if (problems.length > 0) refuse(problems);
  return parsed.data;
}

function refuse(problems: Problem[]): never {
  const list = problems.map(({ code, reason, at }) => `${code}: ${reason} at ${at}`).join(', ');
  throw new AwsError('InvalidDefinition', `Invalid State Machine Definition: '${list}'`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return refuse([{ code: 'INVALID_JSON_DESCRIPTION', reason: String(error), at: '/' }]);
  }
}

/** What AWS would run and we do not is named as such, before the schema calls it unknown. */
function unsupportedParts(raw: unknown): Problem[] {
  if (!isObject(raw) || !isObject(raw['States'])) return [];
  return Object.entries(raw['States']).flatMap(([name, state]) => {
    if (!isObject(state)) return [];
    const at = pointer(['States', name]);
    const problems: Problem[] = [];
    if (state['Type'] === 'Map' || state['Type'] === 'Parallel') {
      problems.push({
        code: 'UNSUPPORTED',
        reason: `${state['Type']} states are not supported by the local cloud`,
        at,
      });
    }
    const resource = state['Resource'];
    if (state['Type'] === 'Task' && !resources.some((one) => one === resource)) {
      const reason = `The resource ${JSON.stringify(resource)} is not supported by the local cloud, only ${resources.join(', ')}`;
      problems.push({ code: 'UNSUPPORTED', reason, at: `${at}/Resource` });
    }
    return problems;
  });
}

function schemaProblems(error: z.ZodError): Problem[] {
  return error.issues.map((issue) => ({
    code: 'SCHEMA_VALIDATION_FAILED',
    reason: issue.message,
    at: pointer(issue.path),
  }));
}

/** Without QueryLanguage a state is JSONPath, which we do not run. */
function languageProblems(definition: Definition): Problem[] {
  if (definition.QueryLanguage === 'JSONata') return [];
  return Object.entries(definition.States)
    .filter(([, state]) => state.QueryLanguage !== 'JSONata')
    .map(([name]) => ({
      code: 'UNSUPPORTED',
      reason: 'JSONPath states are not supported by the local cloud, set QueryLanguage to JSONata',
      at: pointer(['States', name]),
    }));
}

function graphProblems({ StartAt, States }: Definition): Problem[] {
  const problems: Problem[] = [];
  const missing = (target: string, at: string) => {
    if (!Object.hasOwn(States, target)) {
      problems.push({ code: 'MISSING_TRANSITION_TARGET', reason: `There is no state '${target}'`, at });
    }
  };
  missing(StartAt, '/StartAt');
  for (const [name, state] of Object.entries(States)) {
    for (const target of successors(state)) missing(target, pointer(['States', name]));
  }
  const reached = new Set([StartAt]);
  for (const name of reached) {
    const state = States[name];
    for (const target of state === undefined ? [] : successors(state)) reached.add(target);
  }
  for (const name of Object.keys(States).filter((one) => !reached.has(one))) {
    problems.push({
      code: 'UNREACHABLE_STATE',
      reason: `State '${name}' cannot be reached`,
      at: pointer(['States', name]),
    });
  }
  return problems;
}

/** Rules between the fields of one state. */
function ruleProblems(name: string, state: State): Problem[] {
  const at = pointer(['States', name]);
  const problem = (reason: string, field = '') => ({
    code: 'SCHEMA_VALIDATION_FAILED',
    reason,
    at: at + field,
  });
  const problems: Problem[] = [];
  if ('Next' in state && 'End' in state) problems.push(problem('Next and End exclude each other'));
  if (['Pass', 'Task', 'Wait'].includes(state.Type) && !('Next' in state) && !('End' in state)) {
    problems.push(problem('Next or End is missing'));
  }
  if (state.Type === 'Wait' && (state.Seconds === undefined) === (state.Timestamp === undefined)) {
    problems.push(problem('A Wait state has exactly one of Seconds and Timestamp'));
  }
  if (state.Type !== 'Task') return problems;
  for (const field of ['Retry', 'Catch'] as const) {
    const list = state[field] ?? [];
    list.forEach((one, index) => {
      const all = one.ErrorEquals.includes('States.ALL');
      if (all && (one.ErrorEquals.length > 1 || index < list.length - 1)) {
        problems.push(problem('States.ALL stands alone and last', `/${field}/${index}/ErrorEquals`));
      }
    });
  }
  const argumentsReason = isObject(state.Arguments) && argumentsProblem(state.Resource, state.Arguments);
  if (argumentsReason) problems.push(problem(argumentsReason, '/Arguments'));
  state.Retry?.forEach((one, index) => {
    if (one.MaxDelaySeconds !== undefined && one.MaxDelaySeconds <= (one.IntervalSeconds ?? 1)) {
      problems.push(problem('MaxDelaySeconds must be more than IntervalSeconds', `/Retry/${index}`));
    }
  });
  return problems;
}

/** Every string of a state that is an expression must parse, and may use only what exists at its place. */
function expressionProblems(name: string, state: State): Problem[] {
  const problems: Problem[] = [];
  const visit = (value: Json, path: string[], place: Place) => {
    if (typeof value === 'string') {
      const reason = value.startsWith('{%') ? broken(value, place) : undefined;
      if (reason !== undefined) {
        problems.push({ code: 'INVALID_JSONATA_EXPRESSION', reason, at: pointer(['States', name, ...path]) });
      }
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, part] of Object.entries(value)) visit(part, [...path, key], placeOf(key, path, place));
    }
  };
  visit(z.json().parse(state), [], { result: false, error: false });
  return problems;

  function placeOf(key: string, path: string[], place: Place): Place {
    if (key !== 'Output' && key !== 'Assign') return place;
    if (path[0] === 'Catch' && path.length === 2) return { result: false, error: true };
    return path.length === 0 && state.Type === 'Task' ? { result: true, error: false } : place;
  }
}

function broken(value: string, place: Place): string | undefined {
  return isExpression(value)
    ? expressionProblem(value, place)
    : 'An expression that begins with {% ends with %}';
}

function pointer(path: PropertyKey[]): string {
  return `/${path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
}
