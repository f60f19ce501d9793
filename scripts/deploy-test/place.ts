/** Everything that the test makes; git does not see it. */
export const FOLDER = 'dist/deploy-test';
export const REGION = 'ap-southeast-2';
export const ACCOUNT = '000000000000';
