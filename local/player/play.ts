import { CalendarRangeError, fromInstant, toInstant } from '../../functions/domain/calendar/index.ts';
import type { CaseState } from '../../functions/domain/case/state.ts';
import type { CloudHandle } from '../handle.ts';
import type { Narrator, Reached } from '../narrator/narrator.ts';
import { isAnswer, isFault } from '../scenario/check.ts';
import type { LoadedScenario } from '../scenario/load.ts';
import { aliasId, resolveReferences, UnknownReferenceError } from '../scenario/references.ts';
import type { Expectation } from '../scenario/schema.ts';
import { instantOf, TimeFormatError } from '../scenario/when.ts';
import { AnswerStepError, answerLink } from './answer-link.ts';
import { type Seen, unmetExpectations } from './expectations.ts';
import { breakAgain, breakThings } from './faults.ts';
import { seenMessages } from './messages.ts';
import { reach, recover } from './pace.ts';
import { performCommand, surroundingsOf, targetOf } from './perform.ts';
import { scenarioPolicy } from './policies.ts';
import { openProgress } from './progress.ts';
import { directoryRequests, peopleRequests } from './requests.ts';
import { scenarioCalendar, type TimedStep, type Timeline } from './timeline.ts';

/** Something that did not come about as a scenario expected. */
export interface Failure {
  scenario: string;
  /** Where in the file. */
  path: string;
  what: string;
}

/**
 * Play every step of a timeline on the cloud, each at its time, and check what it expects once everything
 * that it causes at that moment has happened. An unmet expectation does not end the play.
 */
export async function play(
  handle: CloudHandle,
  timeline: Timeline,
  narrator: Narrator,
  directory: string,
): Promise<Failure[]> {
  const progress = openProgress(directory);
  const now = handle.current.clock.now();
  const scenarios = new Set(timeline.steps.map(({ scenario }) => scenario));
  const remaining: TimedStep[] = [];
  for (const scenario of scenarios) setOutcomes(handle, scenario);
  for (const timed of timeline.steps) {
    if (progress.has(nameOf(timed))) await breakAgain(handle, timed);
    else remaining.push(timed);
  }
  if (!progress.isEmpty()) await recover(handle.current.clock);
  for (const scenario of scenarios) {
    if (progress.has(scenario.name)) continue;
    refuseThePast(now, scenario);
    await enterEverybody(handle, scenario);
    progress.add(scenario.name);
  }
  const ending = [...scenarios].filter((scenario) => !progress.has(endOf(scenario)));
  const endAt = (scenario: LoadedScenario): string => timeline.ends.get(scenario.name) ?? timeline.end;
  ending.sort((a, b) => fromInstant(endAt(a)) - fromInstant(endAt(b)));
  let stepsLeft = remaining.length;
  const reached = (): Reached => ({
    steps: timeline.steps.length - stepsLeft,
    ofSteps: timeline.steps.length,
    scenarios: scenarios.size - ending.length,
    ofScenarios: scenarios.size,
  });
  /** Look at what has come of each scenario when it is over, for what others go on with moves its clocks too. */
  const endThose = async (isOver: (at: string) => boolean): Promise<void> => {
    for (let next = ending[0]; next !== undefined && isOver(endAt(next)); next = ending[0]) {
      await reach(handle.current.clock, fromInstant(endAt(next)));
      progress.add(endOf(next), await checkEnd(handle, next));
      ending.shift();
      narrator.over(next.name, reached());
    }
  };
  for (const timed of remaining) {
    await endThose((at) => at < timed.at);
    await reach(handle.current.clock, fromInstant(timed.at));
    const wasKilled = progress.begin(nameOf(timed));
    progress.add(nameOf(timed), await playStep(handle, timed, narrator, wasKilled));
    stepsLeft -= 1;
    narrator.reached(reached());
  }
  await endThose(() => true);
  progress.close();
  await reach(handle.current.clock, fromInstant(timeline.end));
  return progress.failures();
}

const endOf = ({ name }: LoadedScenario): string => `${name} end`;

const nameOf = ({ scenario, index }: TimedStep): string => `${scenario.name} ${index}`;

/** What becomes of whose mail, unless steps change it. SES does not remember it over a start. */
function setOutcomes(handle: CloudHandle, scenario: LoadedScenario): void {
  for (const { staff } of Object.values(scenario.agencies)) {
    for (const { email, delivery } of Object.values(staff)) {
      if (delivery !== undefined) handle.setOutcome(email, { kind: delivery });
    }
  }
}

/** A clock does not go back: a scenario that begins before what is there would meet every deadline too late. */
function refuseThePast(now: number, scenario: LoadedScenario): void {
  const start = fromInstant(instantOf(scenario.start, '', scenarioCalendar(scenario)));
  // A clock at the host's pace has moved on a little while the cloud opened.
  if (start > now - 60_000) return;
  const { file, start: begins } = scenario;
  throw new SetUpError(
    `${file}: it begins on ${begins}, and --data is at ${toInstant(now).slice(0, 16)} UTC; expected another folder`,
  );
}

/** Agencies and persons exist before the first step. Entered again under the same key, they are the same. */
async function enterEverybody(handle: CloudHandle, scenario: LoadedScenario): Promise<void> {
  for (const request of [...directoryRequests(scenario), ...peopleRequests(scenario)]) {
    const answer = await handle.current.submit(request, scenarioPolicy(scenario));
    if (answer.kind === 'refused') {
      throw new SetUpError(
        `${scenario.file}: ${request.name} was refused: ${answer.code}: ${answer.message}`,
      );
    }
  }
}

/** An agency or person of a scenario that the directory would not take. */
export class SetUpError extends Error {
  override readonly name = 'SetUpError';
}

/** A step in the middle of which the cloud was killed is done again, under the same key. */
async function playStep(
  handle: CloudHandle,
  timed: TimedStep,
  narrator: Narrator,
  wasKilled: boolean,
): Promise<Failure[]> {
  const { scenario, index, step, at } = timed;
  const path = `steps.${index}${step.do === undefined ? '' : ` (${step.do})`}`;
  const fault = (what: string): Failure => ({ scenario: scenario.name, path, what });
  if (step.say !== undefined) narrator.say(timed, step.say);
  try {
    const refused = await act(handle, timed, narrator);
    await reach(handle.current.clock, fromInstant(at));
    if (wasKilled) await recover(handle.current.clock);
    return (await unmet(handle, timed, step.expect ?? {}, refused)).map(fault);
  } catch (error) {
    if (isOfTheStep(error)) return [fault(error.message)];
    throw error;
  }
}

/** A step that cannot be done as it is written. */
const isOfTheStep = (error: unknown): error is Error =>
  error instanceof UnknownReferenceError ||
  error instanceof AnswerStepError ||
  error instanceof CalendarRangeError ||
  error instanceof TimeFormatError ||
  (error instanceof Error && error.name === 'ExecutionDoesNotExist');

/** Do what the step says; answers the refusal's code, if it was refused. */
async function act(handle: CloudHandle, timed: TimedStep, narrator: Narrator): Promise<string | undefined> {
  const { scenario, step } = timed;
  if (step.do === undefined) return undefined;
  if (isFault(step.do)) {
    narrator.fault(timed);
    await breakThings(handle, timed);
    return undefined;
  }
  const around = await surroundingsOf(handle.current, timed, scenarioCalendar(scenario));
  const answer = isAnswer(step.do)
    ? await answerLink(handle, timed, around)
    : await performCommand(handle.current, timed, around);
  const refusal = answer?.kind === 'refused' ? answer : undefined;
  narrator.command(timed, refusal);
  if (refusal && step.expect?.refused === undefined) return `${refusal.code}: ${refusal.message}`;
  return refusal?.code;
}

async function unmet(
  handle: CloudHandle,
  timed: TimedStep,
  expected: Expectation,
  refused: string | undefined,
): Promise<string[]> {
  const { scenario, step } = timed;
  const calendar = scenarioCalendar(scenario);
  const { type, alias } = targetOf(step.on);
  const about = type === 'case' ? alias : 'main';
  return unmetExpectations(expected, await look(handle, timed, about, calendar, refused));
}

async function look(
  handle: CloudHandle,
  timed: TimedStep,
  alias: string,
  calendar: Seen['calendar'],
  refused: string | undefined,
): Promise<Seen> {
  const { scenario, at } = timed;
  const id = aliasId(scenario.name, 'case', alias);
  const record = await handle.current.app.aggregates.load({ type: 'case', id });
  const around = await surroundingsOf(handle.current, timed, calendar);
  return {
    refused,
    state: record?.data as CaseState | undefined,
    messages: seenMessages(handle.messages.values(), scenario),
    calendar,
    instant: (text) => instantOf(text, at, calendar),
    resolve: (value) => resolveReferences(value, around),
  };
}

/** What must hold of each case when its scenario is over. */
async function checkEnd(handle: CloudHandle, scenario: LoadedScenario): Promise<Failure[]> {
  const last = scenario.steps.length - 1;
  const failures: Failure[] = [];
  for (const [alias, expected] of Object.entries(scenario.end)) {
    const timed: TimedStep = {
      scenario,
      index: last,
      at: new Date(handle.current.clock.now()).toISOString(),
      step: { at: '+0s' },
    };
    const seen = await look(handle, timed, alias, scenarioCalendar(scenario), undefined);
    failures.push(
      ...unmetExpectations(expected, seen).map((what) => ({
        scenario: scenario.name,
        path: `end.${alias}`,
        what,
      })),
    );
  }
  return failures;
}
