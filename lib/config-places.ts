import type { Deployment } from './deployment.ts';

/* What no key of a config shows alone: accounts, regions and domains that have to fit each other. */

/** Regions of Australia and New Zealand in which SES does not send. */
const WITHOUT_SES = ['ap-southeast-4', 'ap-southeast-6'];

/** Domains and their certificates, and where mail goes out from. */
export function placeFaults({ account, api, answers, email, region: home }: Deployment): string[] {
  const faults: string[] = [];
  if ((api.domain === undefined) !== (api.certificateArn === undefined))
    faults.push('api: expected domain and certificateArn together, or neither');
  if (api.domain === answers.domain)
    faults.push(`answers.domain: expected another domain than that of the API, ${api.domain}`);
  for (const [key, arn] of Object.entries({ api: api.certificateArn, answers: answers.certificateArn })) {
    if (arn === undefined) continue;
    const [, , , region, owner] = arn.split(':');
    if (region !== home)
      faults.push(`${key}.certificateArn: expected a certificate in ${home}, where the API is`);
    if (account !== undefined && owner !== account)
      faults.push(`${key}.certificateArn: expected a certificate of the account ${account}`);
  }
  if (WITHOUT_SES.includes(email.region))
    faults.push(`email.region: SES is not in ${email.region}; expected a region such as 'ap-southeast-2'`);
  return faults;
}

/** The region that keeps copies, and its keys. */
export function secondRegionFaults({ secondRegion, multiRegionKeys, region: home }: Deployment): string[] {
  if (!secondRegion) return [];
  const faults: string[] = [];
  if (secondRegion.region === home) faults.push(`secondRegion.region: expected another region than ${home}`);
  const { peopleKeyArn, linkKeyArn } = secondRegion;
  if ((peopleKeyArn === undefined) !== (linkKeyArn === undefined))
    faults.push('secondRegion: expected peopleKeyArn and linkKeyArn together, or neither');
  for (const [key, arn] of Object.entries({ peopleKeyArn, linkKeyArn })) {
    if (arn === undefined) continue;
    if (!multiRegionKeys) faults.push(`secondRegion.${key}: expected multiRegionKeys: true beside it`);
    if (arn.split(':')[3] !== home) faults.push(`secondRegion.${key}: expected the key in ${home}`);
  }
  return faults;
}
