import { callService } from './call-service.ts';
import { bootstrap, deploy } from './cdk.ts';
import type { Emulator } from './emulator.ts';
import { places } from './place.ts';
import { expectThat, say } from './say.ts';

/** Victoria: the cases in Melbourne, the mail in Sydney, in an account of its own. */
export async function deployElsewhere(emulator: Emulator): Promise<void> {
  const place = 'vic';
  const { region, mail } = places[place];
  bootstrap(emulator, place);
  deploy(emulator, { place });
  say('deployed Victoria, whose mail is in another region');
  const hasStack = async (StackName: string, at: string): Promise<boolean> => {
    const body = new URLSearchParams({ Action: 'DescribeStacks', StackName });
    const response = await callService(emulator.url, 'cloudformation', '/', { body }, { place, region: at });
    return response.ok && (await response.text()).includes(`<StackName>${StackName}</StackName>`);
  };
  expectThat('its records are in Melbourne', await hasStack('MacmData', region));
  expectThat('its mail is in Sydney', await hasStack('MacmNotification', mail));
  expectThat('and nothing else is', !(await hasStack('MacmData', mail)));
}
