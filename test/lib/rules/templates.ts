import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type AppProps, type Stack } from 'aws-cdk-lib';
import * as z from 'zod/mini';
import exampleWa from '../../../config/example-wa.ts';
import { environments } from '../../../functions/handlers/environment.ts';
import { buildStacks } from '../../../lib/app.ts';
import { type DeploymentInput, parseDeployment } from '../../../lib/deployment.ts';

const resourceSchema = z.object({
  Type: z.string(),
  Properties: z._default(z.record(z.string(), z.unknown()), {}),
  DeletionPolicy: z.optional(z.string()),
  UpdateReplacePolicy: z.optional(z.string()),
});
const templateSchema = z.object({
  Resources: z.record(z.string(), resourceSchema),
  Outputs: z._default(z.record(z.string(), z.unknown()), {}),
});
export type Resource = z.infer<typeof resourceSchema>;
export type Resources = Readonly<Record<string, Resource>>;

const cdkJson = z.object({ context: z.record(z.string(), z.unknown()) });

/** Bundles that hold nothing: what is in them is not the templates' concern. */
function emptyBundles(folder: string): string {
  const bundles = join(folder, 'bundles');
  for (const name of Object.keys(environments)) {
    mkdirSync(join(bundles, name), { recursive: true });
    writeFileSync(join(bundles, name, 'index.mjs'), 'export const handler = () => undefined;\n');
  }
  return bundles;
}

/** What the CDK's validation finds is printed, not thrown: npm run synth is where it is seen. */
export const unvalidatedApp = (props: AppProps = {}): App =>
  new App({ ...props, builtinCloudFormationValidation: false });

type Stacks = ReturnType<typeof buildStacks>;
export type Synthesized = {
  stacks: Stacks;
  outputs: Record<keyof Stacks, Record<string, unknown>>;
  /** What the CDK warns of, or finds wrong. */
  complaints: unknown[];
} & Record<keyof Stacks, Resources>;

/** The templates of a deployment, with the flags of the project's own cdk.json. */
export function synthesize(deployment: DeploymentInput = exampleWa): Synthesized {
  const folder = mkdtempSync(join(tmpdir(), 'templates-'));
  try {
    const { context } = cdkJson.parse(JSON.parse(readFileSync('cdk.json', 'utf8')));
    const app = unvalidatedApp({ context, outdir: join(folder, 'out') });
    const stacks = buildStacks(app, parseDeployment(deployment), emptyBundles(folder));
    // Once for all stacks: the CDK's own assertions would do it again for each.
    const assembly = app.synth();
    const templates = mapValues(stacks, ({ artifactId }: Stack) =>
      templateSchema.parse(assembly.getStackArtifact(artifactId).template),
    );
    const outputs = mapValues(templates, ({ Outputs }) => Outputs);
    const complaints = assembly.stacks
      .flatMap(({ messages }) => messages)
      .filter(({ level }) => level !== 'info');
    return { stacks, outputs, complaints, ...mapValues(templates, ({ Resources }) => Resources) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const mapValues = <Key extends string, Value, Result>(
  values: Record<Key, Value>,
  map: (value: Value) => Result,
): Record<Key, Result> => {
  const mapped = Object.entries<Value>(values).map(([key, value]) => [key, map(value)]);
  return Object.fromEntries(mapped) as Record<Key, Result>;
};

const known = new Map<DeploymentInput, Synthesized>();
/** The same of an example as it is: made once, since that takes seconds. */
export function asConfigured(deployment: DeploymentInput = exampleWa): Synthesized {
  const found = known.get(deployment) ?? synthesize(deployment);
  known.set(deployment, found);
  return found;
}

/** Logical ids and resources of a type. */
export const ofType = (resources: Resources, type: string): [string, Resource][] =>
  Object.entries(resources).filter(([, resource]) => resource.Type === type);

/** The logical id that a `Ref`, a `Fn::GetAtt` or an import from another stack means; undefined for anything else. */
export function target(value: unknown): string | undefined {
  const imported = z.object({ 'Fn::ImportValue': z.string() }).safeParse(value);
  if (imported.success) return importPattern.exec(imported.data['Fn::ImportValue'])?.[1];
  const ref = z.object({ Ref: z.string() }).safeParse(value);
  if (ref.success) return ref.data.Ref;
  const att = z.object({ 'Fn::GetAtt': z.array(z.string()) }).safeParse(value);
  return att.success ? att.data['Fn::GetAtt'][0] : undefined;
}

/** `MacmKeys:ExportsOutputFnGetAttPeopleKeyArnBEEB9138`: of PeopleKey. */
const importPattern = /:ExportsOutput(?:Ref|FnGetAtt)(.+?)(?:Arn|StreamArn)?[0-9A-F]{8}$/;

const list = z.pipe(
  z.union([z.array(z.unknown()), z.unknown()]),
  z.transform((value): unknown[] => (Array.isArray(value) ? value : [value])),
);
const policySchema = z.object({
  Roles: z.array(z.unknown()),
  PolicyDocument: z.object({
    Statement: z.array(
      z.object({
        Effect: z.literal('Allow'),
        Action: list,
        Resource: list,
        Condition: z.optional(z.unknown()),
      }),
    ),
  }),
});

/** What a role may do: each action with one resource. Statements that deny, or bind by condition, are not known here. */
export function allowedTo(resources: Resources, roleId: string): { action: string; resource: unknown }[] {
  return ofType(resources, 'AWS::IAM::Policy')
    .map(([, { Properties }]) => policySchema.parse(Properties))
    .filter(({ Roles }) => Roles.map(target).includes(roleId))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap(({ Action, Resource }) =>
      Action.flatMap((action) => Resource.map((resource) => ({ action: String(action), resource }))),
    );
}
