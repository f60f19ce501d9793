/**
 * How much of a case a mail carries. `none`: a display code, what is asked and until when. `minimal`: one
 * coded fact beside it, such as the kind of an action; never who. `plan_full`: the whole plan with roles in
 * place of names.
 */
export const contentClasses = ['none', 'minimal', 'plan_full'] as const;
export type ContentClass = (typeof contentClasses)[number];
