import type { App } from 'aws-cdk-lib';
import { parseDeployment } from './deployment.ts';
import { DataStack } from './stacks/data-stack.ts';
import { NotificationStack } from './stacks/notification-stack.ts';
import { WorkflowStack } from './stacks/workflow-stack.ts';

/**
 * The three stacks of the deployment that the app's context describes: what must outlive everything, mail, and
 * what may be replaced at any time. Throws DeploymentConfigError.
 * @param bundles folder of the functions' bundles
 */
export function buildStacks(app: App, bundles?: string) {
  const deployment = parseDeployment(app.node.tryGetContext('deployment'));
  const env = { region: deployment.region };
  const data = new DataStack(app, 'MacmData', { env });
  const notification = new NotificationStack(app, 'MacmNotification', { env, deployment });
  const workflow = new WorkflowStack(app, 'MacmWorkflow', {
    env,
    deployment,
    table: data.table,
    peopleKey: data.peopleKey,
    mail: notification.mail,
    ...(bundles === undefined ? {} : { bundles }),
  });
  return { data, notification, workflow };
}
