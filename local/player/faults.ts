import { fromInstant } from '../../functions/domain/calendar/index.ts';
import type { CloudHandle } from '../handle.ts';
import type { Fault } from '../scenario/check.ts';
import { aliasId } from '../scenario/references.ts';
import { instantOf } from '../scenario/when.ts';
import { targetOf } from './perform.ts';
import { scenarioCalendar, type TimedStep } from './timeline.ts';

/** A step that breaks things and does not say what. */
class FaultStepError extends Error {
  override readonly name = 'FaultStepError';
}

/**
 * | do | with | what happens |
 * |---|---|---|
 * | `bounceAddress` | `{ worker }` | mail to this worker bounces from now on |
 * | `mendAddress` | `{ worker }` | it is delivered again |
 * | `sesOutage` | `{ until, as? }` | SendEmail fails until then: `unavailable` (default) or `throttled` |
 * | `restart` | | the local cloud is stopped and started again with the same data |
 * | `abortExecution` | | an operator stops the execution of the case in `on` |
 */
export async function breakThings(handle: CloudHandle, timed: TimedStep): Promise<void> {
  const { step, scenario, at } = timed;
  const given = step.with ?? {};
  switch (step.do as Fault) {
    case 'bounceAddress':
      return handle.setOutcome(addressOf(timed), { kind: 'bounced' });
    case 'mendAddress':
      return handle.setOutcome(addressOf(timed), { kind: 'delivered' });
    case 'sesOutage': {
      const until = instantOf(textOf(given['until'], '+1h'), at, scenarioCalendar(scenario));
      return handle.setOutage(fromInstant(until), given['as'] === 'throttled' ? 'throttled' : 'unavailable');
    }
    case 'restart':
      return handle.restart();
    case 'abortExecution': {
      const caseId = aliasId(scenario.name, 'case', targetOf(step.on).alias);
      return handle.current.abort(caseId);
    }
  }
}

/** Break again what lasts and what a cloud forgets when it is started anew over the same data. */
export async function breakAgain(handle: CloudHandle, timed: TimedStep): Promise<void> {
  const lasting: readonly (string | undefined)[] = ['bounceAddress', 'mendAddress', 'sesOutage'];
  if (lasting.includes(timed.step.do)) await breakThings(handle, timed);
}

function addressOf({ scenario, index, step }: TimedStep): string {
  const worker = textOf(step.with?.['worker'], '');
  const [agency = '', name = ''] = worker.split('/');
  const address = scenario.agencies[agency]?.staff[name]?.email;
  if (address === undefined)
    throw new FaultStepError(`${scenario.file}: steps.${index}.with.worker: expected agency/worker`);
  return address;
}

const textOf = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);
