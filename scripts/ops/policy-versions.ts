import { loadCase, loadMeeting } from '../../functions/application/load-states.ts';
import { attentiveBefore, FOR_EVER } from '../../functions/application/operations/attentive.ts';
import { knownPolicy } from '../../functions/application/policy-book.ts';
import type { ConnectedCommand } from './command.ts';

/** Says by which policy open cases go, before a release that might not have it. */
export const policyVersionsCommand: ConnectedCommand = {
  name: 'policy-versions',
  usage: '',
  about: 'List the policy versions that open cases and meetings go by, and whether this release has them',
  help: `Run it before an upgrade, with the new release's code and config: a version that it does not have would stop its
cases (runbook, case-quarantined). Put its overrides into policy.earlier, or move the cases. Exit code 1 then.`,
  async run(_words, { app }) {
    const found = new Map<string, string[]>();
    for await (const one of attentiveBefore(app, FOR_EVER)) {
      if (one.kind !== 'aggregate' || (one.ref.type !== 'case' && one.ref.type !== 'meeting')) continue;
      const load = one.ref.type === 'case' ? loadCase : loadMeeting;
      const version = (await load(app, one.ref.id))?.policyVersion;
      if (version !== undefined) found.set(version, [...(found.get(version) ?? []), one.ref.id]);
    }
    const versions = [...found]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([version, ids]) => ({
        version,
        known: knownPolicy(app.policies, version) !== undefined,
        ids: [...new Set(ids)].toSorted(),
      }));
    const lines = versions.flatMap(({ version, known, ids }) => [
      `${version}: ${ids.length} open${known ? '' : ', and THIS RELEASE DOES NOT HAVE IT:'}`,
      ...(known ? [] : ids.map((id) => `  ${id}`)),
    ]);
    return {
      lines: lines.length > 0 ? lines : ['There is nothing open.'],
      data: versions,
      bad: versions.some(({ known }) => !known),
    };
  },
};
