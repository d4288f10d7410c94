import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';

import type { TargetRow } from '../../../core/products/backups/view';
import { postureVerdict, providerWord, verificationVerdict, verificationWord } from '../../../ui/backups/postureWords';
import { ageText } from '../../../ui/backups/ageText';
import { JudgedText } from '../../../ui/JudgedText';
import { Meter } from '../../../ui/Meter';
import { t } from '../../../ui/t';
import { markColor } from '../../../ui/verdictLook';
import { CopyCells } from './CopyCells';

interface CellProps {
  row: TargetRow;
  nowMs: number;
}

/** The objective stands at two thirds of the meter, so that what is past it is seen. */
const OBJECTIVE_AT = 2 / 3;

/** "31 h of 26 h" over a meter; a hatch where nobody knows. */
export function LastGood({ row, nowMs }: CellProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { lastGood, posture } = row;
  const { rpoSeconds } = row.objective;
  if (posture === 'excluded' && lastGood.state !== 'known') {
    return <span className={styles.quiet}>—</span>;
  }
  const verdict = lastGoodVerdict(row, nowMs);
  const isCalm = verdict === 'pass' || verdict === 'na';
  const ageMs = lastGood.state === 'known' ? Math.max(0, nowMs - lastGood.atMs) : null;
  return (
    <div className={styles.lastGood}>
      <div className={styles.ageLine}>
        <span style={isCalm ? undefined : { color: markColor(verdict, theme) }}>{lastGoodText(row, nowMs)}</span>
        {rpoSeconds !== null && <small>{t('targets.of', 'of {{limit}}', { limit: ageText(rpoSeconds * 1000) })}</small>}
      </div>
      {rpoSeconds !== null && (
        <Meter
          ratio={
            lastGood.state === 'unknown'
              ? null
              : ageMs === null
                ? 1
                : Math.min(1, (ageMs / (rpoSeconds * 1000)) * OBJECTIVE_AT)
          }
          verdict={verdict}
          limit={lastGood.state === 'known' ? OBJECTIVE_AT : null}
          height={4}
        />
      )}
    </div>
  );
}

/** The age, `never` or `?`. */
export function lastGoodText({ lastGood }: Pick<TargetRow, 'lastGood'>, nowMs: number): string {
  switch (lastGood.state) {
    case 'known':
      return ageText(nowMs - lastGood.atMs);
    case 'never':
      return t('targets.never', 'never');
    case 'unknown':
      return '?';
  }
}

/** Of the number alone: a young backup of a target that no job takes is a young backup. */
function lastGoodVerdict({ lastGood, objective, posture }: TargetRow, nowMs: number) {
  if (lastGood.state === 'unknown') {
    return 'unknown';
  }
  if (lastGood.state === 'never') {
    return posture === 'protected' || posture === 'excluded' ? 'na' : postureVerdict(posture);
  }
  const isPast = objective.rpoSeconds !== null && nowMs - lastGood.atMs > objective.rpoSeconds * 1000;
  return isPast ? (posture === 'unprotected' ? 'fail' : 'warn') : 'pass';
}

/** "PBS 31 h · vzdump 3 d", each with its own age; "nothing". */
export function ProtectedBy({ row, nowMs }: CellProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { protectedBy, posture } = row;
  if (protectedBy.length === 0) {
    return posture === 'unprotected' ? (
      <span style={{ color: markColor('fail', theme) }}>{t('targets.nothing', 'nothing')}</span>
    ) : (
      <span className={styles.quiet}>{posture === 'unknown' ? '?' : '—'}</span>
    );
  }
  return (
    <span className={posture === 'protected' ? styles.quiet : undefined}>
      {protectedBy.map(({ provider, place, newestMs, isUnknown }, at) => (
        <span key={`${provider} ${place}`} title={place}>
          {at > 0 && ' · '}
          {providerWord(provider)}{' '}
          <small className={styles.small}>
            {newestMs === null ? (isUnknown ? '?' : t('targets.never', 'never')) : ageText(nowMs - newestMs)}
            {newestMs !== null && isUnknown && '?'}
          </small>
        </span>
      ))}
    </span>
  );
}

/** When the newest copy that could be was verified, or why that is not told. */
export function Verified({ row, nowMs }: CellProps) {
  const styles = useStyles2(getStyles);
  const { state, atMs } = row.verified;
  if (state === 'none' || (row.protectedBy.length === 0 && state === 'never')) {
    return <span className={styles.quiet}>—</span>;
  }
  if (state === 'unknown') {
    return <JudgedText verdict="unknown">?</JudgedText>;
  }
  const age =
    atMs === null ? verificationWord(state) : t('age.ago', '{{duration}} ago', { duration: ageText(nowMs - atMs) });
  return (
    <span className={state === 'ok' || state === 'waiting' ? styles.quiet : undefined}>
      <JudgedText verdict={verificationVerdict(state)}>{state === 'failed' ? verificationWord(state) : age}</JudgedText>
    </span>
  );
}

/** How long ago somebody restored it and signed. */
export function RestoreTested({ row, nowMs }: CellProps) {
  const styles = useStyles2(getStyles);
  const { last, isNever, verdict } = row.restoreTest;
  if (verdict === 'na' && last === null) {
    return <span className={styles.quiet}>—</span>;
  }
  const text =
    last === null
      ? isNever
        ? t('targets.never', 'never')
        : '?'
      : last.result === 'failed'
        ? t('targets.test-failed', 'failed')
        : ageText(nowMs - last.atMs);
  return (
    <span className={verdict === 'pass' ? styles.quiet : undefined}>
      <JudgedText verdict={verdict}>{text}</JudgedText>
    </span>
  );
}

export function Copies({ row }: Pick<CellProps, 'row'>) {
  const styles = useStyles2(getStyles);
  const { cells, target, objective, posture } = row;
  if (cells.length > 0) {
    return <CopyCells cells={cells} />;
  }
  const hasNone = target.copies.length === 0 && objective.copies !== null && posture !== 'excluded';
  return <span className={styles.quiet}>{hasNone ? t('targets.no-copy', 'no copy') : '—'}</span>;
}

const getStyles = (theme: GrafanaTheme2) => ({
  lastGood: css({ display: 'grid', gap: 2 }),
  ageLine: css({
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'baseline',
    gap: theme.spacing(1),
    whiteSpace: 'nowrap',
    '& small': { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize },
  }),
  small: css({
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
    whiteSpace: 'nowrap',
  }),
  quiet: css({ color: theme.colors.text.secondary }),
});
