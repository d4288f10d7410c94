import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, RadioButtonGroup, useStyles2 } from '@grafana/ui';

import type { RecordedItem } from '../../core/checklist/record';
import type { Decision } from '../../core/checklist/state';
import { localDate } from '../../core/time/zone';
import { useConnection } from '../../ui/connection';
import { Mark } from '../../ui/Mark';
import { Section } from '../../ui/Section';
import { plural, t } from '../../ui/t';
import { useAddress } from '../../ui/useAddress';
import { markGlyph } from '../../ui/verdictLook';
import { clockTime, shortDay } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { roundDate } from '../today/beforeWords';
import { decidedBy, decidedWord } from '../today/decisions';
import { checkWords, itemCounts, itemMark, itemWord, wasWord } from './recordWords';
import type { PastRun } from './usePastRun';

type Shown = 'all' | 'exceptions' | 'changed';

/** The items of the round in the order of the list: it is a record, and nothing moves up. */
export function RecordedItems({ past: { record, run } }: { past: PastRun }) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const [params, change] = useAddress();
  const { items, before } = record;
  const asked = params.get('items');
  const shown: Shown = !record.state.signature
    ? 'all'
    : asked === 'exceptions' || (asked === 'changed' && before)
      ? asked
      : 'all';
  const kept = items.filter(
    ({ isException, was }) => shown === 'all' || (shown === 'exceptions' ? isException : was !== null)
  );
  const options: Array<{ value: Shown; label: string }> = [
    { value: 'all', label: t('record.all', 'All') },
    { value: 'exceptions', label: t('record.exceptions', 'Exceptions') },
    ...(before
      ? [
          {
            value: 'changed' as const,
            label: t('record.changed', 'Changed since {{date}}', { date: roundDate(before.date, zone) }),
          },
        ]
      : []),
  ];
  return (
    <Section
      title={plural('record.items', items.length, { one: '{{count}} item', other: '{{count}} items' })}
      count={itemCounts(items)}
      actions={
        record.state.signature && (
          <RadioButtonGroup<Shown>
            size="sm"
            aria-label={t('filter.verdict', 'Show only')}
            value={shown}
            options={options}
            onChange={(value) => change({ items: value === 'all' ? null : value }, { replace: true })}
          />
        )
      }
    >
      <ul className={styles.list}>
        {kept.map((item) => (
          <Row key={item.id} item={item} runDate={run.date} />
        ))}
      </ul>
      {kept.length === 0 && <p className={styles.quiet}>{t('record.none', 'No item of this kind')}</p>}
    </Section>
  );
}

function Row({ item, runDate }: { item: RecordedItem; runDate: string }) {
  const styles = useStyles2(getStyles);
  const { library } = useConnection();
  const zone = useZone();
  const titleOf = (check: string) => library.checks.find(({ id }) => id === check)?.title ?? check;
  const mark = itemMark(item);
  const { title, finding, checks, decision, riskWhy, notes, owner, was, verdict } = item;
  const seen = finding === '' ? checks.map((check) => checkWords(check, titleOf)).join('; ') : finding;
  return (
    <li className={styles.row}>
      <span className={styles.verdict}>
        {mark === 'pass' || mark === 'done' ? (
          <span className={styles.calm}>
            <Icon name={markGlyph(mark)} aria-hidden />
            {itemWord(item)}
          </span>
        ) : (
          <Mark state={mark} word={itemWord(item)} />
        )}
      </span>
      <div className={styles.what}>
        <div>{title}</div>
        {seen !== '' && <div className={styles.quiet}>{seen}</div>}
        {was !== null && verdict !== null && (
          <div className={styles.quiet}>{t('record.was', 'In the round before: {{was}}', { was: wasWord(was) })}</div>
        )}
        {owner && <div className={styles.quiet}>{t('record.owner', 'With {{who}}', { who: owner.who })}</div>}
        {decision && <Said words={decisionWords(decision, whenWords(decision.atMs, runDate, zone), zone)} />}
        {riskWhy !== null && <Said words={`${decidedWord('risk')}: ${riskWhy}`} />}
        {notes.map(({ eventKey, author, atMs, text }) => (
          <Said
            key={eventKey}
            words={t('record.note', '{{who}} {{time}}: {{text}}', {
              who: author || t('decided.deleted-user', 'a deleted user'),
              time: whenWords(atMs, runDate, zone),
              text,
            })}
          />
        ))}
      </div>
    </li>
  );
}

/** What a person said, behind a rule. */
function Said({ words }: { words: string }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.said}>
      <Icon name="comment-alt" size="sm" aria-hidden />
      <span>{words}</span>
    </div>
  );
}

/** "Deferred to ops2 by ops1, 08:36: the volume is full" */
function decisionWords(decision: Decision, time: string, zone: string): string {
  const { kind, to, until, note } = decision;
  const what = [
    decidedWord(kind),
    to && t('record.to', 'to {{to}}', { to }),
    until && t('record.until', 'until {{until}}', { until: roundDate(until, zone) }),
    decidedBy(decision, time),
  ]
    .filter(Boolean)
    .join(' ');
  return note === '' ? what : `${what}: ${note}`;
}

/** The time of day where it was said on the day of the round. */
function whenWords(atMs: number, runDate: string, zone: string): string {
  const time = clockTime(atMs, zone);
  return localDate(atMs, zone) === runDate ? time : `${shortDay(atMs, zone)} ${time}`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  row: css({
    display: 'grid',
    gridTemplateColumns: '112px minmax(0, 1fr)',
    padding: theme.spacing(1.25, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    '@container (max-width: 479px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  verdict: css({ '& > span': { whiteSpace: 'normal' } }),
  what: css({ minWidth: 0, overflowWrap: 'anywhere' }),
  calm: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    color: theme.colors.text.secondary,
  }),
  quiet: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  said: css({
    display: 'flex',
    gap: theme.spacing(1),
    marginTop: theme.spacing(0.75),
    paddingLeft: theme.spacing(1.25),
    borderLeft: `2px solid ${theme.colors.border.strong}`,
    '& > svg': { flex: 'none', marginTop: 3 },
  }),
});
