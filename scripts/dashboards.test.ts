/** @jest-environment node */
import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Panel {
  title: string;
  type: string;
  gridPos: { w: number };
  targets?: Array<{ expr?: string }>;
}

const { panels } = JSON.parse(readFileSync(path.join(__dirname, '../dashboards/ops-rounds-overview.json'), 'utf8')) as {
  panels: Panel[];
};

function metricsOf(title: string): string[] {
  const expr = panels.find((panel) => panel.title === title)?.targets?.[0]?.expr ?? '';
  return [...new Set(expr.match(/\b[a-z]+(?:_[a-z]+){2,}\b/g))].sort();
}

test.each([
  ['Oldest backup', 'Age of the last good backups', 3],
  ['Next certificate expiry', 'Certificates', 3],
])('the tile %s covers all that the table %s lists', (tile, table, providers) => {
  const listed = metricsOf(table).filter((name) => /timestamp|expir|time$|time_seconds/.test(name));
  expect(listed).toHaveLength(providers);
  expect(metricsOf(tile)).toEqual(expect.arrayContaining(listed));
});

test('no title of a tile is cut beside the docked menu: a third of the page has room for it', () => {
  const tiles = panels.filter(({ type }) => type === 'stat');
  expect(tiles.filter(({ gridPos, title }) => gridPos.w < 8 || title.length > 24)).toEqual([]);
});
