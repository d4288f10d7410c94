import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { useMemo, useState } from 'react';

import { VERDICTS_WORST_FIRST } from '../../core/check/verdict';
import { isStandingBad, type Standing } from '../../core/products/pending';
import { Mark } from '../../ui/Mark';
import { plural, t } from '../../ui/t';
import { usePackTitle } from '../../ui/usePackTitle';
import { countText } from '../../ui/when';
import { partsOf, type CheckRow, type PackGroup } from './catalogue';
import { CheckLine } from './CheckLine';
import { NARROW_BELOW } from './columns';

interface Props {
  group: PackGroup;
  /** That are shown. */
  columns: number;
  silent: ReadonlySet<string>;
  isFiltered: boolean;
  isOpen: boolean;
  onFold: (isOpen: boolean) => void;
}

/** A pack: one line, and below it what needs somebody, then folds of what hides behind a silent source and of what passes. */
export function PackRows({ group, columns, silent, isFiltered, isOpen, onFold }: Props) {
  const { exceptions, silenced, rest } = useMemo(() => partsOf(group.rows, silent), [group, silent]);
  return (
    <tbody>
      <PackLine group={group} columns={columns} isOpen={isOpen} onFold={onFold} />
      {isOpen && (
        <>
          {exceptions.map((row) => (
            <CheckLine key={row.definition.id} row={row} />
          ))}
          <Fold rows={silenced} columns={columns} words={silencedWords(silenced.length)} isOpen={isFiltered} />
          <Fold
            rows={rest}
            columns={columns}
            words={restWords(rest)}
            isOpen={isFiltered || exceptions.length + silenced.length === 0}
          />
        </>
      )}
    </tbody>
  );
}

const COUNTED: readonly Standing[] = ['fail', 'warn', 'unknown', 'pass', 'na'];

function PackLine({ group, columns, isOpen, onFold }: Pick<Props, 'group' | 'columns' | 'isOpen' | 'onFold'>) {
  const styles = useStyles2(getStyles);
  const packTitle = usePackTitle();
  const { pack, all, counts, sources } = group;
  return (
    <tr>
      <th scope="rowgroup" colSpan={columns} className={styles.cell}>
        <span className={styles.pack}>
          <button type="button" className={styles.fold} aria-expanded={isOpen} onClick={() => onFold(!isOpen)}>
            <Icon name={isOpen ? 'angle-down' : 'angle-right'} aria-hidden />
            {packTitle(pack)}
          </button>
          <span className={styles.count}>{countText(all)}</span>
          {COUNTED.map((standing) => (
            <span key={standing} className={counts[standing] === 0 ? styles.none : undefined}>
              {counts[standing] > 0 && <Count standing={standing} count={counts[standing]} />}
            </span>
          ))}
          <span className={styles.source} title={sources.join(', ')}>
            {counts.pending > 0 ? countWord('pending', counts.pending) : sources.join(', ')}
          </span>
        </span>
      </th>
    </tr>
  );
}

/** "2 warnings" in its colour; what needs nobody recedes behind its glyph. */
function Count({ standing, count }: { standing: Standing; count: number }) {
  const styles = useStyles2(getStyles);
  const word = countWord(standing, count);
  return isStandingBad(standing) ? (
    <Mark state={standing} word={word} size="sm" />
  ) : (
    <span className={styles.calm}>
      <span aria-hidden className={styles.glyph}>
        <Mark state={standing} glyphOnly size="sm" />
      </span>
      {word}
    </span>
  );
}

interface FoldProps {
  rows: readonly CheckRow[];
  columns: number;
  words: string;
  isOpen: boolean;
}

/** Rows behind one line; nothing where there are none. */
function Fold({ rows, columns, words, isOpen: opensAlone }: FoldProps) {
  const styles = useStyles2(getStyles);
  const [isUnfolded, setUnfolded] = useState(false);
  const isOpen = opensAlone || isUnfolded;
  if (rows.length === 0) {
    return null;
  }
  return (
    <>
      {!opensAlone && (
        <tr>
          <td colSpan={columns} className={styles.cell}>
            <button
              type="button"
              className={styles.more}
              aria-expanded={isOpen}
              onClick={() => setUnfolded(!isUnfolded)}
            >
              <Icon name={isOpen ? 'angle-down' : 'angle-right'} aria-hidden />
              {words}
            </button>
          </td>
        </tr>
      )}
      {isOpen && rows.map((row) => <CheckLine key={row.definition.id} row={row} />)}
    </>
  );
}

function silencedWords(count: number): string {
  return plural('checks.silenced', count, {
    one: '{{count}} unknown, its source is silent',
    other: '{{count}} unknown, their source is silent',
  });
}

/** "15 pass, 5 not applicable" */
function restWords(rows: readonly CheckRow[]): string {
  return [...VERDICTS_WORST_FIRST, 'pending' as const]
    .flatMap((standing) => {
      const count = rows.filter((row) => row.standing === standing).length;
      return count === 0
        ? []
        : [standing === 'na' ? t('checks.fold-na', '{{n}} not applicable', { n: count }) : countWord(standing, count)];
    })
    .join(', ');
}

function countWord(standing: Standing, count: number): string {
  const n = countText(count);
  switch (standing) {
    case 'fail':
      return t('count.fail', '{{n}} fail', { n });
    case 'warn':
      return plural('count.warnings', count, { one: '{{n}} warning', other: '{{n}} warnings' }, { n });
    case 'unknown':
      return t('count.unknown', '{{n}} unknown', { n });
    case 'pass':
      return t('count.pass', '{{n}} pass', { n });
    case 'na':
      return t('checks.count-na', '{{n}} n/a', { n });
    case 'pending':
      return t('checks.pending', '{{n}} pending', { n });
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  cell: css({ padding: theme.spacing(0, 1, 0, 0), fontWeight: theme.typography.fontWeightRegular, textAlign: 'left' }),
  pack: css({
    display: 'grid',
    // The counts of all packs stand below each other.
    gridTemplateColumns: 'minmax(120px, 180px) 32px 80px 112px 112px 88px 72px minmax(80px, 1fr)',
    alignItems: 'center',
    columnGap: theme.spacing(1.5),
    minHeight: 40,
    [`@container (max-width: ${NARROW_BELOW - 1}px)`]: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.25, 1.5),
      padding: theme.spacing(0.75, 0),
    },
  }),
  fold: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    minHeight: 32,
    padding: 0,
    border: 0,
    background: 'none',
    fontWeight: theme.typography.fontWeightMedium,
    textAlign: 'left',
    borderRadius: theme.shape.radius.default,
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
  }),
  count: css({ color: theme.colors.text.secondary, textAlign: 'right' }),
  calm: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    color: theme.colors.text.secondary,
    whiteSpace: 'nowrap',
  }),
  glyph: css({ display: 'inline-flex' }),
  none: css({ [`@container (max-width: ${NARROW_BELOW - 1}px)`]: { display: 'none' } }),
  source: css({
    ...theme.typography.bodySmall,
    color: theme.colors.text.secondary,
    textAlign: 'right',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    marginLeft: 'auto',
    maxWidth: '100%',
  }),
  more: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    minHeight: 40,
    padding: theme.spacing(0, 0, 0, 3),
    border: 0,
    background: 'none',
    color: theme.colors.text.secondary,
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
});
