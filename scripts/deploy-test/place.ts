/** Everything that the test makes; git does not see it. */
export const FOLDER = 'dist/deploy-test';
export const REGION = 'ap-southeast-2';
export const ACCOUNT = '000000000000';

/** Whose example is deployed, each into an account of its own; the second has its mail in another region. */
export const places = {
  wa: { account: ACCOUNT, region: REGION, mail: REGION },
  vic: { account: '000000000001', region: 'ap-southeast-4', mail: REGION },
} as const;
export type Place = keyof typeof places;
