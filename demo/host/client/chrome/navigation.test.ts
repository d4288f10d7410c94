import type { NavModelItem } from '@grafana/data';
import { breadcrumbs } from './navigation';

const APPS: NavModelItem = { text: 'More apps' };
const APP: NavModelItem = { text: 'Ops Rounds', url: '/a/app/today' };
const PAGE: NavModelItem = { text: 'Infrastructure', url: '/a/app/infrastructure' };

const words = (section: readonly NavModelItem[], pageNav?: NavModelItem) =>
  breadcrumbs(section, pageNav).map(({ text }) => text);

test.each<[string, NavModelItem | undefined, string[]]>([
  ['a page that says nothing', undefined, ['Infrastructure']],
  [
    'a page of the same address',
    { text: 'Infrastructure', url: '/a/app/infrastructure?order=kind' },
    ['Infrastructure'],
  ],
  ['a page without an address', { text: 'Infrastructure' }, ['Infrastructure', 'Infrastructure']],
  [
    'a page whose first tab has its address',
    { ...PAGE, children: [{ text: 'All', url: '/a/app/infrastructure', active: true }] },
    ['Infrastructure'],
  ],
  [
    'another of its tabs',
    { ...PAGE, children: [{ text: 'Map', url: '/a/app/infrastructure/map', active: true }] },
    ['Infrastructure', 'Map'],
  ],
  ['a page below one of the same address', { text: 'pve-a', parentItem: PAGE }, ['Infrastructure', 'pve-a']],
])('%s is named as Grafana names it', (_title, pageNav, expected) => {
  expect(words([APPS, APP, PAGE], pageNav)).toEqual(['More apps', 'Ops Rounds', ...expected]);
});

test('the default page has the address of the app, whose entry stays as long as the page gives none', () => {
  expect(words([APPS, APP], { text: 'Today' })).toEqual(['More apps', 'Ops Rounds', 'Today']);
  expect(words([APPS, APP], { text: 'Today', url: '/a/app/today' })).toEqual(['More apps', 'Today']);
});
