import { AwsError } from '../gateway/aws-error.ts';
import { limits } from './limits.ts';

export interface Place {
  region: string;
  accountId: string;
}

export function machineArnOf({ region, accountId }: Place, name: string): string {
  return `arn:aws:states:${region}:${accountId}:stateMachine:${name}`;
}

export function executionArnOf(machineArn: string, name: string): string {
  return `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
}

/** @throws AwsError InvalidArn */
export function checkArn(arn: string, kind: 'stateMachine' | 'execution'): string {
  if (new RegExp(`^arn:aws:states:[a-z0-9-]+:\\d{12}:${kind}:[^\\s]+$`).test(arn)) return arn;
  throw new AwsError('InvalidArn', `Invalid Arn: '${arn}' is not the ARN of a ${kind}`);
}

/** White space, brackets, wildcards, special and control characters, and surrogates. */
const forbidden = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\p{Cs}\uFFFE\uFFFF]/u;

/** Names of machines and executions: 1 to 80 characters. @throws AwsError InvalidName */
export function checkName(name: string): string {
  if (name.length >= 1 && name.length <= limits.nameLength && !forbidden.test(name)) return name;
  throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
}
