import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { callService } from './call-service.ts';
import { FOLDER } from './place.ts';

/** What must outlive its stack. */
const kinds: Readonly<Record<string, (url: string, id: string) => Promise<Response>>> = {
  'AWS::S3::Bucket': (url, id) => callService(url, 's3', `/${id}?location`),
  'AWS::KMS::Key': (url, id) => callTarget(url, 'kms', 'TrentService.DescribeKey', { KeyId: id }),
  'AWS::DynamoDB::GlobalTable': (url, id) =>
    callTarget(url, 'dynamodb', 'DynamoDB_20120810.DescribeTable', { TableName: id }),
};

const templateSchema = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), DeletionPolicy: z.string().optional() })),
});

/** Something that stays, by its physical name. */
export interface Kept {
  type: string;
  id: string;
}

/** All buckets, keys and tables that the deployed templates say stay. Asked before they are destroyed. */
export async function keptOf(url: string): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (const file of readdirSync(`${FOLDER}/cdk.out`).filter((one) => one.endsWith('.template.json'))) {
    const stack = file.replace('.template.json', '');
    const { Resources } = templateSchema.parse(JSON.parse(readFileSync(`${FOLDER}/cdk.out/${file}`, 'utf8')));
    const wanted = Object.entries(Resources).filter(
      ([, { Type, DeletionPolicy }]) => kinds[Type] !== undefined && DeletionPolicy === 'Retain',
    );
    if (wanted.length === 0) continue;
    const ids = await physicalIds(url, stack);
    for (const [logical, { Type }] of wanted)
      kept.push({ type: Type, id: ids.get(logical) ?? `${logical} of ${stack}` });
  }
  return kept;
}

/** Those that are gone. */
export async function goneOf(url: string, kept: readonly Kept[]): Promise<Kept[]> {
  const gone: Kept[] = [];
  for (const one of kept) if ((await kinds[one.type]?.(url, one.id))?.ok !== true) gone.push(one);
  return gone;
}

async function physicalIds(url: string, stack: string): Promise<Map<string, string>> {
  const body = new URLSearchParams({ Action: 'DescribeStackResources', StackName: stack });
  const text = await (await callService(url, 'cloudformation', '/', { body })).text();
  return new Map(
    text.split('<member>').flatMap((member) => {
      const [logical, physical] = ['LogicalResourceId', 'PhysicalResourceId'].map(
        (name) => new RegExp(`<${name}>([^<]+)<`).exec(member)?.[1],
      );
      return logical !== undefined && physical !== undefined ? [[logical, physical] as const] : [];
    }),
  );
}

const callTarget = (url: string, service: string, target: string, body: object): Promise<Response> =>
  callService(url, service, '/', {
    body: JSON.stringify(body),
    headers: { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.1' },
  });
