import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { CarriedItem } from '../../core/checklist/carry';
import type { CarriedNow } from '../../core/checklist/historyFigures';
import { instantOf } from '../../core/time/zone';
import { Mark } from '../../ui/Mark';
import { Section } from '../../ui/Section';
import { plural, t } from '../../ui/t';
import { shortDay } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { daysText } from './figures';

/** Lists stop here and say what they left out. */
const SHOWN = 10;

interface Props {
  carried: CarriedNow;
  titleOf: (list: string) => string;
}

/** What the last round of each list left open, the oldest first, by age. */
export function CarriedOver({ carried: { items, cut, lists }, titleOf }: Props) {
  const styles = useStyles2(getStyles);
  const more = items.length - Math.min(items.length, SHOWN) + cut;
  return (
    <Section
      title={t('carried.title', 'Carried over')}
      count={t('carried.open', '{{n}} open', { n: items.length + cut })}
      actions={<Ages items={items} />}
    >
      {items.length + cut === 0 ? (
        <p className={styles.more}>
          {lists === 0
            ? t('carried.no-round', 'No round was signed in these weeks: what is open is not known.')
            : t('carried.none', 'The last round of each list left nothing open.')}
        </p>
      ) : (
        <ul className={styles.list}>
          {items.slice(0, SHOWN).map((one) => (
            <Row key={`${one.list} ${one.item}`} one={one} list={titleOf(one.list)} />
          ))}
        </ul>
      )}
      {more > 0 && (
        <p className={styles.more}>
          {plural('carried.more', more, { one: '{{count}} more', other: '{{count}} more' })}
        </p>
      )}
    </Section>
  );
}

function Row({ one, list }: { one: CarriedItem; list: string }) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const since = shortDay(instantOf(one.since, '12:00', zone), zone);
  const words = [
    t('carried.since', '{{list}}, since {{day}}', { list, day: since }),
    one.decision && decisionWord(one.decision),
    one.owner,
  ].filter(Boolean);
  return (
    <li className={styles.row}>
      <Mark state={one.verdict === 'hand' ? 'todo' : one.verdict} glyphOnly />
      <span className={styles.what}>
        <span className={styles.title}>{one.title || one.item}</span>
        <span className={styles.sub}>{words.join(', ')}</span>
        {one.note !== '' && <span className={styles.sub}>“{one.note}”</span>}
      </span>
      <span className={styles.age}>{daysText(one.days)}</span>
    </li>
  );
}

function decisionWord(decision: NonNullable<CarriedItem['decision']>): string {
  const words: Readonly<Record<typeof decision, string>> = {
    acknowledged: t('carried.acknowledged', 'acknowledged'),
    checked: t('carried.checked', 'checked by hand'),
    deferred: t('carried.deferred', 'deferred'),
    done: t('carried.done', 'done'),
    na: t('carried.na', 'not applicable'),
    risk: t('carried.risk', 'risk accepted'),
  };
  return words[decision];
}

function Ages({ items }: { items: readonly CarriedItem[] }) {
  const styles = useStyles2(getStyles);
  const count = (from: number, to: number) => items.filter(({ days }) => days >= from && days <= to).length;
  const buckets: ReadonlyArray<[string, number]> = [
    [t('carried.day', '0–1 day'), count(-Infinity, 1)],
    [t('carried.days', '2–3 days'), count(2, 3)],
    [t('carried.older', 'over 3 days'), count(4, Infinity)],
  ];
  return (
    <span className={styles.ages}>
      {buckets.map(([word, n]) => (
        <span key={word}>
          {word} <strong>{n}</strong>
        </span>
      ))}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  row: css({
    display: 'flex',
    gap: theme.spacing(1.5),
    padding: theme.spacing(1, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
  }),
  what: css({ display: 'flex', flexDirection: 'column', flex: 1, minWidth: 0, overflowWrap: 'anywhere' }),
  title: css({ color: theme.colors.text.primary }),
  sub: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  age: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, whiteSpace: 'nowrap' }),
  ages: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5, 2) }),
  more: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, margin: theme.spacing(1, 0, 0, 0) }),
});
