import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { POSTURES, type Posture, type PostureView, type TargetRow } from '../../core/products/backups/view';
import { PostureBar } from '../../ui/backups/PostureBar';
import { judgedCount, postureCountWord, postureVerdict } from '../../ui/backups/postureWords';
import { Mark } from '../../ui/Mark';
import { PanelFoot, PanelFrame } from '../../ui/panel/PanelFrame';
import { reasonWords } from '../../ui/reasonText';
import { t } from '../../ui/t';
import { countText } from '../../ui/when';
import { backupsHref } from './backupsHref';
import { countOf } from './chosen';
import { BAR_PX, FOOT_PX, HEAD_PX, panelLayout, TALLY_PX, type Layout } from './layout';
import { NightMap } from './NightMap';
import type { BackupOptions } from './options';
import { TargetTable } from './TargetTable';

interface Props {
  view: PostureView;
  /** That the options choose, worst first. */
  rows: readonly TargetRow[];
  options: Pick<BackupOptions, 'part' | 'days'>;
  isReading: boolean;
  nowMs: number;
  size: { width: number; height: number };
}

/** Backups at a glance: how many targets are protected, and the worst of them or how their last nights ended. */
export function BackupView({ view, rows, options, isReading, nowMs, size }: Props) {
  const listed = rows.filter(({ posture }) => posture !== 'excluded');
  const exceptions = listed.filter(({ posture }) => posture !== 'protected');
  const layout = panelLayout(size, options.part, listed.length);
  const counts = countOf(rows);
  const isNights = layout.shows === 'nights';
  // A small panel says who needs somebody; that the others are protected is said above.
  const shown = isNights ? listed : (layout.isWide ? listed : exceptions).slice(0, layout.rows);
  const hidden = isNights ? 0 : Math.max(0, exceptions.length - shown.length);
  return (
    <PanelFrame name={t('panel.backup.backups', 'Backups')} size={size} isReading={isReading}>
      <Head counts={counts} layout={layout} />
      {layout.hasTally && <Tally counts={counts} view={view} layout={layout} />}
      {layout.rows > 0 && shown.length > 0 && (
        <>
          {isNights ? (
            <NightMap rows={shown} matrix={view.days} days={options.days} lines={layout.rows} width={size.width} />
          ) : (
            <TargetTable rows={shown} isWide={layout.isWide} width={size.width} nowMs={nowMs} />
          )}
        </>
      )}
      <PanelFoot
        height={FOOT_PX}
        facts={
          isNights
            ? t(
                'panel.backup.legend',
                'Per night. Outline: missed. Cross: failed. Hatched: no data. Dot: not expected.'
              )
            : t('panel.backup.age-legend', 'Age of the last good backup')
        }
        href={backupsHref()}
      >
        {layout.isWide
          ? t('panel.backup.open', 'Open backups')
          : hidden > 0
            ? t('panel.n-more', '{{n}} more', { n: countText(hidden) })
            : t('panel.open', 'Open')}
      </PanelFoot>
    </PanelFrame>
  );
}

type Counts = Readonly<Record<Posture, number>>;

/** "129 of 142 protected", with the bar beside or below it. */
function Head({ counts, layout }: { counts: Counts; layout: Layout }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <div className={styles.head}>
        <span>
          <span className={styles.value}>{countText(counts.protected)}</span>{' '}
          <span className={styles.quiet}>
            {t('panel.backup.of-protected', 'of {{all}} protected', { all: countText(judgedCount(counts)) })}
          </span>
        </span>
        {layout.isWide && <PostureBar counts={counts} />}
      </div>
      {layout.hasBar && (
        <div className={styles.bar}>
          <PostureBar counts={counts} />
        </div>
      )}
    </>
  );
}

function Tally({ counts, view, layout }: { counts: Counts; view: PostureView; layout: Layout }) {
  const styles = useStyles2(getStyles);
  const missing = [
    ...view.sources.flatMap(({ name, problem }) => (problem === null ? [] : `${name}: ${reasonWords(problem)}`)),
    ...(view.journalFailed === null
      ? []
      : [
          t('panel.backup.journal', 'The journal could not be read: {{why}}', { why: reasonWords(view.journalFailed) }),
        ]),
  ];
  const shown = POSTURES.filter(
    (posture) => counts[posture] > 0 && (layout.isWide || (posture !== 'protected' && posture !== 'excluded'))
  );
  const wordOf = (posture: Posture) =>
    t('targets.n-of', '{{n}} {{what}}', { n: countText(counts[posture]), what: postureCountWord(posture) });
  const isAllWell = shown.length === 0 && missing.length === 0 && counts.protected > 0;
  return (
    <div className={styles.tally} title={[...missing, ...shown.map(wordOf)].join(', ')}>
      {missing.length > 0 && (
        <Mark state="unknown" word={t('read.partial', 'Not all of it')} glyphOnly={!layout.isWide} size="sm" />
      )}
      {shown.map((posture) => (
        <Mark key={posture} state={postureVerdict(posture)} word={wordOf(posture)} size="sm" />
      ))}
      {isAllWell && <Mark state="pass" word={wordOf('protected')} size="sm" />}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  head: css({
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    alignItems: 'center',
    gap: theme.spacing(2),
    height: HEAD_PX,
    padding: theme.spacing(0, 1.5),
    whiteSpace: 'nowrap',
  }),
  value: css({
    fontSize: theme.typography.h3.fontSize,
    lineHeight: 1,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  quiet: css({ color: theme.colors.text.secondary }),
  bar: css({ height: BAR_PX, padding: theme.spacing(0.25, 1.5) }),
  // What does not fit beside the others goes as a whole; the title says all.
  tally: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 1.5),
    height: TALLY_PX,
    lineHeight: `${TALLY_PX}px`,
    padding: theme.spacing(0, 1.5),
    overflow: 'hidden',
    '& > span': { height: TALLY_PX },
  }),
});
