import { type CallService, queryCall } from './call.ts';

/** Who runs this, as AWS knows them. */
export interface Caller {
  account: string;
  /** `arn:aws:sts::…:assumed-role/ROLE/SESSION`: the session names the person. */
  arn: string;
}

/** Ask AWS who we are; needs no permission. Throws AwsCallError. */
export async function callerOf(call: CallService): Promise<Caller> {
  const answer = await queryCall(call, 'sts:GetCallerIdentity', '2011-06-15');
  const account = /<Account>(\d{12})<\/Account>/.exec(answer)?.[1];
  const arn = /<Arn>([^<]+)<\/Arn>/.exec(answer)?.[1];
  if (account !== undefined && arn !== undefined) return { account, arn };
  throw new Error('sts:GetCallerIdentity answered something else than an identity');
}
