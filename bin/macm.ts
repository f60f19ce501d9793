import { App } from 'aws-cdk-lib';
import { buildStacks } from '../lib/app.ts';

buildStacks(new App());
