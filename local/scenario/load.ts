import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { faultsOfMeaning } from './check.ts';
import { formOf } from './form.ts';
import type { Scenario } from './schema.ts';

/** A scenario file that cannot be played: says the file, the path inside it and what was expected. */
export class ScenarioFileError extends Error {
  override readonly name = 'ScenarioFileError';
}

export interface LoadedScenario extends Scenario {
  /** The file's name without its ending. */
  name: string;
  file: string;
}

/** Read and check a scenario file. Throws ScenarioFileError with every fault of form and meaning. */
export function loadScenario(file: string): LoadedScenario {
  const form = formOf(parseJson(file, readText(file)));
  const looked = form.scenario ?? form.rest;
  const meaning = looked ? faultsOfMeaning(looked) : [];
  const known = new Set(form.faults.map(pathOf));
  const faults = [...form.faults, ...meaning.filter((fault) => !known.has(pathOf(fault)))];
  if (form.scenario && faults.length === 0) return { ...form.scenario, name: basename(file, '.json'), file };
  throw new ScenarioFileError(
    `${file} is not a scenario:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
  );
}

/** Where in the file a fault is. */
const pathOf = (fault: string): string => fault.split(': ')[0] ?? '';

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const reason = missing ? 'no such file' : 'it cannot be read';
    throw new ScenarioFileError(`${file}: ${reason}; expected the path of a scenario in JSON`);
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
