import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, LinkButton, useStyles2 } from '@grafana/ui';
import { Link } from 'react-router-dom';

import type { ChecklistTemplate } from '../../core/checklist/template';
import { appHref } from '../../ui/appHref';
import { FOCUS_HOME } from '../../ui/FocusHome';
import { Mark } from '../../ui/Mark';
import { reasonAdvice, reasonWords } from '../../ui/reasonText';
import { doubtWords, roundMark, roundWord } from '../../ui/round/roundWords';
import { runPath } from '../../ui/round/runPath';
import type { Begun } from '../../ui/round/useBegun';
import { plural, t } from '../../ui/t';
import { shortDay } from '../../ui/when';
import { useZone } from '../../ui/zone';

interface Props {
  template: ChecklistTemplate;
  begun: Begun;
  /** The settings turn the list on: one that is off has no rounds. */
  isOn: boolean;
}

/** A list on demand without a round to look at: what is in it, what became of the last one, and the button that begins one. */
export function BeginList({ template, begun, isOn }: Props) {
  const styles = useStyles2(getStyles);
  const { title, items } = template;
  const { begin, refused, last } = begun;
  return (
    <section className={styles.box} aria-label={title}>
      <h2 className={styles.title} {...FOCUS_HOME}>
        {title}
      </h2>
      <p className={styles.line}>
        {plural('begin.items', items.length, {
          one: 'On demand, {{count}} item. It is due a day after somebody begins it.',
          other: 'On demand, {{count}} items. It is due a day after somebody begins it.',
        })}
      </p>
      {last && <LastRound last={last} />}
      <ul className={styles.items}>
        {items.map((item) => (
          <li key={item.id}>{item.title}</li>
        ))}
      </ul>
      {!isOn ? (
        <div className={styles.line}>
          {t('begin.off', 'This list is not turned on.')}{' '}
          <LinkButton size="sm" fill="text" href={appHref('setup')}>
            {t('begin.setup', 'Open Setup')}
          </LinkButton>
        </div>
      ) : (
        <Button onClick={begin ?? undefined} disabled={begin === null}>
          {t('begin.start', 'Start')}
        </Button>
      )}
      {begun.mayWrite === false && (
        <p className={styles.line}>
          {t(
            'begin.viewer',
            'You can read this, not begin it: that writes an annotation and your account may not create one.'
          )}
        </p>
      )}
      {refused && (
        <div role="alert">
          <Mark state="unknown" word={t('begin.refused', 'The round was not begun')} /> {reasonWords(refused)}{' '}
          {reasonAdvice(refused)}
        </div>
      )}
    </section>
  );
}

function LastRound({ last: { run, state, isOnTime, openMs, doubt } }: { last: NonNullable<Begun['last']> }) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  return (
    <p className={styles.last}>
      {t('begin.last', 'Last round')} <Link to={runPath(run)}>{shortDay(openMs, zone)}</Link>{' '}
      <Mark state={roundMark(state, isOnTime)} word={roundWord(state, isOnTime)} size="sm" />{' '}
      {doubt && doubtWords(doubt)}
    </p>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: theme.spacing(1.5),
    padding: theme.spacing(3),
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
  }),
  title: css({ ...theme.typography.h3, margin: 0 }),
  line: css({ margin: 0, maxWidth: '80ch', color: theme.colors.text.secondary }),
  last: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0, 1),
    margin: 0,
    color: theme.colors.text.secondary,
    '& a': { textDecoration: 'underline' },
  }),
  items: css({ margin: 0, paddingLeft: theme.spacing(2.5), maxWidth: '80ch' }),
});
