import { fork } from 'node:child_process';
import { join, resolve } from 'node:path';
import { openLocalKeyFile } from '../functions/adapters/kms/local-key-file.ts';
import { environments, type FunctionName } from '../functions/handlers/environment.ts';
import { memoryOf } from '../lib/memory.ts';
import { openIssuer } from '../local/api/issuer.ts';
import { TABLE_NAME } from '../local/table.ts';
import { openKeyService } from './bench-key-service.ts';
import type { Asked, Taken } from './bench-memory-child.ts';
import { eventsFor } from './bench-memory-events.ts';
import { scenarioToPlan, withPlayed } from './bench-play.ts';
import { prices } from './bench-prices.ts';
import { bundleFunctions, functionNames } from './bundle.ts';

/*
 * npm run bench -- memory: runs each function's bundle against a played case and reckons what memory it needs.
 * Processor time is measured on this machine, one of whose cores counts as one processor of Lambda; what a function
 * waits for other services is assumed.
 */

const BUNDLES = 'dist/bench/functions';
/** MB that Lambda gives with one whole processor (Lambda developer guide, "Configure function memory"). */
const ONE_PROCESSOR = 1769;
/** 128 is left out: Node alone holds 70 MB, and what it would save is cents. */
const SIZES = [256, 512, 1024, 1769] as const;
/** Ms that a call waits for DynamoDB, KMS and the like, whatever its size. Judgement. */
const WAITS = 40;
/** Ms within which it begins and answers, warm. Judgement: people wait for some, machines and queues for the others. */
const PEOPLE = { start: 500, call: 250 };
const MACHINES = { start: 800, call: 1_000 };
const waitedFor: readonly string[] = ['authorize-request', 'serve-answers', 'serve-api'];
/** Room beside what it was seen to hold. */
const ROOM = 1.5;
/** Starts of which the quickest counts: the others had to share the machine. */
const STARTS = 3;
/** What the played case does not show: after an outage the sweeper looks at hundreds of items side by side. */
const atLeast: Readonly<Record<string, number>> = { 'sweep-attention': 512 };

export interface Measured extends Taken {
  name: FunctionName;
  /** Ms of processor of a warm call, in the middle; undefined where no event was tried. */
  call: number | undefined;
}

/** Ms of a warm call, and of a start, which Lambda gives at least the processor of its size. */
export const timeAt = (megabytes: number, { call, start }: Pick<Measured, 'call' | 'start'>) => {
  const share = Math.min(1, megabytes / ONE_PROCESSOR);
  return { call: call === undefined ? undefined : call / share + WAITS, start: start / share };
};

/** The smallest size that fits. */
export function choose(one: Pick<Measured, 'name' | 'call' | 'start' | 'megabytes'>): number {
  const within = waitedFor.includes(one.name) ? PEOPLE : MACHINES;
  const fits = SIZES.find((size) => {
    const time = timeAt(size, one);
    const roomy = size >= Math.max(one.megabytes * ROOM, atLeast[one.name] ?? 0);
    return roomy && time.start <= within.start && (time.call ?? 0) <= within.call;
  });
  return fits ?? SIZES[SIZES.length - 1] ?? ONE_PROCESSOR;
}

/** US dollars of a million warm calls. */
export const usdOf = (megabytes: number, milliseconds: number): number =>
  1e6 * (prices.invocation.usd + (megabytes / 1024) * (milliseconds / 1000) * prices.gbSecond.usd);

/** Measure every function on the default scenario as it stands when its first plan is out. */
async function measureMemory(): Promise<Measured[]> {
  await bundleFunctions(BUNDLES);
  return withPlayed(scenarioToPlan(), async (run, data) => {
    const summary = await run.summarise(await run.play());
    const cloud = run.handle.current;
    const keys = await openKeyService(openLocalKeyFile(join(data, 'people.key')));
    const issuer = openIssuer(data);
    const events = eventsFor(cloud, summary.cases[0]?.id ?? '', issuer);
    const at = cloud.clock.now();
    const measured: Measured[] = [];
    for (const name of functionNames() as FunctionName[]) {
      const environment = {
        AWS_ENDPOINT_URL: cloud.url,
        AWS_ENDPOINT_URL_KMS: keys.url,
        ...variablesOf(name, JSON.stringify([issuer.config])),
      };
      const bundle = resolve(BUNDLES, name, 'index.mjs');
      const starts: number[] = [];
      for (let n = 0; n < STARTS; n += 1)
        starts.push((await runChild({ bundle, events: [], at }, environment)).start);
      const asked = { bundle, events: (await events[name]?.()) ?? [], at };
      const taken = await runChild(asked, environment);
      // The first calls load and compile.
      const warm = taken.each.slice(5).toSorted((a, b) => a - b);
      measured.push({
        name,
        ...taken,
        start: Math.min(...starts, taken.start),
        call: warm[Math.floor(warm.length / 2)],
      });
    }
    keys.close();
    return measured;
  });
}

function runChild(asked: Asked, environment: Record<string, string>): Promise<Taken> {
  const child = fork('scripts/bench-memory-child.ts', {
    env: { PATH: process.env['PATH'], ...environment },
    silent: true,
  });
  child.stdout?.resume();
  let said = '';
  child.stderr?.on('data', (part: Buffer) => {
    said += part.toString();
  });
  return new Promise((done, failed) => {
    child.once('message', (taken: Taken) => done(taken));
    child.once('exit', (code) => failed(new Error(`${asked.bundle} ended with ${code}: ${said}`)));
    child.send(asked);
  });
}

function variablesOf(name: FunctionName, issuers: string): Record<string, string> {
  const known: Record<string, string> = {
    TABLE_NAME,
    PROFILE: 'wa',
    ISSUERS: issuers,
    POLICY_OVERRIDES: '[{}]',
    OPERATIONS_SIGN_IN: '',
    FONT_FOLDER: resolve(BUNDLES, 'send-email/fonts'),
    CASE_MACHINE_ARN: 'arn:aws:states:ap-southeast-2:000000000000:stateMachine:case-lifecycle',
    DELIVERY_MACHINE_ARN: 'arn:aws:states:ap-southeast-2:000000000000:stateMachine:email-delivery',
    EMAIL_REGION: 'ap-southeast-2',
    SENDER_ADDRESS: 'notices@sender.example.test',
    LINK_BASE: 'https://links.example.test',
  };
  const base = { AWS_REGION: 'ap-southeast-2', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
  const own = Object.keys(environments[name].shape).map((key) => [key, known[key] ?? 'x'] as const);
  return { ...base, ...Object.fromEntries(own) };
}

/** As a table in Markdown. Answers whether each function has the size that was found. */
export async function printMemory(): Promise<boolean> {
  console.log('\n### Memory of each function\n');
  console.log(
    '| function | start, ms | a call, ms | holds, MB | MB | cold, ms | warm, ms | a million calls, USD |',
  );
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  let same = true;
  for (const one of await measureMemory()) {
    const size = memoryOf[one.name];
    const time = timeAt(size, one);
    const found = choose(one);
    same &&= found === size;
    const cells = [
      one.name,
      one.start.toFixed(0),
      one.call?.toFixed(1) ?? '',
      one.megabytes.toFixed(0),
      found === size ? String(size) : `${size}, better ${found}`,
      time.start.toFixed(0),
      time.call?.toFixed(0) ?? '',
      time.call === undefined ? '' : usdOf(size, time.call).toFixed(2),
    ];
    console.log(`| ${cells.join(' | ')} |`);
    for (const error of new Set(one.errors)) console.error(`${one.name}: ${error}`);
  }
  return same;
}
