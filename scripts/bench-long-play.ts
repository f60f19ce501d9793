import { bytesOf } from '../functions/application/size.ts';
import { loadScenario } from '../local/scenario/load.ts';
import { longScenario } from './bench-long.ts';
import { withPlayed } from './bench-play.ts';

/** Meetings after which it is looked at. */
const MEETINGS = [2, 4, 8] as const;

/** What the longest case holds, as it grows. Each length is played from its beginning. */
export async function printLong(): Promise<void> {
  console.log('\n### A case of twelve members, met every quarter, ten actions each time\n');
  console.log('| meetings | actions | clocks | JSON, KB | in its item, KB | refusals | transitions |');
  console.log('| ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const meetings of MEETINGS) console.log(`| ${(await playLong(meetings)).join(' | ')} |`);
}

async function playLong(meetings: number): Promise<(string | number)[]> {
  const scenario = longScenario(loadScenario('local/scenarios/default.json'), meetings);
  return withPlayed(scenario, async (run) => {
    const failures = await run.play();
    const { cases, counts } = await run.summarise(failures);
    const record = await run.handle.current.app.aggregates.load({ type: 'case', id: cases[0]?.id ?? '' });
    if (!record) throw new Error('the long case was not made');
    const json = JSON.stringify(record.data);
    const { actions, clocks }: { actions: unknown[]; clocks: unknown[] } = JSON.parse(json);
    const [plain, held] = [json.length, bytesOf(record)].map((bytes) => (bytes / 1000).toFixed(0));
    return [
      meetings,
      actions.length,
      clocks.length,
      plain ?? '',
      held ?? '',
      failures.length,
      counts.transitions,
    ];
  });
}
