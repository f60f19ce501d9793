import { mkdirSync } from 'node:fs';
import victoria from '../../config/example-vic.ts';
import westernAustralia from '../../config/example-wa.ts';
import { type Deployment, parseDeployment } from '../../lib/deployment.ts';
import { openIssuer } from '../../local/api/issuer.ts';
import { FOLDER, type Place, places } from './place.ts';

const examples = { wa: westernAustralia, vic: victoria } as const;

/** An example in the emulator's account, with an issuer of its own whose key is known beforehand. */
export function testDeployment(place: Place = 'wa'): Deployment {
  mkdirSync(FOLDER, { recursive: true });
  const example = examples[place];
  const { requestsPerSecond, burst, requestsPerAddress, answersPerAddress } = example.api;
  return parseDeployment({
    ...example,
    account: places[place].account,
    api: { requestsPerSecond, burst, requestsPerAddress, answersPerAddress },
    answers: { domain: example.answers.domain },
    identity: { issuers: [openIssuer(FOLDER).config] },
    concurrency: {},
    // The emulator replicates no keys.
    secondRegion: undefined,
  });
}
