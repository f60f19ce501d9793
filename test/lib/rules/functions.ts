import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { environments, type FunctionName } from '../../../functions/handlers/environment.ts';
import { machineOf } from '../../statemachines/machines.ts';
import { permissions } from './permissions.ts';
import { allowedTo, asConfigured, ofType, target } from './templates.ts';

const { workflow, api, operations } = asConfigured();
const functionSchema = z.object({
  Runtime: z.string(),
  Architectures: z.array(z.string()),
  Handler: z.string(),
  Timeout: z.number(),
  Role: z.unknown(),
  TracingConfig: z.object({ Mode: z.string() }),
  LoggingConfig: z.object({ LogGroup: z.unknown() }),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
});

/** `EvaluateCaseFunction` is evaluate-case. */
const nameOf = (logicalId: string): string =>
  logicalId
    .replace(/Function$/, '')
    .replaceAll(/(?!^)([A-Z])/g, '-$1')
    .toLowerCase();
const functions = [workflow, api, operations].flatMap((resources) =>
  ofType(resources, 'AWS::Lambda::Function').map(([logicalId, { Properties }]) => ({
    resources,
    logicalId,
    name: nameOf(logicalId),
    ...functionSchema.parse(Properties),
  })),
);

/** What a function may do, but for its own log and traces. */
const permissionsOf = (name: string) => {
  const fn = functions.find((one) => one.name === name);
  const allowed = fn ? allowedTo(fn.resources, target(fn.Role) ?? '') : [];
  return allowed.filter(({ action }) => !/^(xray|logs):/.test(action));
};
const actionsOf = (name: string): string[] => [...new Set(permissionsOf(name).map(actionOn))].toSorted();
/** `dynamodb:Query of attention`: an index is a resource of its own. */
const actionOn = ({ action, resource }: { action: string; resource: unknown }): string => {
  const index = /\/index\/(\w+)/.exec(JSON.stringify(resource) ?? '')?.[1];
  return index === undefined ? action : `${action} of ${index}`;
};
const whoUses = (key: string, wanted: string): string[] =>
  functions
    .map(({ name }) => name)
    .filter((name) =>
      permissionsOf(name).some(({ action, resource }) => action === wanted && target(resource) === key),
    )
    .toSorted();
const whoMay = (pattern: RegExp): string[] =>
  functions.map(({ name }) => name).filter((name) => actionsOf(name).some((action) => pattern.test(action)));

it('deploys the functions that have an environment, and no other', () => {
  expect(functions.map(({ name }) => name).toSorted()).toEqual(Object.keys(environments).toSorted());
});

describe.each(functions)('$name', ({ name, logicalId, ...fn }) => {
  it('runs on Node 24 and arm64, traced, with a log group of its own that ends', () => {
    expect(fn).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      TracingConfig: { Mode: 'Active' },
    });
    const group = fn.resources[target(fn.LoggingConfig.LogGroup) ?? ''];
    expect(group?.Properties).toMatchObject({ RetentionInDays: 731, KmsKeyId: expect.anything() });
    const users = functions.filter(
      (one) => target(one.LoggingConfig.LogGroup) === target(fn.LoggingConfig.LogGroup),
    );
    expect(users.map((one) => one.logicalId)).toEqual([logicalId]);
    const logged = allowedTo(fn.resources, target(fn.Role) ?? '').filter(({ action }) =>
      /^logs:/.test(action),
    );
    expect(new Set(logged.map(({ resource }) => target(resource)))).toEqual(
      new Set([target(fn.LoggingConfig.LogGroup)]),
    );
  });

  it('is told exactly what it reads', () => {
    const told = Object.keys(fn.Environment.Variables).toSorted();
    expect(told).toEqual(Object.keys(environments[name as FunctionName].shape).toSorted());
  });

  it('has no wildcard, and no resource that is everything where one can be named', () => {
    for (const { action, resource } of permissionsOf(name)) {
      expect(action).not.toContain('*');
      // The token is the secret: the call has no resource.
      if (action !== 'states:SendTaskSuccess') expect(resource, action).not.toBe('*');
    }
  });
});

describe('permissions', () => {
  it('are written down for every function', () => {
    expect(Object.keys(permissions).toSorted()).toEqual(functions.map(({ name }) => name).toSorted());
  });

  it.each(Object.entries(permissions))('%s may do this and nothing else', (name, actions) => {
    expect(actionsOf(name)).toEqual(actions.toSorted());
  });

  it('part what is dangerous together: nobody who sends mail can start, stop or delete anything', () => {
    expect(whoMay(/^ses:/)).toEqual(['send-email']);
    expect(whoMay(/^states:St/).toSorted()).toEqual(['relay-changes', 'serve-answers', 'sweep-attention']);
    expect(whoMay(/Stop|DeleteItem/)).toEqual(['sweep-attention']);
  });

  it('let the pages behind links start the delivery of a mail, and no case', () => {
    const started = permissionsOf('serve-answers').filter(({ action }) => action.startsWith('states:'));
    expect(started.map(({ resource }) => JSON.stringify(resource))).toEqual([
      expect.stringContaining(':stateMachine:example-wa-email-delivery'),
    ]);
  });

  it('let keys be unwrapped only where persons or narratives are read, and made only where they are written', () => {
    const readers = ['relay-changes', 'send-email', 'serve-answers', 'serve-api', 'sweep-attention'];
    expect(whoUses('PeopleKey', 'kms:Decrypt')).toEqual(readers);
    expect(whoUses('PeopleKey', 'kms:GenerateDataKey')).toEqual(
      readers.filter((name) => name !== 'send-email'),
    );
    const told = functions
      .filter((fn) => 'PEOPLE_KEY_ID' in fn.Environment.Variables)
      .map(({ name }) => name);
    expect(told.toSorted()).toEqual(readers);
  });

  it('let links be signed by whoever mails them and whoever opens them', () => {
    expect(whoUses('LinkKey', 'kms:Decrypt')).toEqual(['send-email', 'serve-answers']);
  });

  it('let nobody use the key of the table but through the table; relay reads its stream', () => {
    for (const { name } of functions) {
      const used = permissionsOf(name).filter(({ action }) => action.startsWith('kms:'));
      const others = used
        .map(({ resource }) => target(resource))
        .filter((id) => id !== 'PeopleKey' && id !== 'LinkKey');
      expect(new Set(others), name).toEqual(new Set(name === 'relay-changes' ? ['DataKey'] : []));
    }
  });

  it('let mail go from the one identity by the two configuration sets', () => {
    const resources = permissionsOf('send-email')
      .filter(({ action }) => action.startsWith('ses:'))
      .map(({ resource }) => JSON.stringify(resource));
    expect([...new Set(resources)].toSorted()).toEqual([
      expect.stringContaining(':configuration-set/example-wa-plan'),
      expect.stringContaining(':configuration-set/example-wa-reminder'),
      expect.stringContaining(':identity/notices.example.gov.au'),
    ]);
  });
});

describe('timeouts', () => {
  const timeoutOf = (name: string): number => functions.find((fn) => fn.name === name)?.Timeout ?? 0;

  it('give the sweeper more than the 45 seconds in which it begins looks', () => {
    expect(timeoutOf('sweep-attention')).toBeGreaterThanOrEqual(60);
  });

  it('end a task before its machine gives it up', () => {
    const tasks = [
      ['evaluate-case', machineOf('case-lifecycle').States['Evaluate the case']],
      ['check-delivery', machineOf('email-delivery').States['Check the delivery']],
    ] as const;
    for (const [name, state] of tasks) expect(timeoutOf(name)).toBeLessThan(Number(state?.TimeoutSeconds));
  });
});
