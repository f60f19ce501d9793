/*
 * Rules over all resources of the templates, a file of rules for each concern. One test file runs them all,
 * because loading the CDK takes longer than they do.
 */
import './rules/acknowledgements.ts';
import './rules/api.ts';
import './rules/dashboard.ts';
import './rules/data.ts';
import './rules/events.ts';
import './rules/functions.ts';
import './rules/keys.ts';
import './rules/machines.ts';
import './rules/notification.ts';
import './rules/operations.ts';
import './rules/people.ts';
import './rules/promised-ids.ts';
import './rules/synth.ts';
