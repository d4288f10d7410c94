import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';

import type { TargetRow } from '../../core/products/backups/view';
import { PostureMark } from '../../ui/backups/PostureMark';
import { postureVerdict, postureWord } from '../../ui/backups/postureWords';
import { postureReasonSentence } from '../../ui/backups/reasonSentence';
import type { Column } from '../../ui/column';
import { ageText } from '../../ui/backups/ageText';
import { Mark } from '../../ui/Mark';
import { PanelTable, RowName } from '../../ui/panel/PanelTable';
import { t } from '../../ui/t';
import { markColor } from '../../ui/verdictLook';
import { useZone } from '../../ui/zone';
import { backupsHref } from './backupsHref';

interface Props {
  rows: readonly TargetRow[];
  isWide: boolean;
  width: number;
  nowMs: number;
}

/** The worst targets with the age of their last good backup; where there is room, why. */
export function TargetTable({ rows, isWide, width, nowMs }: Props) {
  const zone = useZone();
  const columns: ReadonlyArray<Column<TargetRow>> = [
    ...(isWide
      ? [
          {
            key: 'posture',
            heading: t('panel.backup.posture', 'Posture'),
            width: 116,
            cell: ({ posture }: TargetRow) => <PostureMark posture={posture} size="sm" />,
          },
        ]
      : []),
    {
      key: 'name',
      heading: t('panel.backup.target', 'Target'),
      cell: (row) => <Name row={row} hasGlyph={!isWide} why={whyOf(row, zone)} />,
    },
    ...(isWide
      ? [
          {
            key: 'why',
            heading: t('panel.backup.why', 'Why'),
            from: 640,
            cell: (row: TargetRow) => <Why words={whyOf(row, zone)} />,
          },
        ]
      : []),
    {
      key: 'age',
      heading: t('panel.backup.age', 'Last good'),
      numeric: true,
      width: isWide ? 108 : 92,
      cell: (row) => <Age row={row} nowMs={nowMs} />,
    },
  ];
  return (
    <PanelTable
      label={t('panel.backup.targets', 'Targets')}
      columns={columns}
      rows={rows}
      rowKey={({ target }) => target.key}
      hasHead={false}
      width={width}
    />
  );
}

function whyOf({ reasons: [reason] }: TargetRow, zone: string): string {
  return reason ? postureReasonSentence(reason, zone) : '';
}

function Name({ row: { target, posture }, hasGlyph, why }: { row: TargetRow; hasGlyph: boolean; why: string }) {
  const title = [target.name, target.place].join(', ');
  return (
    <RowName>
      {hasGlyph && <Mark state={postureVerdict(posture)} word={postureWord(posture)} glyphOnly size="sm" />}
      <a href={backupsHref({ target: target.key })} title={why === '' ? title : `${title}. ${why}`}>
        {target.name}
      </a>
    </RowName>
  );
}

function Why({ words }: { words: string }) {
  return (
    <span className={useStyles2(getStyles).why} title={words}>
      {words}
    </span>
  );
}

/** "4 d of 4 h", `never`, `?`. */
function Age({ row: { lastGood, objective, posture }, nowMs }: { row: TargetRow; nowMs: number }) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const { rpoSeconds } = objective;
  if (lastGood.state === 'unknown') {
    return <span style={{ color: markColor('unknown', theme) }}>?</span>;
  }
  if (lastGood.state === 'never') {
    return posture === 'excluded' ? (
      <span className={styles.quiet}>—</span>
    ) : (
      <span style={{ color: markColor(postureVerdict(posture), theme) }}>{t('targets.never', 'never')}</span>
    );
  }
  const ageMs = Math.max(0, nowMs - lastGood.atMs);
  const isPast = rpoSeconds !== null && ageMs > rpoSeconds * 1000;
  const age = ageText(ageMs);
  return isPast ? (
    <span style={{ color: markColor(posture === 'unprotected' ? 'fail' : 'warn', theme) }}>
      {t('panel.backup.age-of', '{{age}} of {{limit}}', { age, limit: ageText(rpoSeconds * 1000) })}
    </span>
  ) : (
    <span className={styles.quiet}>{age}</span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  quiet: css({ color: theme.colors.text.secondary }),
  why: css({ color: theme.colors.text.secondary }),
});
