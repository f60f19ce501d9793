import { type App, Tags } from 'aws-cdk-lib';
import type { Deployment } from './deployment.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { KeysStack } from './stacks/keys-stack.ts';
import { NotificationStack } from './stacks/notification-stack.ts';
import { OperationsStack } from './stacks/operations-stack.ts';
import { SecondRegionStack } from './stacks/second-region-stack.ts';
import { WorkflowStack } from './stacks/workflow-stack.ts';

/**
 * The stacks of a deployment: what must outlive everything (keys, data), mail, and what may be replaced at any
 * time.
 * @param bundles folder of the functions' bundles
 * @param maps folder of their source maps, which are uploaded beside them
 */
export function buildStacks(app: App, deployment: Deployment, bundles: string, maps?: string) {
  const { region, account } = deployment;
  const of = { env: { region, ...(account === undefined ? {} : { account }) }, deployment };
  const keys = new KeysStack(app, 'MacmKeys', of);
  const second = deployment.secondRegion?.region;
  if (second !== undefined)
    new SecondRegionStack(app, 'MacmSecondRegion', { env: { ...of.env, region: second }, deployment });
  const data = new DataStack(app, 'MacmData', { ...of, keys: keys.keys });
  const notification = new NotificationStack(app, 'MacmNotification', of);
  const workflow = new WorkflowStack(app, 'MacmWorkflow', {
    ...of,
    keys: keys.keys,
    table: data.table,
    mail: notification.mail,
    bundles,
    maps,
  });
  const api = new ApiStack(app, 'MacmApi', {
    ...of,
    keys: keys.keys,
    table: data.table,
    machines: workflow.machineArns,
    bundles,
  });
  const operations = new OperationsStack(app, 'MacmOperations', {
    ...of,
    keys: keys.keys,
    table: data.table,
    anchors: data.anchors,
    breakGlassArn: keys.breakGlass.roleArn,
    watched: {
      ...workflow.watched,
      ...api.watched,
      functions: { ...workflow.watched.functions, ...api.watched.functions },
    },
    logs: workflow.logs,
    addresses: api.addresses,
    bundles,
  });
  Tags.of(app).add('deployment', deployment.name);
  Tags.of(app).add('classification', deployment.classification);
  return { keys, data, notification, workflow, api, operations };
}
