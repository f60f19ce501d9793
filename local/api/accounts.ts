import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { LoadedScenario } from '../scenario/load.ts';
import { aliasId, workerId } from '../scenario/references.ts';

const agencySchema = z.object({
  scenario: z.string(),
  /** As the scenario's file calls it, such as `police`. */
  alias: z.string(),
  name: z.string(),
  agencyId: z.string(),
  staff: z.array(z.object({ alias: z.string(), representativeId: z.string() })),
});
/** An agency of a played scenario and who works there; of people it has only what the scenario's file calls them. */
export type AccountAgency = z.infer<typeof agencySchema>;

const fileOf = (directory: string): string => join(directory, 'accounts.json');

/** Who can sign in to the cloud of a data folder. */
export function readAccounts(directory: string): AccountAgency[] {
  const file = fileOf(directory);
  return existsSync(file) ? z.array(agencySchema).parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
}

/** Let the people of these scenarios sign in, besides those of scenarios played there before. */
export function addAccounts(directory: string, scenarios: readonly LoadedScenario[]): void {
  const names = scenarios.map(({ name }) => name);
  const before = readAccounts(directory).filter(({ scenario }) => !names.includes(scenario));
  const all = [...before, ...scenarios.flatMap(accountsOf)];
  writeFileSync(fileOf(directory), `${JSON.stringify(all, null, 2)}\n`);
}

const accountsOf = ({ name: scenario, agencies }: LoadedScenario): AccountAgency[] =>
  Object.entries(agencies).map(([alias, { name, staff }]) => ({
    scenario,
    alias,
    name,
    agencyId: aliasId(scenario, 'agency', alias),
    staff: Object.keys(staff).map((worker) => ({
      alias: worker,
      representativeId: workerId(scenario, `${alias}/${worker}`),
    })),
  }));
