import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks } from 'cdk-nag';
import { acknowledge } from './acknowledgements.ts';
import type { Deployment } from './deployment.ts';

/**
 * Check every template against the rules of AWS Solutions, NIST 800-53 revision 5 and serverless practice, when
 * they are made: a finding that lib/acknowledgements.ts does not explain ends the synthesis.
 */
export function addChecks(app: App, deployment: Deployment): void {
  acknowledge(app, deployment);
  Validations.of(app).addPlugins(
    new AwsSolutionsChecks(app),
    new NIST80053R5Checks(app),
    new ServerlessChecks(app),
  );
}
