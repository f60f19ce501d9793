import type { CommandAnswer } from '../../functions/application/execute-command.ts';
import type { AggregateStore } from '../../functions/application/ports.ts';
import type { Submission } from '../../functions/application/submit-command.ts';
import { performCommand, surroundingsOf } from '../../local/player/perform.ts';
import { directoryRequests, peopleRequests } from '../../local/player/requests.ts';
import { scenarioCalendar } from '../../local/player/timeline.ts';
import { loadScenario } from '../../local/scenario/load.ts';
import { aliasId } from '../../local/scenario/references.ts';
import type { Step } from '../../local/scenario/schema.ts';
import type { ApiClient } from './api.ts';
import { TwoNames } from './two-names.ts';

/** The deployed API answered something else than the scenario expects. */
class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';
}

/** A meeting begins so soon after it was arranged: nobody waits for the next day here. */
const UNTIL_MEETING_MS = 45_000;

/** Does the steps of a scenario through the deployed API, now instead of at their times. */
export class Drive {
  private readonly scenario;
  private readonly api: ApiClient;
  private readonly aggregates: Pick<AggregateStore, 'load'>;
  private readonly names = new TwoNames();
  private readonly steps: { step: Step; index: number }[];
  private requests = 0;

  /** @param aggregates the deployed table, for references of steps to what is recorded */
  constructor(file: string, api: ApiClient, aggregates: Pick<AggregateStore, 'load'>) {
    this.scenario = loadScenario(file);
    this.api = api;
    this.aggregates = aggregates;
    // The others only look, or break something on purpose.
    this.steps = this.scenario.steps
      .map((step, index) => ({ step, index }))
      .filter(({ step }) => step.as !== undefined);
  }

  /** Names of the family, of which nothing but the record may know. */
  get familyNames(): string[] {
    return Object.values(this.scenario.people).flatMap(({ name }) => name?.split(' ') ?? []);
  }

  get caseId(): string {
    return this.names.outward(aliasId(this.scenario.name, 'case', 'main'));
  }

  /** Agencies, those who work there, and the family. Answers how many requests that took. */
  async enterEverybody(): Promise<number> {
    for (const request of [...directoryRequests(this.scenario), ...peopleRequests(this.scenario)]) {
      await this.send(request);
    }
    return this.requests;
  }

  /** Do the steps up to, but without, the next one that does this. Answers how many. */
  async playTo(name: string): Promise<number> {
    const end = this.steps.findIndex(({ step }) => step.do === name);
    if (end < 0) throw new Error(`${this.scenario.name} has no step ${name} from here on`);
    const steps = this.steps.splice(0, end);
    for (const { step, index } of steps) await this.play(step, index);
    return steps.length;
  }

  private async play(step: Step, index: number): Promise<void> {
    const { scenario, names, aggregates } = this;
    const calendar = scenarioCalendar(scenario);
    const at = new Date().toISOString();
    const timed = { scenario, at, step, index };
    const load: AggregateStore['load'] = async (ref) =>
      names.inward(await aggregates.load(names.outward(ref)));
    const around = await surroundingsOf({ app: { aggregates: { load } } }, timed, calendar);
    const answer = await performCommand({ submit: (one) => this.send(one, step) }, timed, around);
    const code = answer.kind === 'refused' ? answer.code : undefined;
    if (code !== step.expect?.refused) {
      throw new UnexpectedAnswerError(
        `${step.do} by ${step.as}: ${code ?? 'accepted'}, expected ${step.expect?.refused ?? 'accepted'}`,
      );
    }
  }

  private async send(submission: Submission, step?: Step): Promise<CommandAnswer> {
    this.requests += 1;
    const soon = new Date(Date.now() + UNTIL_MEETING_MS).toISOString();
    const moved = step?.with?.['startsAt'] === undefined ? {} : { startsAt: soon };
    const input = { ...submission.input, ...moved };
    const { status, id, refusal } = await this.api.submit(
      this.names.outward({ ...submission, input }),
      this.caseId,
    );
    if (refusal) return refusal;
    if (status === 201 && id !== undefined && submission.id !== undefined) this.names.add(submission.id, id);
    return { kind: 'accepted', version: 0, did: [] };
  }
}
