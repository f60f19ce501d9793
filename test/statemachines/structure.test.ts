import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import * as errors from '../../functions/application/errors.ts';
import { parseDefinition } from '../../local/stepfunctions/validate.ts';
import { files, machineOf, successors, textOf } from './machines.ts';

const require = createRequire(import.meta.url);
const validate: (definition: unknown) => { isValid: boolean; errors: unknown[] } = require('asl-validator');

/** Errors that Step Functions itself raises. */
const serviceErrors = [
  'States.ALL',
  'States.Timeout',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'Lambda.Unknown',
  'StepFunctions.ExecutionAlreadyExistsException',
];
const ourErrors: string[] = Object.values(errors).map((one) => new one('').name);

const placeholders: Record<string, string[]> = {
  'case-lifecycle': ['AwaitSignalFunctionArn', 'DefinitionHash', 'EvaluateCaseFunctionArn'],
  'email-delivery': ['CheckDeliveryFunctionArn', 'SendEmailFunctionArn'],
};

describe.each(files)('%s', (file) => {
  const machine = machineOf(file);
  const states = Object.entries(machine.States);
  const tasks = states.filter(([, state]) => state.Type === 'Task');

  it('is a valid definition with its language and timeout in it', () => {
    expect(validate(JSON.parse(textOf(file)))).toMatchObject({ isValid: true, errors: [] });
    expect(machine.TimeoutSeconds).toBeGreaterThan(0);
    expect(Buffer.byteLength(textOf(file))).toBeLessThan(1_048_576);
  });

  it('is run by the local cloud as it is', () => {
    expect(parseDefinition(textOf(file)).StartAt).toBe(machine.StartAt);
  });

  it('reaches every state, and only states that exist', () => {
    const reached = new Set([machine.StartAt]);
    for (const name of reached) {
      const state = machine.States[name];
      expect(state, name).toBeDefined();
      for (const next of state ? successors(state) : []) reached.add(next);
    }
    expect([...reached].toSorted()).toEqual(states.map(([name]) => name).toSorted());
  });

  it('retries, catches and limits every task', () => {
    expect(tasks.length).toBeGreaterThan(0);
    for (const [name, state] of tasks) {
      expect(state.Retry.length, name).toBeGreaterThan(0);
      expect(state.Catch.at(-1)?.ErrorEquals, name).toEqual(['States.ALL']);
      expect(state.TimeoutSeconds, name).toBeDefined();
    }
  });

  it('names only errors that exist', () => {
    const named = tasks.flatMap(([, { Retry, Catch }]) =>
      [...Retry, ...Catch].flatMap((one) => one.ErrorEquals),
    );
    expect(named.filter((name) => !serviceErrors.includes(name) && !ourErrors.includes(name))).toEqual([]);
  });

  it('has exactly these placeholders', () => {
    const found = new Set([...textOf(file).matchAll(/\$\{([A-Za-z]+)\}/g)].map(([, name]) => name));
    expect(found).toEqual(new Set(placeholders[file]));
  });

  it('holds no expression with a line break: that belongs in a function', () => {
    expect(textOf(file)).not.toMatch(/\{%[^"]*\\n/);
  });

  it('keeps names within 80 characters that a person can read', () => {
    for (const [name] of states) expect(name).toMatch(/^[A-Z][A-Za-z? -]{2,79}$/);
  });
});
