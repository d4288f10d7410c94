import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { MouseEvent, ReactNode } from 'react';
import { Link, useNavigate } from 'react-router-dom';

import type { OnTime } from '../../core/checklist/historyFigures';
import type { VersionOrigin } from '../../core/checklist/published';
import type { RoutineGroup } from '../../core/checklist/routines';
import { Mark } from '../../ui/Mark';
import { cadenceWords } from '../../ui/round/cadenceWords';
import { tooFew } from '../../ui/round/onTimeWords';
import { OnTimeRate } from '../../ui/round/OnTimeRate';
import { RoundStrip } from '../../ui/round/RoundStrip';
import { roundMark } from '../../ui/round/roundWords';
import { runPath } from '../../ui/round/runPath';
import { t } from '../../ui/t';
import { useZone } from '../../ui/zone';
import { todayPath } from './paths';
import { lastWords, nextWords } from './routineWords';
import { RoutineMenu } from './RoutineMenu';
import { StartButton } from './StartButton';
import type { ShownRoutine } from './useRoutines';

/** Below this the strip and the numbers leave. */
const WIDE_FROM = 900;

interface Props {
  routines: readonly ShownRoutine[];
  /** What became of the rounds is still being read. */
  isReading: boolean;
  nowMs: number;
}

const GROUPS: readonly RoutineGroup[] = ['today', 'later', 'on-demand', 'off'];

/** A line for each list below the heading of its group. A line opens the round of now, its last run the record of that. */
export function RoutineTable({ routines, isReading, nowMs }: Props) {
  const styles = useStyles2(getStyles);
  const groups = GROUPS.map((group) => ({ group, rows: routines.filter((routine) => routine.group === group) }));
  return (
    <table className={styles.table} aria-label={t('checklists.title', 'Checklists')}>
      <thead>
        <tr>
          <th scope="col">{t('checklists.list', 'Checklist')}</th>
          <th scope="col">{t('checklists.next', 'Next due')}</th>
          <th scope="col">{t('checklists.last', 'Last run')}</th>
          <th scope="col" className={styles.wide}>
            {t('checklists.strip', 'Last 16 runs')}
          </th>
          <th scope="col" className={cx(styles.wide, styles.right)}>
            {t('checklists.on-time', 'On time (13 weeks)')}
          </th>
          <th scope="col" className={cx(styles.wide, styles.right)}>
            {t('checklists.automated', 'Automated')}
          </th>
          <th scope="col" className={styles.wide}>
            {t('checklists.template', 'Template')}
          </th>
          <th className={styles.wide} aria-label={t('checklists.more', 'More')} />
        </tr>
      </thead>
      {groups
        .filter(({ rows }) => rows.length > 0)
        .map(({ group, rows }) => (
          <tbody key={group}>
            <tr>
              <th scope="rowgroup" colSpan={8} className={styles.group}>
                {groupWord(group)}
              </th>
            </tr>
            {rows.map((routine) => (
              <Row key={routine.template.id} routine={routine} isReading={isReading} nowMs={nowMs} />
            ))}
          </tbody>
        ))}
    </table>
  );
}

function Row({ routine, isReading, nowMs }: Omit<Props, 'routines'> & { routine: ShownRoutine }) {
  const styles = useStyles2(getStyles);
  const navigate = useNavigate();
  const { template, group, next, strip, onTime, items, withChecks, origin } = routine;
  const path = next === null && group !== 'on-demand' ? null : todayPath(template.id);
  const open = (event: MouseEvent) => {
    if (path !== null && !(event.target instanceof Element && event.target.closest('a, button, [role="menu"]'))) {
      navigate(path);
    }
  };
  const known = (cell: ReactNode) => (isReading ? <span aria-hidden className={styles.bar} /> : cell);
  return (
    <tr className={cx(path !== null && styles.opens)} onClick={open}>
      <td>
        {path === null ? (
          template.title
        ) : (
          <Link to={path} className={styles.name}>
            {template.title}
          </Link>
        )}
        <div className={styles.sub}>{cadenceWords(template)}</div>
      </td>
      <td>
        <Next routine={routine} isReading={isReading} nowMs={nowMs} />
      </td>
      <td>{known(<Last routine={routine} nowMs={nowMs} />)}</td>
      <td className={styles.wide}>{known(strip.length > 0 && <RoundStrip rounds={strip} />)}</td>
      <td className={cx(styles.wide, styles.right)}>{known(onTime && <Rate onTime={onTime} />)}</td>
      <td className={cx(styles.wide, styles.right)}>
        {t('checklists.automated-of', '{{n}} of {{items}}', { n: withChecks, items })}
      </td>
      <td className={cx(styles.wide, styles.version)}>
        <Version origin={origin} />
      </td>
      <td className={cx(styles.wide, styles.menu)}>
        <RoutineMenu routine={routine} />
      </td>
    </tr>
  );
}

/** Where the version of the list comes from that the next round takes. */
function Version({ origin }: { origin: VersionOrigin }) {
  switch (origin.from) {
    case 'library':
      return <>{t('checklists.built-in', 'Built-in')}</>;
    case 'changed':
      return <>{t('checklists.changed-version', 'Changed, v{{n}}', { n: origin.nth })}</>;
    case 'own':
      return <>{t('checklists.own-version', 'Own, v{{n}}', { n: origin.nth })}</>;
    case 'missing':
      return <Mark state="unknown" word={t('checklists.version-missing', 'Not at hand')} size="sm" />;
  }
}

function Next({
  routine: { template, group, next },
  isReading,
  nowMs,
}: Omit<Props, 'routines'> & { routine: ShownRoutine }) {
  const styles = useStyles2(getStyles);
  if (next === null && group === 'on-demand') {
    return <StartButton template={template} />;
  }
  if (next === null) {
    return (
      <span className={styles.quiet}>
        {group === 'off' ? t('checklists.off', 'Off') : t('checklists.no-due', 'Never due')}
      </span>
    );
  }
  const words = nextWords(next, nowMs);
  if (next.state === 'unknown') {
    return isReading ? <>{words}</> : <Mark state="unknown" word={words} size="sm" />;
  }
  if (next.state === 'due' && nowMs > next.run.dueMs) {
    return <Mark state="warn" word={words} size="sm" />;
  }
  return next.state === 'due' ? <strong className={styles.now}>{words}</strong> : <>{words}</>;
}

function Last({ routine: { last, group }, nowMs }: { routine: ShownRoutine; nowMs: number }) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  if (last === null) {
    return (
      <span className={styles.quiet}>
        {group === 'today' || group === 'later'
          ? t('checklists.none-yet', 'None yet')
          : t('checklists.none', 'None in 13 weeks')}
      </span>
    );
  }
  const state = roundMark(last.state, last.isOnTime);
  const words = lastWords(last, nowMs, zone);
  return (
    <Link to={runPath(last.run)} className={styles.last}>
      {state === 'pass' ? (
        <>
          <Mark state="pass" glyphOnly size="sm" /> {words}
        </>
      ) : (
        <Mark state={state} word={words} size="sm" />
      )}
    </Link>
  );
}

/** Of too few rounds there is no rate, and that is no fault of theirs. */
function Rate({ onTime }: { onTime: OnTime }) {
  const styles = useStyles2(getStyles);
  return onTime.ratio === null && onTime.unknown === 0 ? (
    <span className={styles.quiet}>{tooFew(onTime.of)}</span>
  ) : (
    <OnTimeRate onTime={onTime} />
  );
}

function groupWord(group: RoutineGroup): string {
  switch (group) {
    case 'today':
      return t('checklists.today', 'Due today');
    case 'later':
      return t('checklists.later', 'Later');
    case 'on-demand':
      return t('checklists.on-demand', 'On demand');
    case 'off':
      return t('checklists.group-off', 'Not turned on');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: '100%',
    marginTop: theme.spacing(2),
    '& thead th': {
      ...theme.typography.bodySmall,
      color: theme.colors.text.secondary,
      fontWeight: theme.typography.fontWeightRegular,
    },
    '& th, & td': { padding: theme.spacing(1, 2, 1, 0), textAlign: 'left' },
    '& th:last-child, & td:last-child': { paddingRight: 0 },
    '& tbody tr': { borderBottom: `1px solid ${theme.colors.border.weak}` },
    '& td': { overflowWrap: 'break-word' },
    // A mark with many words has to break where three columns share a phone.
    [`@container (max-width: ${WIDE_FROM - 1}px)`]: { '& td span': { whiteSpace: 'normal' } },
  }),
  group: css({
    '&&': { ...theme.typography.body, fontWeight: theme.typography.fontWeightMedium, paddingTop: theme.spacing(3) },
    'tbody:first-of-type &&': { paddingTop: theme.spacing(1) },
  }),
  opens: css({ cursor: 'pointer', '&:hover': { background: theme.colors.background.secondary } }),
  name: css({ '&:hover': { textDecoration: 'underline' } }),
  sub: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  quiet: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  now: css({ fontWeight: theme.typography.fontWeightMedium }),
  last: css({
    display: 'inline-flex',
    gap: theme.spacing(0.75),
    color: theme.colors.text.secondary,
    '&:hover': { textDecoration: 'underline' },
    '& span': { whiteSpace: 'normal', alignItems: 'flex-start' },
    '& svg': { marginTop: 3 },
  }),
  wide: css({ [`@container (max-width: ${WIDE_FROM - 1}px)`]: { '&&': { display: 'none' } } }),
  right: css({
    '&&': { textAlign: 'right' },
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    '& > span': { justifyContent: 'flex-end' },
  }),
  // In a cell it sits high.
  menu: css({ '& button': { display: 'flex', margin: 0 } }),
  version: css({ whiteSpace: 'nowrap', color: theme.colors.text.secondary }),
  bar: css({
    display: 'inline-block',
    width: 72,
    height: 10,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
  }),
});
