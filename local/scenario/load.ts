import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Scenario, scenarioSchema } from './schema.ts';

/** A scenario file that cannot be played: says the file, the path inside it and what was expected. */
export class ScenarioFileError extends Error {
  override readonly name = 'ScenarioFileError';
}

export interface LoadedScenario extends Scenario {
  /** The file's name without its ending. */
  name: string;
  file: string;
}

/** Read and check a scenario file. Throws ScenarioFileError with every fault of form found. */
export function loadScenario(file: string): LoadedScenario {
  const parsed = scenarioSchema.safeParse(parseJson(file, readText(file)));
  if (parsed.success) {
    const scenario = { ...parsed.data, name: basename(file, '.json'), file };
    checkAliases(scenario);
    return scenario;
  }
  const faults = parsed.error.issues.map(
    (issue) => `  ${issue.path.map(String).join('.') || '(the whole file)'}: ${issue.message}`,
  );
  throw new ScenarioFileError(`${file} is not a scenario:\n${faults.join('\n')}`);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ScenarioFileError(`${file}: no such file; expected the path of a scenario in JSON`);
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ScenarioFileError(
      `${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** Workers and the things steps are done to must be of this scenario. */
function checkAliases(scenario: LoadedScenario): void {
  const faults: string[] = [];
  scenario.steps.forEach((step, index) => {
    const [agency = '', worker = ''] = (step.as ?? '').split('/');
    if (step.as !== undefined && scenario.agencies[agency]?.staff[worker] === undefined) {
      faults.push(
        `  steps.${index}.as: ${step.as} is not one of the scenario’s staff; expected agency/worker`,
      );
    }
    if (step.do === undefined && step.expect === undefined && step.say === undefined) {
      faults.push(`  steps.${index}: expected do, expect or say`);
    }
  });
  if (faults.length > 0)
    throw new ScenarioFileError(`${scenario.file} is not a scenario:\n${faults.join('\n')}`);
}
