import { showScenario } from '../scenario/every-scenario.ts';

showScenario('test/local/cloud/scenarios/small.json');
