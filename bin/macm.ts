import { App } from 'aws-cdk-lib';
import { buildStacks } from '../lib/app.ts';
import { loadDeployment } from '../lib/config-file.ts';

const app = new App();
buildStacks(app, await loadDeployment(String(app.node.tryGetContext('config'))));
