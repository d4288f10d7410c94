import { render, screen } from '@testing-library/react';

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

test('columns and values of labels are called by words, or by those of the pack', () => {
  const check = checkResult('pve.tasks', 'fail');
  const [entity] = check.entities;
  const labels = { vmid: '101', type: 'vzdump', mountpoint: '/srv' };
  const told = { ...check, entities: entity ? [{ ...entity, labels }] : [] };
  const definition = { ...check.definition, by: Object.keys(labels) };
  const columns = entityColumns({ ...told, definition }, '').filter(({ from }) => from !== undefined);
  expect(columns.map(({ heading }) => heading)).toEqual(['Guest ID', 'Type', 'Mounted at']);
  render(<>{told.entities.map((one) => columns.map(({ key, cell }) => <p key={key}>{cell(one)}</p>))}</>);
  expect(screen.getByText('backup')).toBeInTheDocument();
  const own = { ...definition, labels: { type: { name: 'Task', values: { vzdump: 'dump' } } } };
  expect(entityColumns({ ...told, definition: own }, '')[1]?.heading).toBe('Task');
});
