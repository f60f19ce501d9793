import type { Evaluation } from '../../functions/application/evaluate-case.ts';
import type { PolicyBook } from '../../functions/application/ports.ts';
import type { StoredMessage } from '../../functions/application/stored-message.ts';
import { type Calendar, localDateTime, toInstant } from '../../functions/domain/calendar/index.ts';
import { phaseTitles } from '../../functions/domain/case/figure.ts';
import type { Phase } from '../../functions/domain/case/phases.ts';
import type { CaseState } from '../../functions/domain/case/state.ts';
import type { MessageStatus } from '../../functions/domain/message/lifecycle.ts';
import type { Refusal } from '../../functions/domain/shared/refusal.ts';
import type { CloudObserver } from '../observer.ts';
import type { Directory } from '../player/directory.ts';
import type { TimedStep } from '../player/timeline.ts';
import { nextWait } from '../waiting.ts';
import type { Colour, Paint } from './lines.ts';
import type { Teller, Told } from './told.ts';

/** How far a play is. */
export interface Reached {
  steps: number;
  ofSteps: number;
  scenarios: number;
  ofScenarios: number;
}

export interface Narrator extends CloudObserver {
  /** A worker's command, and its refusal if it was refused. */
  command(timed: TimedStep, refusal: Refusal | undefined): void;
  /** Something is broken on purpose. */
  fault(timed: TimedStep): void;
  /** A scenario's own words. */
  say(timed: TimedStep, text: string): void;
  /** A step has been done. */
  reached(reached: Reached): void;
  /** A scenario is over. */
  over(scenario: string, reached: Reached): void;
  /** The play is over. */
  end(): void;
}

export interface NarratorOptions {
  teller: Teller;
  paint: Paint;
  directory: Directory;
  policies: PolicyBook;
  now(): number;
}

/**
 * Says what happens as it happens: virtual date, case, what. No names of people: agencies by their scenario's
 * short names, cases by theirs.
 */
export function createNarrator({ teller, paint, directory, policies, now }: NarratorOptions): Narrator {
  const states = new Map<string, CaseState>();
  const lastWait = new Map<string, string>();
  const lastPhase = new Map<string, Phase>();

  function tell(
    calendar: Calendar,
    about: string,
    mark: Told['mark'],
    text: Pick<Told, 'before'> & Partial<Told>,
  ): void {
    teller.tell({ when: timeText(calendar, toInstant(now())), about, mark, isDetail: false, ...text });
  }

  /** Say the same about a case only once in a row. */
  function tellWait(caseId: string, phase: Phase, wait: Pick<Told, 'before' | 'brief'>): void {
    const known = directory.caseOf(caseId);
    if (!known || lastWait.get(caseId) === wait.before) return;
    lastWait.set(caseId, wait.before);
    const isDetail = lastPhase.get(caseId) === phase;
    lastPhase.set(caseId, phase);
    tell(known.calendar, known.label, '=', { ...wait, isDetail });
  }

  return {
    command({ scenario, step }, refusal) {
      const after = refusal ? paint('yellow', ` refused: ${refusal.code}`) : '';
      const before = `${words(step.do ?? '')} ${paint('dim', 'by ')}`;
      const name = paint('dim', step.as?.split('/')[0] ?? '');
      const about = directory.label(scenario.name, step.on);
      tell(directory.calendarOf(scenario.name), about, '>', { before, name, after });
    },
    fault({ scenario, step }) {
      const before = paint('red', words(step.do ?? ''));
      tell(directory.calendarOf(scenario.name), scenario.name, '!', { before });
    },
    say({ scenario }, text) {
      tell(directory.calendarOf(scenario.name), scenario.name, ' ', { before: paint('magenta', text) });
    },
    reached: (reached) => teller.progress(reachedText(reached)),
    over(scenario, reached) {
      if (reached.ofScenarios > 1) {
        const before = paint('dim', `over: ${reached.scenarios} of ${reached.ofScenarios} scenarios are`);
        tell(directory.calendarOf(scenario), scenario, ' ', { before });
      }
      teller.progress(reachedText(reached));
    },
    end: () => teller.end(),
    aggregate(ref, data) {
      if (ref.type === 'case') states.set(ref.id, data as CaseState);
    },
    invoked({ name, event, answer }) {
      if (name !== 'evaluate-case') return;
      const { caseId } = event as { caseId: string };
      const { next, phase, did, generation } = answer as Evaluation & { phase: Phase };
      const known = directory.caseOf(caseId);
      if (!known) return;
      const { label, calendar } = known;
      for (const code of did)
        tell(calendar, label, '*', { before: '', name: code, isDetail: !code.startsWith('escalation.') });
      const aside = executionText(next, generation);
      if (aside !== undefined) tell(calendar, label, ' ', { before: paint('dim', aside), isDetail: true });
      if (next === 'closed') tellWait(caseId, phase, { before: paint('green', phaseTitles[phase]) });
      const state = states.get(caseId);
      if (next !== 'wait' || !state) return;
      const { policy } = policies.get(state.policyVersion, state.region);
      const wait = nextWait(state, policy, calendar, toInstant(now()));
      const until = timeText(calendar, wait?.nextAt ?? toInstant(now()));
      const whom = wait?.whom ? `${directory.agencyName(wait.whom.agencyId)}, ` : '';
      const inPhase = `${paint('green', phaseTitles[phase])}: `;
      const what = `${wait?.title ?? 'nothing'} until ${until}`;
      tellWait(caseId, phase, { before: `${inPhase}waits for ${whom}${what}`, brief: `${inPhase}${what}` });
    },
    message({ message }: StoredMessage) {
      const { kind, to, status, gate, from } = message;
      if (status === 'sending' || status === 'accepted') return;
      const known = directory.caseOf(from.id) ?? directory.elsewhere(from.id, message.about);
      const reasons = gate && !gate.allowed ? ` (${gate.reasons.join(', ')})` : '';
      tell(known.calendar, known.label, '@', {
        before: `${words(kind)} to `,
        name: directory.agencyName(to.agencyId),
        after: `: ${paint(fateColour(status), `${status}${reasons}`)}`,
        isDetail: onTheWay.includes(status) || (status === 'delivered' && kind !== 'plan_copy'),
      });
    },
  };
}

const onTheWay: readonly MessageStatus[] = ['created', 'waiting', 'superseded'];

function fateColour(status: MessageStatus): Colour {
  if (status === 'delivered') return 'green';
  return onTheWay.includes(status) ? 'dim' : 'red';
}

function executionText(next: Evaluation['next'], generation: number): string | undefined {
  if (next === 'continueAsNew') return `goes on in a new execution, generation ${generation}`;
  return next === 'superseded' ? 'an older execution ends' : undefined;
}

const reachedText = ({ steps, ofSteps, scenarios, ofScenarios }: Reached): string =>
  `step ${steps} of ${ofSteps}${ofScenarios > 1 ? `, ${scenarios} of ${ofScenarios} scenarios are over` : ''}`;

function timeText(calendar: Calendar, at: string): string {
  const { date, time, weekday } = localDateTime(calendar, at);
  return `${weekday.slice(0, 3)} ${date} ${time}`;
}

/** `recordConsentAttempt`, `plan_copy` as words. */
const words = (name: string): string =>
  name
    .replace(/([A-Z])/g, ' $1')
    .replaceAll('_', ' ')
    .toLowerCase();
