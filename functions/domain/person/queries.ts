import type { Draft } from 'immer';
import { firstPeoples, type PersonState } from './state.ts';

/** Whether the person said so: what was not asked, declined or is unknown says nothing (S3-40). */
export const isOfFirstPeoples = ({ needs }: Pick<PersonState | Draft<PersonState>, 'needs'>): boolean =>
  needs.cultural_identity?.codes.some((code) => firstPeoples.includes(code)) ?? false;
