import type { RestoreCloud } from './cloud.ts';
import {
  type CarryOn,
  RESTORED_FROM,
  type RestoreOrder,
  type RestoreStep,
  restoreSteps,
  type Seen,
} from './steps.ts';

/** `macm-wa-prod-at-20260302T010000Z`: the same moment is the same table, so that a second try finds the first. */
export const restoredName = (base: string, at: string): string =>
  `${base}-at-${at.replaceAll(/[-:]|\.\d{3}/g, '')}`;

/** What AWS has now. */
export async function look(cloud: RestoreCloud, order: RestoreOrder): Promise<Seen> {
  const table = await cloud.table(order.to);
  // After the deployment the config names the restored table itself: it knows what it was made of.
  const from = table?.tags[RESTORED_FROM] ?? order.from;
  return { order: { ...order, from }, table, writers: await cloud.writers() };
}

/** The whole way, with what is done already. */
export const planOf = (seen: Seen): { says: string; done: boolean; how: RestoreStep['how'] }[] =>
  restoreSteps.map((step) => ({ says: step.says(seen.order), done: step.done(seen), how: step.how }));

export type RestoreEnd = { kind: 'done'; seen: Seen } | { kind: 'person'; step: RestoreStep; seen: Seen };

export interface RestoreOptions {
  carryOn: CarryOn;
  /** Seconds to wait before AWS is asked again. */
  pause: () => Promise<void>;
  /** Hears of each step when it begins; of a wait each time that AWS is asked. */
  say: (line: string) => void;
}

/** A step that was done, but does not come to show. */
class StepWithoutEffectError extends Error {
  override readonly name = 'StepWithoutEffectError';
}

/** AWS shows some changes only after a while. */
const MOST_TRIES = 15;

/**
 * Go on until all is done or a person has to. Throws what AWS says no with, and StepWithoutEffectError when a step
 * shows no effect after many looks: run it again then.
 */
export async function carryOutRestore(
  cloud: RestoreCloud,
  order: RestoreOrder,
  { carryOn, pause, say }: RestoreOptions,
): Promise<RestoreEnd> {
  let before = '';
  let tries = 0;
  for (;;) {
    const seen = await look(cloud, order);
    const step = restoreSteps.find(({ done }) => !done(seen));
    if (!step) return { kind: 'done', seen };
    if (step.how === 'person') return { kind: 'person', step, seen };
    say(step.says(seen.order));
    tries = step.id === before ? tries + 1 : 1;
    before = step.id;
    if (tries > 1 || !step.act) {
      await pause();
      if (step.done(await look(cloud, order))) continue;
    }
    if (step.act && tries > MOST_TRIES) throw new StepWithoutEffectError(step.says(seen.order));
    if (step.act) await step.act(cloud, seen, carryOn);
  }
}

/** Why a table cannot be brought back to a moment; undefined when it can. */
export async function whyNot(
  cloud: Pick<RestoreCloud, 'recovery'>,
  { from, at }: Pick<RestoreOrder, 'from' | 'at'>,
): Promise<string | undefined> {
  const window = await cloud.recovery(from);
  if (!window) return `${from} has no point-in-time recovery, or there is no such table`;
  if (at >= window.earliest && at <= window.latest) return undefined;
  return `${from} can be brought back to a moment between ${window.earliest} and ${window.latest}, not to ${at}`;
}
