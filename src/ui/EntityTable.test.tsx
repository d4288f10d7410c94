import { checkResult } from '../core/checklist/testData';
import { entityColumns } from './EntityTable';

test('there is no column for a label that no entity has', () => {
  const check = checkResult('node.up', 'fail');
  const headings = (by: readonly string[]) =>
    entityColumns({ ...check, definition: { ...check.definition, by } }, '').map(({ heading }) => heading);
  const [own = ''] = Object.keys(check.entities[0]?.labels ?? {});
  expect(own).not.toBe('');
  expect(headings(['cluster', own])).toEqual(headings([own]));
  expect(headings(['cluster'])).toEqual(headings([]));
});
