/**
 * Writes what scenario authors look things up in: the JSON Schema that editors pick up, and the list of
 * commands. Run it after a change to the scenario format or to a command.
 *
 *   npm run scenario-docs
 */
import { writeFileSync } from 'node:fs';
import { commandsText, scenarioSchemaText } from '../local/scenario/docs.ts';
import { answerHelp } from './usage.ts';

answerHelp(`Write local/scenarios/scenario.schema.json and COMMANDS.md, after a change to the format of scenarios or to a command.

  npm run scenario-docs
`);

writeFileSync('local/scenarios/scenario.schema.json', scenarioSchemaText());
writeFileSync('local/scenarios/COMMANDS.md', commandsText());
