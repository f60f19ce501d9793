import { showScenario } from '../scenario/every-scenario.ts';

showScenario('local/scenarios/invited.json');
