import { css } from '@emotion/css';
import { locationUtil, type GrafanaTheme2 } from '@grafana/data';
import { TextLink, useStyles2 } from '@grafana/ui';

import type { HistoryDay, ListHistory } from '../../core/checklist/history';
import { instantOf } from '../../core/time/zone';
import { Mark } from '../../ui/Mark';
import { roundMark, roundWord } from '../../ui/round/roundWords';
import { plural, t } from '../../ui/t';
import { shortDay } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { detailWords } from './detailWords';
import { roundHref } from './roundHref';

interface Props {
  list: ListHistory;
  day: HistoryDay;
}

/** The chosen day of the map in words, always in the same place and of the same height. */
export function RoundDetail({ list: { template }, day }: Props) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const [round, ...others] = day.rounds;
  const href = roundHref(day);
  const words = [
    round && detailWords(round, zone),
    others.length > 0 &&
      plural('detail.others', others.length, {
        one: '{{count}} more round that day.',
        other: '{{count}} more rounds that day.',
      }),
  ].filter(Boolean);
  return (
    <div className={styles.line} role="status">
      <Mark state={roundMark(day.state, round?.isOnTime)} word={roundWord(day.state, round?.isOnTime)} />
      <strong className={styles.name}>
        {t('detail.name', '{{list}}, {{day}}', {
          list: template.title,
          day: shortDay(instantOf(day.date, '12:00', zone), zone),
        })}
      </strong>
      <span className={styles.words} title={words.join(' ')}>
        {words.join(' ')}
      </span>
      {href !== null && (
        <span className={styles.link}>
          <TextLink href={locationUtil.assureBaseUrl(href)} variant="bodySmall">
            {round?.state === 'due' ? t('detail.open', 'Open round') : t('detail.record', 'Open the record')}
          </TextLink>
        </span>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    height: 40,
    marginTop: theme.spacing(2),
    padding: theme.spacing(0, 1.5),
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
    whiteSpace: 'nowrap',
  }),
  name: css({ fontWeight: theme.typography.fontWeightMedium }),
  words: css({
    ...theme.typography.bodySmall,
    flex: 1,
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    color: theme.colors.text.secondary,
  }),
  link: css({ flex: 'none' }),
});
