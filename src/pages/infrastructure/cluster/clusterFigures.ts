import { isStandingBad } from '../../../core/products/pending';
import type { Judged, JudgedOf } from '../../../core/products/judged';
import type { ClusterFigure, ClusterFigures } from '../../../core/products/proxmox-ve/view';
import { countOrUnknown, percentText } from '../../../ui/amounts';
import type { Figure } from '../../../ui/Figures';
import { plural, t } from '../../../ui/t';
import { countText } from '../../../ui/when';

/** Whose check stands behind each figure, for its evidence. */
const EVIDENCE: Readonly<Record<string, ClusterFigure>> = {
  quorum: 'quorum',
  online: 'online',
  version: 'version',
  guests: 'guests',
  memory: 'memory-allocated',
  'node-fails': 'node-fails',
  tasks: 'tasks',
};

/** The seven facts of a cluster; `open` gives what opens the evidence of a figure, undefined where no check feeds it. */
export function clusterFigures(
  { quorum, online, version, guests, memory, nodeFails, tasks }: ClusterFigures,
  open: (figure: ClusterFigure) => (() => void) | undefined
): Figure[] {
  const broken = isStandingBad;
  const figures: Figure[] = [
    quorum.standalone
      ? {
          key: 'quorum',
          label: t('figure.quorum', 'Quorum'),
          value: '—',
          verdict: 'na',
          sub: t('figure.alone', 'standalone'),
        }
      : {
          key: 'quorum',
          label: t('figure.quorum', 'Quorum'),
          ...ofAll(quorum.votes, quorum.nodes),
          verdict: quorum.verdict,
          broken: broken(quorum.verdict),
          sub: quorum.votes !== null && quorum.votes === quorum.nodes ? t('figure.all-votes', 'all votes') : undefined,
        },
    {
      key: 'online',
      label: t('figure.online', 'Nodes online'),
      ...ofAll(online.online, online.nodes),
      verdict: online.verdict,
      broken: broken(online.verdict),
      sub: t('figure.ha-errors', 'HA errors {{n}}', { n: countOrUnknown(online.haErrors) }),
    },
    {
      key: 'version',
      label: t('figure.version', 'Version'),
      value: version.version,
      verdict: version.verdict,
      sub: versionSkew(version.others),
    },
    {
      key: 'guests',
      label: t('figure.guests', 'Guests'),
      value: guests.running === null ? null : countText(guests.running),
      unit: t('figure.running', 'running'),
      verdict: guests.verdict,
      word:
        guests.unknown !== null && guests.unknown > 0
          ? t('figure.unknown', '{{n}} unknown', { n: countText(guests.unknown) })
          : undefined,
      sub: notRunning(guests),
    },
    {
      key: 'memory',
      label: t('figure.memory', 'Memory used'),
      ...percent(memory.used),
      verdict: memory.used.verdict,
      broken: broken(memory.used.verdict),
      ...(memory.used.of !== null && { sub: memory.used.of }),
      ...allocated(memory.allocated),
    },
    {
      key: 'node-fails',
      label: t('figure.node-fails', 'If a node fails'),
      ...percent(nodeFails),
      verdict: nodeFails.verdict,
      broken: broken(nodeFails.verdict),
      sub:
        nodeFails.of === null
          ? t('figure.of-memory-left', 'of memory left')
          : t('figure.of-memory-left-without', '{{node}}: of memory left', { node: nodeFails.of }),
    },
    {
      key: 'tasks',
      label: t('figure.tasks', 'Tasks failed, 24 h'),
      value: tasks.failed === null ? null : countText(tasks.failed),
      unit: t('figure.of', 'of {{n}}', { n: countOrUnknown(tasks.total) }),
      verdict: tasks.verdict,
      broken: broken(tasks.verdict),
      sub: taskTypes(tasks.types),
    },
  ];
  return figures.map((figure) => {
    const evidence = EVIDENCE[figure.key];
    const onOpen = evidence === undefined ? undefined : open(evidence);
    return onOpen === undefined ? figure : { ...figure, onOpen };
  });
}

/** "12 stopped, 2 halted": what is neither up nor down stands or waits, and is not simply off. */
function notRunning({ stopped, halted }: ClusterFigures['guests']): string {
  const off = t('figure.stopped', '{{n}} stopped', { n: countOrUnknown(stopped) });
  return halted === null || halted === 0
    ? off
    : t('figure.halted', '{{off}}, {{n}} halted', { off, n: countText(halted) });
}

function ofAll(part: number | null, all: number | null): Pick<Figure, 'value'> {
  return {
    value:
      part === null
        ? null
        : t('figure.part-of', '{{part}} of {{all}}', { part: countText(part), all: countOrUnknown(all) }),
  };
}

function percent({ value, verdict }: Judged): Pick<Figure, 'value' | 'unit'> {
  if (value === null) {
    return { value: verdict === 'na' ? '—' : null };
  }
  return { value: countText(Math.round(value * 100)), unit: '%' };
}

/** What guests were given stands beside what is used, with its own mark where it is not well. */
function allocated({ value, verdict, of }: JudgedOf): Pick<Figure, 'sub' | 'also'> {
  const share = percentText(value);
  const word =
    of === null
      ? t('figure.allocated', '{{share}} allocated', { share })
      : t('figure.allocated-on', '{{node}}: {{share}} allocated', { share, node: of });
  return { also: { verdict, word } };
}

function versionSkew(others: ClusterFigures['version']['others']): string | undefined {
  const [first] = others;
  if (first === undefined) {
    return undefined;
  }
  const text = `${first.node}: ${first.version}`;
  return others.length === 1
    ? text
    : t('figure.version-more', '{{text}} and {{n}} more', { text, n: countText(others.length - 1) });
}

function taskTypes(types: readonly string[]): string | undefined {
  return types.length === 0
    ? undefined
    : types.length > 2
      ? plural('figure.task-types', types.length, { one: '{{count}} kind', other: '{{count}} kinds' })
      : types.join(', ');
}
