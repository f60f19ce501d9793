import type { App } from '../../../functions/application/app.ts';
import type { Scenario, Variant } from '../model/scenario.ts';
import { type RealTasks, realTasks } from '../model/tasks.ts';

/** A rule of the protocol, broken, and the world in which that must be found out. */
export interface Mutant {
  /** What is wrong with it. */
  name: string;
  variant: Variant;
  /** The real code passes this one. */
  scenario: Scenario;
}

/** The same port with some methods replaced. */
export const changed = <Port extends object>(port: Port, methods: Partial<Port>): Port =>
  new Proxy(port, {
    get: (target, name) => Reflect.get(name in methods ? methods : target, name),
  });

/** One handler over ports that are changed for it alone. */
export function inTask<Name extends keyof RealTasks>(
  name: Name,
  change: (app: App) => Partial<App>,
): Variant {
  const run = (app: App, input: never) => realTasks[name]({ ...app, ...change(app) }, input);
  return { tasks: { [name]: run } };
}

/** All handlers over changed ports. */
export const everywhere = (change: (app: App) => Partial<App>): Variant => ({
  app: (app) => ({ ...app, ...change(app) }),
});

/** The stores themselves forget a condition. */
export const inStore = (change: NonNullable<Variant['stores']>): Variant => ({ stores: change });
