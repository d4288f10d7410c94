import { worstVerdict } from '../../check/verdict';
import type { Amount, Block, ChartBlock, Column, Remark, Tone } from '../blocks';
import type { ReportFacts } from '../facts';
import { capital, countAlone, countWord, plural } from '../numbers';
import { peakUse } from '../peakUse';
import { USE_METRICS, type UseMetric } from '../useChecks';
import { ENOUGH_COVERAGE, USE_FAIL, USE_WARN, type NodeUse, type Use } from '../useOfNodes';
import type { MadeSection, SectionMaker } from './section';

const BUSIEST = 6;
const QUIETEST = 4;

const PANEL_TITLES: Readonly<Record<UseMetric, string>> = {
  cpu: 'Processor, % of cores',
  memory: 'Memory, % of installed',
  disk: 'Fullest filesystem, %',
  network: 'Busiest link, % of speed',
};

const SHORT: Readonly<Record<UseMetric, string>> = {
  cpu: 'Processor',
  memory: 'Memory',
  disk: 'Disk',
  network: 'Link',
};

/** Use of the nodes: the busiest and the quietest as small multiples, all of them as a table. */
export const UTILISATION: SectionMaker = {
  id: 'utilisation',
  title: 'Utilisation',
  about: 'Processor, memory, disk and network of the nodes, day by day.',
  make,
};

function make({ nodes, month }: ReportFacts): MadeSection {
  if (nodes.length === 0) {
    return {
      verdict: 'unknown',
      weighs: 'pass',
      finding: {
        lead: 'No node reported its use.',
        rest: 'Utilisation needs the metrics of node_exporter in the metrics source.',
      },
      blocks: [
        {
          kind: 'notes',
          id: 'missing',
          title: '',
          note: '',
          form: 'missing',
          notes: [
            {
              lead: 'No data: no node reported its use.',
              rest: 'Add a metrics source that scrapes node_exporter.',
            },
          ],
        },
      ],
    };
  }
  const verdict = worstVerdict(nodes.map((node) => node.verdict));
  const blocks: Block[] = [multiples(nodes), SCALE];
  if (nodes.length > BUSIEST + QUIETEST) {
    blocks.push(allNodes(nodes, Math.floor(month.hours)));
  }
  return { verdict, weighs: verdict, finding: findingOf(nodes), blocks };
}

/** What a 95th percentile of the hours says. */
const OFTEN = 'for one hour in twenty';

function findingOf(nodes: readonly NodeUse[]): Remark {
  const tight = nodes.filter((node) => node.verdict === 'fail' || node.verdict === 'warn');
  const peak = peakUse(nodes);
  const unknown = nodes.filter((node) => node.verdict === 'unknown').length;
  const lead =
    peak === null
      ? 'No use of any node is known for the month.'
      : peak.percent > USE_WARN
        ? `${capital(peak.what)} of ${peak.node} stood at ${Math.floor(peak.percent)}\u202f% or more ${OFTEN}.`
        : `No resource of any node stood above ${USE_WARN}\u202f% ${OFTEN}.`;
  const failing = countAlone(nodes.filter((node) => node.verdict === 'fail').length);
  const known = nodes.length - unknown;
  const rest = [
    ...(tight.length > 0
      ? [
          `${capital(countWord(tight.length))} of ${plural(nodes.length, 'node')} stood above ${USE_WARN}\u202f% ${OFTEN}, ${failing} of them above ${USE_FAIL}\u202f%`,
        ]
      : known > 0
        ? [`${known === 1 ? 'The one node' : `All ${countWord(known)} nodes`} that can be judged kept below`]
        : []),
    ...(unknown > 0 ? [`${plural(unknown, 'node')} cannot be judged for lack of data`] : []),
  ];
  return { lead, rest: `${capital(rest.join('; '))}.` };
}

function multiples(nodes: readonly NodeUse[]): ChartBlock {
  const all = nodes.length <= BUSIEST + QUIETEST;
  const drawn = all ? nodes : [...nodes.slice(0, BUSIEST), ...nodes.slice(-QUIETEST)];
  return {
    kind: 'chart',
    id: 'multiples',
    title: all
      ? `All ${plural(nodes.length, 'node')}, by processor use`
      : `Ten of ${plural(nodes.length, 'node')}: six busiest, four quietest, by processor use`,
    note: 'line: daily mean; band: lowest to highest hour; grey: 70–80\u202f%',
    what: 'Node',
    columns: USE_METRICS.map((metric) => PANEL_TITLES[metric]),
    rows: drawn.map(({ name, use }) => ({ title: name, panels: USE_METRICS.map((metric) => use[metric]) })),
    split: all ? null : BUSIEST,
  };
}

const SCALE: Block = {
  kind: 'notes',
  id: 'scale',
  title: '',
  note: '',
  form: 'prose',
  notes: [
    {
      lead: '',
      rest:
        'All panels share one scale, 0 to 100\u202f%. Numbers are the mean of the month and the 95th percentile of hourly means, not of raw samples. ' +
        'Amber above 80\u202f%, red above 90\u202f% at p95; hours without an answer are hatched and left out of both.',
    },
  ],
};

function allNodes(nodes: readonly NodeUse[], hours: number): Block {
  const watched = nodes.map(({ use }) => Math.max(...USE_METRICS.map((metric) => use[metric].hours)));
  const tooFew = (count: number): Tone => (count < hours * ENOUGH_COVERAGE ? 'unknown' : 'quiet');
  return {
    kind: 'table',
    id: 'nodes',
    title: 'All nodes',
    note: 'mean and p95 of hourly means, in percent',
    columns: [
      { kind: 'text', title: 'Node', width: 116, cells: nodes.map(({ name }) => name), tone: 'strong' },
      ...USE_METRICS.flatMap((metric) =>
        useColumns(
          SHORT[metric],
          nodes.map(({ use }) => use[metric])
        )
      ),
      { kind: 'count', title: 'Hours', width: 32, cells: watched, tone: watched.map(tooFew) },
    ],
  };
}

function useColumns(name: string, uses: readonly Use[]): Column[] {
  const known = uses.map(({ mean, p95 }) => mean !== null && p95 !== null);
  const cells = (values: ReadonlyArray<number | null>, none: Amount) =>
    values.map((value, row): Amount => (known[row] === true && value !== null ? value : none));
  return [
    {
      kind: 'percent',
      title: `${name} mean`,
      width: 44,
      cells: cells(
        uses.map(({ mean }) => mean),
        'unknown'
      ),
    },
    {
      kind: 'percent',
      title: 'p95',
      width: 26,
      cells: cells(
        uses.map(({ p95 }) => p95),
        'inapplicable'
      ),
      tone: uses.map(({ verdict }) => (verdict === 'warn' || verdict === 'fail' ? verdict : 'quiet')),
    },
  ];
}
