/** What a link is for, and the page that it opens after signing in. The path tells nothing about the work. */
export const linkPurposes = {
  open: 'open',
  decide: 'decide',
  reply: 'reply',
  sign: 'sign',
  write: 'write',
  confirm: 'confirm',
} as const;
export type LinkPurpose = keyof typeof linkPurposes;
