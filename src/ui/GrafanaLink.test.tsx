import { render, screen } from '@testing-library/react';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ReactNode } from 'react';

import { GrafanaLink, type GrafanaPlace } from './GrafanaLink';
import { FakeRounds } from './round/fakeRounds';
import { ServicesProvider, type GrafanaRight } from './services';
import { initTexts } from './t';

// The real one is bound to the router of Grafana itself.
jest.mock('@grafana/ui', () => ({
  ...jest.requireActual<object>('@grafana/ui'),
  TextLink: ({ href, children }: { href: string; children: ReactNode }) => <a href={href}>{children}</a>,
}));

beforeAll(initTexts);

const PLACES: Readonly<Record<GrafanaPlace['to'], GrafanaPlace>> = {
  explore: { to: 'explore', source: { uid: 'prom', type: 'prometheus' }, query: 'up == 0' },
  'data-source': { to: 'data-source', uid: 'a/b' },
  'new-data-source': { to: 'new-data-source', search: 'argo' },
};

/** What an organisation's roles have in Grafana 12.4. */
const ROLES: Readonly<Record<'viewer' | 'editor' | 'admin', readonly GrafanaRight[]>> = {
  viewer: ['datasources:read'],
  editor: ['datasources:read', 'datasources:explore'],
  admin: ['datasources:read', 'datasources:explore', 'datasources:write', 'datasources:create'],
};

function show(rights: readonly GrafanaRight[]): void {
  const { services } = new FakeRounds();
  const user = { login: 'someone', isAdmin: false, rights: new Set(rights) };
  render(
    <ServicesProvider services={{ ...services, user }}>
      {Object.values(PLACES).flatMap((place) =>
        (['button', 'quiet', 'text'] as const).flatMap((look) =>
          [true, false].map((newTab) => (
            <GrafanaLink key={`${place.to} ${look} ${newTab}`} place={place} look={look} newTab={newTab} />
          ))
        )
      )}
    </ServicesProvider>
  );
}

const shown = () => new Set(screen.queryAllByRole('link').map((link) => link.textContent?.trim()));

test('a Viewer is shown no link that only leads to a refusal', () => {
  show(ROLES.viewer);
  expect(shown()).toEqual(new Set());
  expect(screen.queryByText(/./)).not.toBeInTheDocument();
});

test('an Editor may explore, an Admin may change data sources too', () => {
  show(ROLES.editor);
  expect(shown()).toEqual(new Set(['Open in Explore']));
});

test('an Admin is led where the words say', () => {
  show(ROLES.admin);
  expect(shown()).toEqual(new Set(['Open in Explore', 'Data source settings', 'Add a data source']));
  const hrefs = (name: string) => [
    ...new Set(screen.getAllByRole('link', { name }).map((link) => link.getAttribute('href'))),
  ];
  expect(hrefs('Data source settings')).toEqual(['/connections/datasources/edit/a%2Fb']);
  expect(hrefs('Add a data source')).toEqual(['/connections/datasources/new?search=argo']);
  expect(decodeURIComponent(hrefs('Open in Explore').join())).toContain('"expr":"up == 0"');
});

test.each(['datasources:read', 'datasources:write'] as const)(
  'the right %s alone does not open the settings of a data source',
  (right) => {
    show([right]);
    expect(shown()).toEqual(new Set());
  }
);

test('who may not follow it is given the words without the link', () => {
  const { services } = new FakeRounds();
  render(
    <ServicesProvider services={{ ...services, user: { login: 'v', isAdmin: true, rights: new Set() } }}>
      <GrafanaLink place={PLACES['data-source']} look="text" otherwise="pve-a">
        pve-a
      </GrafanaLink>
    </ServicesProvider>
  );
  expect(screen.getByText('pve-a')).toBeInTheDocument();
  expect(screen.queryByRole('link')).not.toBeInTheDocument();
});

/** Addresses of Grafana's own pages that a role may be refused; `/api/` is no page. */
const PAGES = /['"`(]\/(explore|connections|datasources|admin|org|plugins|alerting)[/?'"`]/;

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

test('no other file links to such a page', () => {
  const root = path.join(__dirname, '..');
  const screens = ['ui', 'pages', 'panels', 'datasources'].flatMap((folder) => sources(path.join(root, folder)));
  const linking = screens.filter((file) => PAGES.test(readFileSync(file, 'utf8')));
  expect(linking.map((file) => path.relative(root, file))).toEqual(['ui/GrafanaLink.tsx']);
});

test.each<[what: string, type: string, query: string, links: number]>([
  ['an expression', 'prometheus', 'up == 0', 1],
  ['LogQL', 'loki', '{app="shop"} |= "error"', 1],
  ['a path of an API', 'prometheus', 'GET /api/prometheus/prom/api/v1/rules', 0],
  ['a query as JSON', 'cloudwatch', '{"metricName":"CPUUtilization"}', 0],
  ['a measure of our own data sources', 'opsrounds-proxmox-datasource', 'nodes', 0],
])('%s leads to Explore only where Explore takes it', (_what, type, query, links) => {
  const { services } = new FakeRounds();
  const user = { login: 'someone', isAdmin: true, rights: new Set(ROLES.admin) };
  render(
    <ServicesProvider services={{ ...services, user }}>
      <GrafanaLink place={{ to: 'explore', source: { uid: 'x', type }, query }} look="quiet" />
    </ServicesProvider>
  );
  expect(screen.queryAllByRole('link')).toHaveLength(links);
});
