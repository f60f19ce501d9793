import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take seconds, the longest first. One of them at the end would run alone while the others idle. */
const LONG = [
  'test/local/scenarios/',
  'test/local/upgrade/',
  'test/explorer/',
  'test/local/cli/',
  'test/adapters/dynamodb/',
  '.property.test.ts',
];

/** Runs the long files first; the rest in Vitest's own order. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const found = LONG.findIndex((part) => moduleId.includes(part));
      return found < 0 ? LONG.length : found;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
