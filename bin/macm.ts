import { App } from 'aws-cdk-lib';
import { buildStacks } from '../lib/app.ts';
import { addChecks } from '../lib/checks.ts';
import { loadDeployment } from '../lib/config-file.ts';

const app = new App();
const deployment = await loadDeployment(String(app.node.tryGetContext('config')));
buildStacks(app, deployment, 'dist/functions', 'dist/maps');
addChecks(app, deployment);
