/*
 * All that the deploy test leaves out, or does another way, because MiniStack 1.5.33 is not AWS. The lines are
 * printed at the end of each run.
 */

/** Types of resources that it has no idea of: they are taken out of the templates. */
export const typesLeftOut: readonly string[] = [
  'AWS::Backup::BackupSelection',
  'AWS::Budgets::Budget',
  'AWS::CloudTrail::Trail',
  'AWS::WAFv2::LoggingConfiguration',
  'AWS::WAFv2::WebACLAssociation',
];

/** Outputs whose values it does not have: the DKIM records of the sender's domain. */
export const outputsLeftOut = /^DkimRecord/;

/** It waits for a callback with a number only, so each wait ends after so many seconds and looks again. */
export const WAIT_SECONDS = { 'case-lifecycle': 20, 'email-delivery': 600 } as const;

export const differences: readonly string[] = [
  `not created: ${typesLeftOut.join(', ')} (the firewall is made, but stands before nothing)`,
  'alarms over a formula become alarms over one metric; no alarm rings',
  'outputs of DKIM records are left out',
  `a timeout that is an expression is refused: waits of a case end after ${WAIT_SECONDS['case-lifecycle']} s and look again, so no deadline of the state machine itself is tried`,
  'the second region of a deployment is left out, since keys are not replicated',
  'Victoria is deployed to two regions, its mail apart, but no event crosses from one to the other',
  'source maps are uploaded; no stack trace is read with them, since the second release has those of the first',
  'certificates and own domains are left out: the API has its default address',
  'IAM is not enforced: a missing grant does not show (template tests look at grants)',
  'SES delivers nothing, keeps no tags and attachments, and sends no events: the test calls record-delivery in its place',
  'a start under the name of a running execution is refused instead of answered: the sweeper takes that execution for ended, and the next generation takes over',
  'X-Ray, logs with a key, throttles, reserved concurrency and encryption at rest do nothing',
  'a running execution shows the new definition and keeps no role, and histories differ in detail',
];
