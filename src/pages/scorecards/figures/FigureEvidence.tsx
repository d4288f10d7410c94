import { ObjectiveMark } from '../../../ui/slo/ObjectiveMark';
import type { KpiReading } from '../../../core/kpi/reading';
import { t } from '../../../ui/t';
import { clockTimeWithSeconds, countText, decimalText, shortDate } from '../../../ui/when';
import { useZone } from '../../../ui/zone';
import { EvidenceDrawer } from '../EvidenceDrawer';
import { spanWords } from '../RowEvidence';
import { arithmeticText, figureText, reasonSentence, targetText } from './figureWords';

interface Props {
  reading: KpiReading;
  /** When it was read, ms. */
  readMs: number | null;
  onClose: () => void;
}

/** Everything behind one key figure. */
export function FigureEvidence({ reading, readMs, onClose }: Props) {
  const zone = useZone();
  const { definition, verdict, queries, coverage, window, before, feed, entry, reason, population } = reading;
  const facts: Array<readonly [string, React.ReactNode]> = [
    [
      t('figure.verdict', 'Verdict'),
      <span key="verdict">
        <ObjectiveMark verdict={verdict} size="sm" /> {reasonSentence(reading, zone)}
      </span>,
    ],
    [t('figure.target-name', 'Target'), targetText(definition)],
    [t('evidence.source', 'Source'), feed === null ? t('evidence.none', 'none') : feedWords(feed)],
    [t('evidence.method', 'Method'), definition.formula],
    [t('evidence.window', 'Window'), `${spanWords(window.fromMs, window.toMs, zone)}, ${zone}`],
    [t('figure.compared', 'Compared with'), spanWords(before.fromMs, before.toMs, zone)],
    ...(readMs === null
      ? []
      : [[t('evidence.read', 'Read'), `${shortDate(readMs, zone)}, ${clockTimeWithSeconds(readMs, zone)}`] as const]),
    ...(entry === null
      ? []
      : [
          [
            t('figure.entry', 'Entered'),
            t('figure.entry-value', '{{who}} on {{when}} for {{span}}. {{note}}', {
              who: entry.author,
              when: shortDate(entry.atMs, zone),
              span: spanWords(entry.fromMs, entry.toMs, zone),
              note: entry.note,
            }),
          ] as const,
        ]),
    ...(definition.caveat === undefined ? [] : [[t('figure.caveat', 'To be said'), definition.caveat] as const]),
    [t('evidence.definition', 'Definition'), t('figure.library', '{{id}}, of the library', { id: definition.id })],
  ];
  return (
    <EvidenceDrawer
      title={definition.title}
      subtitle={`${definition.sentence.replace(/\.$/, '')}: ${figureText(reading)}`}
      formula={arithmeticText(reading)}
      queries={distinct(queries)}
      coverage={
        coverage === null && reason?.code !== 'coverage'
          ? null
          : {
              heading: t('evidence.coverage', 'Coverage {{share}}', {
                share: `${decimalText((coverage ?? 0) >= 1 ? 100 : Math.floor((coverage ?? 0) * 1000) / 10, 1)} %`,
              }),
              content: (
                <p>
                  {population &&
                    t('figure.population', '{{n}} of {{of}} report now.', {
                      n: countText(population.reporting),
                      of: countText(population.of),
                    })}{' '}
                  {t('evidence.needs', 'A verdict needs {{share}} %.', { share: 95 })}
                </p>
              ),
            }
      }
      facts={facts}
      onClose={onClose}
    />
  );
}

/** What was asked about several stretches of time is told once. */
function distinct(queries: KpiReading['queries']): KpiReading['queries'] {
  const isFirst = ({ expr, sourceUid }: KpiReading['queries'][number], index: number) =>
    queries.findIndex((one) => one.expr === expr && one.sourceUid === sourceUid) === index;
  return queries.filter(isFirst);
}

function feedWords({ kind, sourceName }: NonNullable<KpiReading['feed']>): string {
  switch (kind) {
    case 'promql':
      return sourceName ?? '';
    case 'alerts':
      return t('figure.feed-alerts', '{{name}}, the series ALERTS', { name: sourceName ?? '' });
    case 'journal':
      return t('figure.feed-journal', 'Signed rounds of the journal');
    case 'argocd':
      return t('figure.feed-argocd', 'Argo CD');
    case 'backups':
      return t('figure.feed-backups', 'Days of backups and restore tests in the journal');
    case 'manual':
      return t('figure.feed-manual', 'An entry by hand, signed');
  }
}
