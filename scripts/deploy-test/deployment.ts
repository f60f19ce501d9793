import { mkdirSync } from 'node:fs';
import example from '../../config/example-wa.ts';
import { type Deployment, parseDeployment } from '../../lib/deployment.ts';
import { openIssuer } from '../../local/api/issuer.ts';
import { ACCOUNT, FOLDER, REGION } from './place.ts';

/** Western Australia's example in the emulator's account, with an issuer of its own whose key is known beforehand. */
export function testDeployment(): Deployment {
  mkdirSync(FOLDER, { recursive: true });
  const { requestsPerSecond, burst, requestsPerAddress, answersPerAddress } = example.api;
  return parseDeployment({
    ...example,
    account: ACCOUNT,
    region: REGION,
    api: { requestsPerSecond, burst, requestsPerAddress, answersPerAddress },
    answers: { domain: example.answers.domain },
    identity: { issuers: [openIssuer(FOLDER).config] },
    concurrency: {},
    // The emulator has no CloudTrail.
    audit: { trail: 'organisation' },
  });
}
