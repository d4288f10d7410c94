import { css } from '@emotion/css';
import { locationUtil, type GrafanaTheme2 } from '@grafana/data';
import { TextLink, useStyles2 } from '@grafana/ui';

import type { RoundRecord } from '../../core/checklist/record';
import { Mark } from '../../ui/Mark';
import { Section } from '../../ui/Section';
import { plural, t } from '../../ui/t';
import type { MarkState } from '../../ui/verdictLook';
import { auditHref } from '../history/paths';

/** Whether the entries of the round are those that were signed, and what that is worth. */
export function IntegrityList({ record }: { record: RoundRecord }) {
  const styles = useStyles2(getStyles);
  return (
    <Section title={t('record-integrity.title', 'Integrity')}>
      <ul className={styles.list}>
        {linesOf(record).map(([state, words]) => (
          <li key={words} className={styles.row}>
            <Mark state={state} glyphOnly size="sm" />
            <span>{words}</span>
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>
        {t(
          'record-integrity.worth',
          'Tamper-evident, not tamper-proof: a database administrator can rewrite everything.'
        )}{' '}
        <TextLink href={locationUtil.assureBaseUrl(auditHref(record.run.key))} variant="bodySmall" inline>
          {t('record-integrity.entries', 'Show entries')}
        </TextLink>
      </p>
    </Section>
  );
}

function linesOf({ state, integrity }: RoundRecord): ReadonlyArray<[MarkState, string]> {
  const { signature } = state;
  const { events, rejected, isUntouched } = integrity;
  const count = plural('record-integrity.events', events, { one: '{{count}} event', other: '{{count}} events' });
  const lines: Array<[MarkState, string]> = [];
  if (events === 0) {
    lines.push(['na', t('record-integrity.none', 'The journal holds no event of this round')]);
  } else if (isUntouched === null) {
    lines.push([
      'na',
      t('record-integrity.unsigned', '{{events}}, without a signature to hold them against', { events: count }),
    ]);
  } else if (isUntouched) {
    lines.push(['pass', t('record-integrity.untouched', '{{events}}, none edited', { events: count })]);
  } else {
    lines.push(['unknown', t('record-integrity.touched', '{{events}}, not those that were signed', { events: count })]);
  }
  if (rejected.length > 0) {
    const words = plural('record-integrity.rejected', rejected.length, {
      one: '{{count}} entry does not count: it was edited or cannot be read',
      other: '{{count}} entries do not count: they were edited or cannot be read',
    });
    lines.push(['unknown', words]);
  }
  if (state.cut) {
    lines.push(['unknown', t('record-integrity.cut', 'Part of the round is gone from the journal')]);
  }
  if (signature) {
    lines.push(
      signature.changedSince
        ? ['warn', t('record-integrity.changed', 'Changed after the signature')]
        : ['pass', t('record-integrity.unchanged', 'Nothing changed after the signature')]
    );
  }
  return lines;
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  row: css({
    display: 'flex',
    gap: theme.spacing(1),
    padding: theme.spacing(1, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    alignItems: 'flex-start',
    '& > span:first-child': { flex: 'none', marginTop: 3 },
  }),
  quiet: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
});
