import { checkDefinition } from '../core/check/testData';
import { listOfChosen } from './chosenChecks';

const CHECKS = [
  checkDefinition({ id: 'node.up', pack: 'nodes' }),
  checkDefinition({ id: 'node.load', pack: 'nodes' }),
  checkDefinition({ id: 'ceph.health', pack: 'ceph' }),
  checkDefinition({ id: 'ceph.full', pack: 'ceph' }),
];
const chosen = (packs: string[], ids: string[]) =>
  listOfChosen({ packs, ids }, CHECKS).items.flatMap(({ checks }) => checks);

it('has each check of the packs and each that is named once, in the order of the library', () => {
  expect(chosen(['nodes'], ['ceph.health', 'node.up'])).toEqual(['node.up', 'node.load', 'ceph.health']);
  expect(chosen([], ['ceph.full'])).toEqual(['ceph.full']);
});

it('names what is near to a name that nothing has', () => {
  expect(() => chosen(['node'], [])).toThrow('there is no pack "node"; the nearest name is nodes');
  expect(() => chosen([], ['ceph.helth'])).toThrow('the nearest name is ceph.health');
});
