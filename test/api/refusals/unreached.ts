const first = 'access comes first and says not-found, so that nobody learns what is there';

/** Refusals that nobody gets over HTTP, by code, and why they stand in the code all the same. */
export const unreached: Readonly<Record<string, string>> = {
  'no-such-agency': first,
  'no-such-case': first,
  'no-such-meeting': first,
  'no-such-person': first,
  'no-such-report': first,
  'not-the-author': first,
  'not-for-this-actor': 'whoever signs in is a worker; what aggregates send each other has no route',
  'case-missing': 'what is read in a case has the case in its path',
  'unknown-command': 'a command without a route is not found; relay sends commands by name',
  'notes-too-long':
    'a body of 256 KB, its own limit, has fewer bytes of notes; scenarios and pages behind links submit too',
};
