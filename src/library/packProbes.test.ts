import { CHECK, HEAD } from './testData';
import { parsePack } from './parsePack';

const probesOf = (query: string, presence?: string) => {
  const check = CHECK.replace('max by (instance) (disk_ratio)', JSON.stringify(query));
  const given = presence === undefined ? '' : `    presence: ${JSON.stringify(presence)}\n`;
  const reading = parsePack(HEAD + check + given, 'my.yaml');
  return reading.ok ? { probes: reading.pack.probes, always: reading.pack.always } : reading.errors;
};

it.each<[string, string | undefined, string[]]>([
  ['max by (instance) (disk_ratio)', undefined, ['disk_ratio']],
  ['sum by (instance) (b:rate) / sum by (instance) (a_total)', undefined, ['a_total', 'b:rate']],
  ['disk_ratio unless on (instance) other', undefined, ['disk_ratio']],
  ['max by (instance) ({__name__="disk_ratio", job="x"})', undefined, ['disk_ratio']],
  ['max by (instance) ({"disk.ratio", job="x"})', undefined, ['disk.ratio']],
  ['$events(errors_total{job="x"}, instance) > 0', undefined, ['errors_total']],
  ['disk_ratio > 1', 'disk_info{job="x"}', ['disk_info']],
  ['disk_ratio * on (instance) group_left () up', undefined, ['disk_ratio']],
])('%s with the presence %s is shown to have data by %j', (query, presence, probes) => {
  expect(probesOf(query, presence)).toEqual({ probes, always: [] });
});

it.each([
  ['what every Prometheus has', 'min by (instance) (up{job="node"})'],
  ['alerts', 'count by (instance) (ALERTS{alertstate="firing"})'],
  ['a pattern', 'max by (instance) ({__name__=~"disk_.*"})'],
])('a check of %s is asked whatever there is', (_, query) => {
  expect(probesOf(query)).toEqual({ probes: [], always: ['t.disk'] });
});
