/** What an expression can name: the execution's variables, and under `states` input, result and context. */
export interface Scope {
  variables: Readonly<Record<string, unknown>>;
  states: Readonly<Record<string, unknown>>;
}

/**
 * Evaluate a value of an ASL file. Only the few forms of JSONata that our machines use are known: paths,
 * texts, numbers, `+`, `&`, `=` and `$string`. Anything else throws, so that the model never guesses.
 */
export function evaluate(template: unknown, scope: Scope): unknown {
  if (typeof template === 'string') {
    const [, expression] = /^\{%\s*(.*?)\s*%\}$/s.exec(template) ?? [];
    return expression === undefined ? template : evaluateExpression(expression, scope);
  }
  if (Array.isArray(template)) return template.map((part) => evaluate(part, scope));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([key, part]) => [key, evaluate(part, scope)]));
}

function evaluateExpression(expression: string, scope: Scope): unknown {
  const both = (operator: string) => {
    const [left = '', ...rest] = expression.split(operator);
    return [evaluateExpression(left, scope), evaluateExpression(rest.join(operator), scope)];
  };
  if (expression.includes(' = ')) {
    const [left, right] = both(' = ');
    return left === right;
  }
  if (expression.includes(' & ')) return both(' & ').join('');
  if (expression.includes(' + ')) {
    const [left, right] = both(' + ');
    return Number(left) + Number(right);
  }
  return evaluateTerm(expression, scope);
}

function evaluateTerm(term: string, scope: Scope): unknown {
  if (/^-?\d+$/.test(term)) return Number(term);
  const [, text] = /^'([^']*)'$/.exec(term) ?? [];
  if (text !== undefined) return text;
  const [, inner] = /^\$string\((.*)\)$/.exec(term) ?? [];
  if (inner !== undefined) return String(evaluateTerm(inner, scope));
  const [, path] = /^\$([\w.]+)$/.exec(term) ?? [];
  if (path === undefined) throw new Error(`the model does not know the expression ${term}`);
  const [first = '', ...steps] = path.split('.');
  const start = first === 'states' ? scope.states : scope.variables[first];
  return steps.reduce<unknown>((value, step) => (isObject(value) ? value[step] : undefined), start);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
