import { App } from 'aws-cdk-lib';
import { parseDeployment } from '../lib/deployment.ts';
import { DataStack } from '../lib/stacks/data-stack.ts';
import { NotificationStack } from '../lib/stacks/notification-stack.ts';
import { WorkflowStack } from '../lib/stacks/workflow-stack.ts';

const app = new App();
const deployment = parseDeployment(app.node.tryGetContext('deployment'));
const env = { region: deployment.region };
const data = new DataStack(app, 'MacmData', { env });
const { identity, configurationSet } = new NotificationStack(app, 'MacmNotification', { env, deployment });
new WorkflowStack(app, 'MacmWorkflow', {
  env,
  deployment,
  table: data.table,
  peopleKey: data.peopleKey,
  identity,
  configurationSet,
});
