/** The region and account that this cloud says it is. */
export const REGION = 'ap-southeast-2';
export const ACCOUNT = '000000000000';

/** The ARN of a function of this cloud. */
export function functionArn(name: string): string {
  return `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
}

/** The function's name in a name, `name:qualifier`, partial or full ARN. */
export function functionName(nameOrArn: string): string {
  const afterPrefix = /(?:^|:)function:(.+)$/.exec(nameOrArn)?.[1] ?? nameOrArn;
  return afterPrefix.split(':')[0] ?? afterPrefix;
}

/** The ARN of a table's stream. */
export function streamArn(table: string): string {
  return `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${table}/stream/local`;
}
