import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Drawer, useStyles2 } from '@grafana/ui';
import { useRef } from 'react';

import type { PostureView, TargetRow } from '../../../core/products/backups/view';
import { PostureMark } from '../../../ui/backups/PostureMark';
import { kindWord, postureVerdict, verificationWord } from '../../../ui/backups/postureWords';
import { postureReasonSentence } from '../../../ui/backups/reasonSentence';
import { ageText } from '../../../ui/backups/ageText';
import { Mark } from '../../../ui/Mark';
import { FactGrid } from '../../../ui/FactGrid';
import { t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { useFirstFocus } from '../../../ui/useFirstFocus';
import { shortDate } from '../../../ui/when';
import { useZone } from '../../../ui/zone';
import { ReasonLink } from './ReasonLink';
import { evidenceWords } from './RestoreTests';
import { lastGoodText } from './targetCells';
import { TargetDays } from './TargetDays';
import { CopyList, Origin } from './TargetLists';
import { JobList, RunList } from './TargetRuns';
import { Trends } from './Trends';

interface Props {
  view: PostureView;
  nowMs: number;
  onRecord: ((key: string) => void) | null;
}

/** The drawer of the target that the address names (`?target=`), at the day that it names (`&day=`). */
export function TargetOfAddress({ view, ...props }: Props) {
  const [params, change] = useAddress();
  const key = params.get('target');
  if (key === null) {
    return null;
  }
  const close = () => change({ target: null, day: null });
  const row = view.rows.find(({ target }) => target.key === key);
  return row === undefined ? (
    <Drawer size="md" title={t('target.nobody', 'No such target is known')} onClose={close}>
      {t('target.nobody-why', '{{key}} may be gone, or no source may tell of it.', { key })}
    </Drawer>
  ) : (
    <TargetDrawer key={key} row={row} view={view} day={params.get('day')} onClose={close} {...props} />
  );
}

interface DrawerProps extends Props {
  row: TargetRow;
  day: string | null;
  onClose: () => void;
}

/** All that is known of one target: why it stands as it does, its copies, jobs and runs, and where that comes from. */
function TargetDrawer({ row, view, day, nowMs, onRecord, onClose }: DrawerProps) {
  const styles = useStyles2(getStyles);
  const body = useRef<HTMLDivElement>(null);
  useFirstFocus(() => body.current);
  const { target, posture } = row;
  return (
    <Drawer
      size="md"
      title={target.name}
      subtitle={
        <span className={styles.subtitle}>
          <PostureMark posture={posture} />
          <span>{[kindWord(target.kind), target.place].filter((part) => part !== '').join(' · ')}</span>
        </span>
      }
      onClose={onClose}
    >
      <div ref={body} tabIndex={-1} className={styles.column}>
        <Reasons row={row} onRecord={onRecord} />
        <Facts row={row} nowMs={nowMs} />
        {onRecord !== null && posture !== 'excluded' && (
          <div>
            <Button variant="secondary" icon="check" onClick={() => onRecord(target.key)}>
              {t('targets.record', 'Record a restore test')}
            </Button>
          </div>
        )}
        <TargetDays row={row} days={view.days} day={day} />
        <CopyList row={row} nowMs={nowMs} />
        <JobList row={row} />
        <Trends row={row} />
        <RunList row={row} day={day} />
        <Origin row={row} sources={view.sources} />
      </div>
    </Drawer>
  );
}

function Reasons({ row, onRecord }: Pick<DrawerProps, 'row' | 'onRecord'>) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const { coverage } = row.target;
  if (coverage.state === 'excluded') {
    const until =
      coverage.untilMs === null
        ? ''
        : t('target.excluded-until', 'Until {{date}}.', { date: shortDate(coverage.untilMs, zone) });
    return (
      <p className={styles.quiet}>
        {t('target.excluded', 'Somebody says that it needs no backup: {{why}}', { why: coverage.why })} {until}
      </p>
    );
  }
  return row.reasons.length === 0 ? (
    <Mark state="pass" word={t('target.fine', 'Recent, verified as asked for, and the last run was good.')} />
  ) : (
    <ul className={styles.reasons} aria-label={t('target.reasons', 'Why')}>
      {row.reasons.map((reason, at) => (
        <li key={`${reason.code} ${at}`}>
          <Mark state={postureVerdict(reason.posture)} glyphOnly />
          <span>
            {postureReasonSentence(reason, zone)}{' '}
            <ReasonLink row={row} reason={reason} onRecord={onRecord} isInDrawer />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Facts({ row, nowMs }: Pick<DrawerProps, 'row' | 'nowMs'>) {
  const { objective, verified, restoreTest, lastGood } = row;
  const ago = (ms: number) => t('age.ago', '{{duration}} ago', { duration: ageText(nowMs - ms) });
  const facts: ReadonlyArray<readonly [string, string]> = [
    [
      t('target.last-good', 'Last good backup'),
      lastGood.state === 'known' ? ago(lastGood.atMs) : lastGoodText(row, nowMs),
    ],
    ...(objective.rpoSeconds === null
      ? []
      : ([[t('target.objective', 'May be as old as'), objectiveWords(objective, objective.rpoSeconds)]] as const)),
    [
      t('target.verified', 'Verified'),
      verified.atMs === null
        ? verificationWord(verified.state)
        : `${ago(verified.atMs)}${verified.state === 'ok' ? '' : `, ${verificationWord(verified.state)}`}`,
    ],
    [
      t('target.restore-tested', 'Restore-tested'),
      restoreTest.last === null
        ? evidenceWords(restoreTest)
        : `${ago(restoreTest.last.atMs)}, ${evidenceWords(restoreTest)}`,
    ],
    ...(restoreTest.dueEverySeconds === null
      ? []
      : ([[t('target.due-every', 'Restore test due every'), ageText(restoreTest.dueEverySeconds * 1000)]] as const)),
  ];
  return <FactGrid facts={facts} />;
}

function objectiveWords({ rpoOrigin }: TargetRow['objective'], seconds: number): string {
  const limit = ageText(seconds * 1000);
  switch (rpoOrigin) {
    case 'schedule':
      return t('target.by-schedule', '{{limit}}, by its own schedule', { limit });
    case 'rule':
      return t('target.by-rule', '{{limit}}, by a rule', { limit });
    case 'default':
      return t('target.by-default', '{{limit}}, as no rule says otherwise', { limit });
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  column: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2.5),
    containerType: 'inline-size',
    '&:focus': { outline: 'none' },
  }),
  subtitle: css({
    display: 'inline-flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 1.5),
    color: theme.colors.text.secondary,
  }),
  reasons: css({
    display: 'grid',
    gap: theme.spacing(1),
    margin: 0,
    listStyle: 'none',
    '& > li': { display: 'flex', gap: theme.spacing(1), overflowWrap: 'anywhere' },
  }),
  quiet: css({ margin: 0, color: theme.colors.text.secondary, overflowWrap: 'anywhere' }),
});
