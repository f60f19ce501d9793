import type { App } from '../../../functions/application/app.ts';
import type { Instant } from '../../../functions/domain/calendar/instants.ts';
import { onePolicy, tinyRegistry } from '../tiny/aggregate.ts';
import type { Call } from './threads.ts';

/** The hash that the machines' files carry in place of their own. */
export const DEFINITION_HASH = '${DefinitionHash}';

/** A port of which every method is a call that the explorer answers. */
function asking<Port extends object>(port: string, ask: (call: Call) => Promise<unknown>): Port {
  const get =
    (_target: object, method: string | symbol) =>
    (...args: unknown[]) =>
      ask({ port, method: String(method), args });
  return new Proxy({}, { get }) as Port;
}

/** The real application, each of whose calls goes through `ask`; time and chance are not calls. */
export const createApp = (ask: (call: Call) => Promise<unknown>, now: () => Instant): App => ({
  aggregates: asking('aggregates', ask),
  attention: asking('attention', ask),
  messages: asking('messages', ask),
  notes: asking('notes', ask),
  audit: asking('audit', ask),
  worklist: asking('worklist', ask),
  deadLetters: asking('deadLetters', ask),
  ledger: asking('ledger', ask),
  lists: asking('lists', ask),
  pagings: asking('pagings', ask),
  matches: asking('matches', ask),
  accessLog: asking('accessLog', ask),
  chains: asking('chains', ask),
  readings: asking('readings', ask),
  links: asking('links', ask),
  linkKeys: asking('linkKeys', ask),
  workflow: asking('workflow', ask),
  mailer: asking('mailer', ask),
  composer: asking('composer', ask),
  identifying: { scan: async () => ({}) },
  registry: tinyRegistry,
  definitionHash: DEFINITION_HASH,
  policies: onePolicy,
  clock: { now },
  random: () => 0.5,
  pause: async () => undefined,
  telemetry: { count: () => undefined, seconds: () => undefined, alarm: () => undefined },
});
