export { SCRIPT } from '../view/script.ts';
export { policyOf, shell } from '../view/shell.ts';
export { lifePage } from './life-page.ts';
export { overviewPage } from './overview-page.ts';
export { phasePage } from './phase-page.ts';
