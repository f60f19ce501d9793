import { styleText } from 'node:util';
import type { Evaluation } from '../functions/application/evaluate-case.ts';
import type { PolicyBook } from '../functions/application/ports.ts';
import type { StoredMessage } from '../functions/application/stored-message.ts';
import { type Calendar, localDateTime, toInstant } from '../functions/domain/calendar/index.ts';
import { phaseTitles } from '../functions/domain/case/figure.ts';
import type { CaseState } from '../functions/domain/case/state.ts';
import type { Refusal } from '../functions/domain/shared/refusal.ts';
import type { CloudObserver } from './observer.ts';
import type { Directory } from './player/directory.ts';
import type { TimedStep } from './player/timeline.ts';
import { nextWait } from './waiting.ts';

export interface Narrator extends CloudObserver {
  /** A worker's command, and its refusal if it was refused. */
  command(timed: TimedStep, refusal: Refusal | undefined): void;
  /** Something is broken on purpose. */
  fault(timed: TimedStep): void;
  /** A scenario's own words. */
  say(timed: TimedStep, text: string): void;
}

export interface NarratorOptions {
  write(line: string): void;
  /** Colours, for a terminal. */
  colour: boolean;
  directory: Directory;
  policies: PolicyBook;
  now(): number;
}

type Colour = 'dim' | 'bold' | 'cyan' | 'green' | 'yellow' | 'red' | 'magenta';

/**
 * Says what happens as it happens, a line each: virtual date, case, what. No names of people: agencies by
 * their scenario's short names, cases by theirs.
 */
export function createNarrator({ write, colour, directory, policies, now }: NarratorOptions): Narrator {
  const paint = (style: Colour, text: string): string => (colour ? styleText(style, text) : text);
  const states = new Map<string, CaseState>();
  const lastWait = new Map<string, string>();

  function line(calendar: Calendar, who: string, mark: string, text: string): void {
    const { date, time, weekday } = localDateTime(calendar, toInstant(now()));
    write(
      `${paint('dim', `${weekday.slice(0, 3)} ${date} ${time}`)}  ${paint('cyan', who.padEnd(directory.width))}  ${mark} ${text}`,
    );
  }

  const ofCase = (caseId: string) => directory.caseOf(caseId);

  return {
    command({ scenario, step }, refusal) {
      const who = directory.label(scenario.name, step.on);
      const text = `${words(step.do ?? '')} ${paint('dim', `by ${step.as?.split('/')[0]}`)}`;
      const outcome = refusal ? paint('yellow', `refused: ${refusal.code}`) : '';
      line(directory.calendarOf(scenario.name), who, paint('bold', '>'), `${text} ${outcome}`.trimEnd());
    },
    fault({ scenario, step }) {
      line(
        directory.calendarOf(scenario.name),
        scenario.name,
        paint('red', '!'),
        paint('red', words(step.do ?? '')),
      );
    },
    say({ scenario }, text) {
      line(directory.calendarOf(scenario.name), scenario.name, ' ', paint('magenta', text));
    },
    aggregate(ref, data) {
      if (ref.type === 'case') states.set(ref.id, data as CaseState);
    },
    invoked({ name, event, answer }) {
      if (name !== 'evaluate-case') return;
      const { caseId } = event as { caseId: string };
      const { next, phase, did, generation } = answer as Evaluation & { phase: keyof typeof phaseTitles };
      const known = ofCase(caseId);
      if (!known) return;
      const { label, calendar } = known;
      for (const code of did) line(calendar, label, paint('yellow', '*'), code);
      if (next === 'continueAsNew') {
        line(calendar, label, ' ', paint('dim', `goes on in a new execution, generation ${generation}`));
      }
      if (next === 'superseded') line(calendar, label, ' ', paint('dim', 'an older execution ends'));
      if (next === 'closed')
        return once(caseId, 'closed', () =>
          line(calendar, label, paint('green', '='), paint('green', 'Closed')),
        );
      const state = states.get(caseId);
      if (next !== 'wait' || !state) return;
      const { policy } = policies.get(state.policyVersion, state.region);
      const wait = nextWait(state, policy, calendar, toInstant(now()));
      const { date, time, weekday } = localDateTime(calendar, wait?.nextAt ?? toInstant(now()));
      const until = `until ${weekday.slice(0, 3)} ${date} ${time}`;
      const whom = wait?.whom ? `${directory.agencyName(wait.whom.agencyId)}, ` : '';
      const text = `${paint('green', phaseTitles[phase])}: waits for ${whom}${wait?.title ?? 'nothing'} ${until}`;
      once(caseId, text, () => line(calendar, label, '=', text));
    },
    message({ message }: StoredMessage) {
      const { kind, to, status, gate, from } = message;
      if (status === 'sending' || status === 'accepted') return;
      const known = ofCase(from.id) ?? directory.elsewhere(from.id, message.about);
      const reasons = gate && !gate.allowed ? ` (${gate.reasons.join(', ')})` : '';
      const style =
        status === 'delivered' ? 'green' : status === 'created' || status === 'waiting' ? 'dim' : 'red';
      const text = `${words(kind)} to ${directory.agencyName(to.agencyId)}: ${paint(style, `${status}${reasons}`)}`;
      line(known.calendar, known.label, '@', text);
    },
  };

  /** Say the same about a case only once in a row. */
  function once(caseId: string, text: string, tell: () => void): void {
    if (lastWait.get(caseId) === text) return;
    lastWait.set(caseId, text);
    tell();
  }
}

/** `recordConsentAttempt`, `plan_copy` as words. */
const words = (name: string): string =>
  name
    .replace(/([A-Z])/g, ' $1')
    .replaceAll('_', ' ')
    .toLowerCase();
