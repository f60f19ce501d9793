import { readFileSync } from 'node:fs';
import { App, CfnOutput, CfnResource } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import * as z from 'zod';
import { buildStacks } from '../../lib/app.ts';
import { testDeployment } from './deployment.ts';
import { outputsLeftOut, typesLeftOut, WAIT_SECONDS } from './differences.ts';
import { bundlesOf, MAPS, placeOf, releaseOf } from './release.ts';

/*
 * The CDK app that the deploy test hands to the CLI: the stacks of an example, changed where the emulator is not
 * AWS (differences.ts) and no further.
 */
const definitionSchema = z.looseObject({ States: z.record(z.string(), z.record(z.string(), z.unknown())) });
const release = releaseOf(process.env);
const app = new App();
buildStacks(app, testDeployment(placeOf(process.env)), bundlesOf(release), MAPS);
for (const construct of app.node.findAll()) adapt(construct);
for (const { node } of app.node.findAll().filter(isLeftOut)) node.scope?.node.tryRemoveChild(node.id);

function isLeftOut(construct: object): boolean {
  if (CfnResource.isCfnResource(construct)) return typesLeftOut.includes(construct.cfnResourceType);
  return construct instanceof CfnOutput && outputsLeftOut.test(construct.node.id);
}

function adapt(construct: object): void {
  if (construct instanceof CfnStateMachine) adaptMachine(construct);
  if (construct instanceof CfnAlarm && construct.metrics !== undefined) simplifyAlarm(construct);
  if (construct instanceof CfnFunction && construct.node.path.endsWith('/SendEmail/Resource'))
    moveFonts(construct);
}

function adaptMachine(machine: CfnStateMachine): void {
  const file = machine.node.path.includes('CaseLifecycle') ? 'case-lifecycle' : 'email-delivery';
  const definition = definitionSchema.parse(
    JSON.parse(readFileSync(`statemachines/${file}.asl.json`, 'utf8')),
  );
  for (const state of Object.values(definition.States)) {
    if (typeof state['TimeoutSeconds'] === 'string') state['TimeoutSeconds'] = WAIT_SECONDS[file];
  }
  definition['Comment'] = `release ${release}`;
  machine.definitionS3Location = undefined;
  machine.definitionString = JSON.stringify(definition);
}

function simplifyAlarm(alarm: CfnAlarm): void {
  alarm.metrics = undefined;
  alarm.namespace = 'AWS/States';
  alarm.metricName = 'ExecutionsFailed';
  alarm.statistic = 'Sum';
  alarm.period = 60;
}

/** Lambda unpacks code to /var/task; the emulator to a folder whose name nobody knows. */
function moveFonts(fn: CfnFunction): void {
  const fonts = `${process.cwd()}/${bundlesOf(release)}/send-email/fonts`;
  fn.addPropertyOverride('Environment.Variables.FONT_FOLDER', fonts);
}
