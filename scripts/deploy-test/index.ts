import { answerHelp } from '../usage.ts';
import { ApiClient } from './api.ts';
import { bootstrap, deploy, destroyAll, refusesToDestroyRecords } from './cdk.ts';
import { differences } from './differences.ts';
import { Drive } from './drive.ts';
import { type Emulator, missingEmulator, startEmulator } from './emulator.ts';
import { bundleReleases } from './release.ts';
import { expectThat, say } from './say.ts';
import { until } from './until.ts';
import { Watch } from './watch.ts';

/*
 * npm run test:deploy: deploys all stacks with the real CDK CLI to an emulator of AWS, takes a case through the
 * deployed API to its plan, upgrades while the case runs, and destroys. A smoke test: what the emulator cannot show
 * stands in differences.ts. Exit code 0 when it passed, or was skipped because the emulator cannot be had.
 */

answerHelp(`Deploy all stacks to an emulator of AWS, take a case to its plan, upgrade, and destroy. It takes minutes.

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
  bootstrap(emulator);
  say('bootstrapped');
  const api = new ApiClient(deploy(emulator, 1));
  say('deployed all stacks');
  expectThat('nobody gets in without a token', (await api.status('/cases')) === 401);

  const watch = new Watch(emulator.url);
  const drive = new Drive('local/scenarios/urgent.json', api, watch.stores.aggregates);
  say(`${await drive.enterEverybody()} requests enter agencies and family`);
  await takeToPlan(drive, watch);

  deploy(emulator, 2);
  say('deployed the second release while the case runs');
  expectThat('new executions get its definition', (await watch.definition()).includes('release 2'));
  await goOn(drive, watch);

  refusesToDestroyRecords(emulator);
  say('the stacks that hold records refuse to be destroyed');
  await destroyAll(emulator);
  say('destroyed the others, and these without their protection');
  expectThat('the records outlive their stack', (await watch.phaseOf(drive.caseId)) !== undefined);
}

/** From the call of a meeting to the plan, in the mail of everyone who has an action. */
async function takeToPlan(drive: Drive, watch: Watch): Promise<void> {
  const inPhase = (phase: string) =>
    until(`phase ${phase}`, 120, async () => (await watch.phaseOf(drive.caseId)) === phase);
  say(`${await drive.playTo('recordAttendance')} steps to the meeting`);
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
