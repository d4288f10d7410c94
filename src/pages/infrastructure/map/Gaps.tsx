import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { Reason } from '../../../core/check/verdict';
import type { MapGap } from '../../../core/hardware-map/map';
import { Mark } from '../../../ui/Mark';
import { reasonWords } from '../../../ui/reasonText';
import { Section } from '../../../ui/Section';
import { plural, t } from '../../../ui/t';
import { gapWord } from './mapWords';

/** What of the map could not be read and why, with the privilege that is missing. */
export function Gaps({ gaps }: { gaps: readonly MapGap[] }) {
  const styles = useStyles2(getStyles);
  return gaps.length === 0 ? null : (
    <Section title={t('map.gaps', 'Not known')} count={gaps.length}>
      <ul className={styles.gaps}>
        {gaps.map(({ part, reason, rows }) => (
          <li key={`${part} ${reason.code} ${reason.detail ?? ''}`}>
            <Mark state="unknown" word={gapWord(part)} />
            <span>
              {gapReason(reason)}{' '}
              {rows.length > 0 && (
                <span className={styles.quiet}>
                  {plural('map.gap.machines-count', rows.length, {
                    one: '{{count}} machine',
                    other: '{{count}} machines',
                  })}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What the source said about it says more than the kind of the reason. */
function gapReason(reason: Reason): string {
  const { detail } = reason;
  return detail
    ? `${detail.charAt(0).toUpperCase()}${detail.slice(1)}${/[.!?]$/.test(detail) ? '' : '.'}`
    : reasonWords(reason);
}

const getStyles = (theme: GrafanaTheme2) => ({
  gaps: css({
    listStyle: 'none',
    '& li': {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
      padding: theme.spacing(0.75, 0),
      borderTop: `1px solid ${theme.colors.border.weak}`,
      overflowWrap: 'anywhere',
    },
  }),
  quiet: css({ color: theme.colors.text.secondary, whiteSpace: 'nowrap' }),
});
