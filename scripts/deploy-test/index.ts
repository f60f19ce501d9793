import { answerHelp } from '../usage.ts';
import { ApiClient } from './api.ts';
import { callService } from './call-service.ts';
import {
  bootstrap,
  changesNothing,
  type Deployed,
  deploy,
  destroyAll,
  refusesToDestroyRecords,
  saysOfConfig,
} from './cdk.ts';
import { differences } from './differences.ts';
import { Drive } from './drive.ts';
import { deployElsewhere } from './elsewhere.ts';
import { type Emulator, missingEmulator, startEmulator } from './emulator.ts';
import { goneOf, keptOf } from './kept.ts';
import { followLink, linkInMail } from './links.ts';
import { bundleReleases } from './release.ts';
import { expectThat, say } from './say.ts';
import { until } from './until.ts';
import { Watch } from './watch.ts';
import { writeWrongConfig } from './wrong-config.ts';

/*
 * npm run test:deploy: deploys all stacks with the real CDK CLI to an emulator of AWS, takes a case through the
 * deployed API to its plan, follows a link of a mail, looks at it as operations do, upgrades while the case runs,
 * shows that the same release again changes nothing, deploys Victoria with its mail in another region, and destroys;
 * what must stay is there afterwards. A smoke test: what the emulator cannot show stands in differences.ts. Exit code
 * 0 when it passed, or was skipped because the emulator cannot be had.
 */

answerHelp(`Deploy all stacks to an emulator of AWS, take a case to its plan, upgrade, and
destroy. It takes five minutes or more.

  npm run test:deploy

Exit codes: 0 passed, or skipped because the emulator cannot be had; 1 failed.
`);

const missing = missingEmulator();
if (missing === undefined) await run();
else console.log(`test:deploy was SKIPPED: ${missing}`);

async function run(): Promise<void> {
  const emulator = await startEmulator();
  Object.assign(process.env, emulator.environment);
  try {
    await deployAndDrive(emulator);
  } finally {
    emulator.stop();
  }
  console.log(`test:deploy passed. Not shown by it, because the emulator is not AWS:`);
  for (const line of differences) console.log(`  - ${line}`);
}

async function deployAndDrive(emulator: Emulator): Promise<void> {
  await bundleReleases();
  const wrong = saysOfConfig(emulator, writeWrongConfig());
  expectThat('a wrong config is told of by its key', wrong.includes('email.senderDomain'));
  bootstrap(emulator);
  say('bootstrapped');
  const deployed = deploy(emulator);
  const api = new ApiClient(deployed.api);
  say('deployed all stacks');
  await lookAround(emulator, api, deployed);

  const watch = new Watch(emulator.url);
  const drive = new Drive('local/scenarios/urgent.json', api, watch.stores.aggregates);
  say(`${await drive.enterEverybody()} requests enter agencies and family`);
  await takeToPlan(drive, watch, api, emulator);
  await watchOperations(api, drive);

  deploy(emulator, { release: 2 });
  say('deployed the second release while the case runs');
  expectThat('new executions get its definition', (await watch.definition()).includes('release 2'));
  await goOn(drive, watch);
  changesNothing(emulator, { release: 2 });
  say('the same release again has no differences');

  await deployElsewhere(emulator);
  await takeDown(emulator, drive, watch);
}

/** What anybody may see, and what a stack trace is read by. */
async function lookAround(emulator: Emulator, api: ApiClient, { maps }: Deployed): Promise<void> {
  expectThat('nobody gets in without a token', (await api.read('/cases')).status === 401);
  const { body } = await api.read('/openapi.json');
  expectThat('the API describes itself', body.includes('"openapi"'));
  expectThat('the source maps were uploaded', (await callService(emulator.url, 's3', maps)).ok);
}

/** Operations see phases and ids, and nobody else sees that. */
async function watchOperations(api: ApiClient, drive: Drive): Promise<void> {
  const { status, body } = await api.read('/operations/overview', ['operations']);
  expectThat('operations see the case in its phase', status === 200 && body.includes('"action_deadlines":1'));
  const life = await api.read(`/operations/cases/${drive.caseId}`, ['operations']);
  expectThat('and what carries it', life.status === 200 && life.body.includes(drive.caseId));
  const named = drive.familyNames.some((name) => (body + life.body).includes(name));
  expectThat('and nobody of the family', !named);
  const other = await api.read('/operations/overview', ['representative']);
  expectThat('a representative does not', other.status === 403);
}

/** Destroys everything; what the templates retain is there afterwards. */
async function takeDown(emulator: Emulator, drive: Drive, watch: Watch): Promise<void> {
  refusesToDestroyRecords(emulator);
  say('the stacks that hold records refuse to be destroyed');
  const kept = await keptOf(emulator.url);
  await destroyAll(emulator);
  say('destroyed the others, and these without their protection');
  expectThat('the records outlive their stack', (await watch.phaseOf(drive.caseId)) !== undefined);
  const gone = await goneOf(emulator.url, kept);
  expectThat(
    `${kept.length} buckets, keys and tables stay ${gone.map(({ type, id }) => `(not ${type} ${id})`).join(' ')}`,
    kept.length > 6 && gone.length === 0,
  );
}

/** From the call of a meeting to the plan, in the mail of everyone who has an action. */
async function takeToPlan(drive: Drive, watch: Watch, api: ApiClient, { url }: Emulator): Promise<void> {
  const inPhase = (phase: string) =>
    until(`phase ${phase}`, 120, async () => (await watch.phaseOf(drive.caseId)) === phase);
  say(`${await drive.playTo('recordAttendance')} steps to the meeting`);
  await followLink(api, await until('a mail with a link', 60, () => linkInMail(url)), drive.familyNames);
  await inPhase('meeting');
  say('the meeting began by the clock alone');
  say(`${await drive.playTo('acceptAction')} steps to the plan`);
  await until('the plan copies to be delivered', 120, async () => {
    await watch.deliver();
    const copies = (await watch.messages()).filter(({ message }) => message.kind === 'plan_copy');
    return copies.length === 5 && copies.every(({ message }) => message.status === 'delivered');
  });
  say('five plan copies sent and delivered');
  await until(
    'the execution to show it',
    60,
    async () => (await watch.execution(drive.caseId)).states.at(-1) === 'Action deadlines',
  );
}

/** An execution that began under the first release carries the case on under the second. */
async function goOn(drive: Drive, watch: Watch): Promise<void> {
  say(`${await drive.playTo('recordOwnAgencyFeedback')} steps to the end of all actions`);
  await until('the execution to go on', 120, async () => {
    const { status, states } = await watch.execution(drive.caseId);
    return status === 'RUNNING' && states.at(-1) === 'Follow-up meeting call';
  });
  say('the running execution carried on');
}
