import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { IconButton, Toggletip, useStyles2 } from '@grafana/ui';

import { useState } from 'react';

import type { KpiReading } from '../../../core/kpi/reading';
import { t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { decimalText, shortDate } from '../../../ui/when';
import { useZone } from '../../../ui/zone';
import { evidenceParam } from '../evidenceAddress';
import { EnterValue } from './EnterValue';
import { enteredWords } from './entryWords';
import { arithmeticText, reasonSentence } from './figureWords';

/** "How": what a key figure is, its numbers, its window and what there is data of. */
export function FigureHow({ reading }: { reading: KpiReading }) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const [, change] = useAddress();
  const [isShown, setIsShown] = useState(false);
  const { definition, window, before, reason, coverage } = reading;
  const toLast = window.toMs - 1;
  const span = t('figure.span', 'Window {{from}} to {{to}}, compared with {{beforeFrom}} to {{beforeTo}}.', {
    from: shortDate(window.fromMs, zone),
    to: shortDate(toLast, zone),
    beforeFrom: shortDate(before.fromMs, zone),
    beforeTo: shortDate(before.toMs - 1, zone),
  });
  return (
    <Toggletip
      show={isShown}
      onOpen={() => setIsShown(true)}
      onClose={() => setIsShown(false)}
      title={definition.title}
      content={
        <div className={styles.content}>
          <p>{definition.sentence}</p>
          <pre className={styles.code} tabIndex={0}>
            {arithmeticText(reading)}
          </pre>
          <p className={styles.quiet}>
            {span} {reason === null ? coverageWords(coverage) : reasonSentence(reading, zone)}{' '}
            {reading.entry !== null && `${enteredWords(reading, zone)}.`}
          </p>
          {definition.caveat !== undefined && <p className={styles.quiet}>{definition.caveat}</p>}
        </div>
      }
      footer={
        <div className={styles.foot}>
          <EnterValue reading={reading} onOpen={() => setIsShown(false)} />
          <button
            type="button"
            className={styles.link}
            onClick={() => {
              // It would keep the rest of the page from whoever does not see it.
              setIsShown(false);
              change({ evidence: evidenceParam(definition.id, 'figure') });
            }}
          >
            {t('figure.open-evidence', 'Open the evidence')}
          </button>
        </div>
      }
    >
      <IconButton
        name="info-circle"
        size="sm"
        variant="secondary"
        aria-label={t('figure.how', 'How {{name}} is made', { name: definition.shortTitle })}
      />
    </Toggletip>
  );
}

function coverageWords(coverage: number | null): string {
  return coverage === null
    ? ''
    : t('figure.covered', '{{share}} % of it has data.', {
        share: decimalText(coverage >= 1 ? 100 : Math.floor(coverage * 1000) / 10, 1),
      });
}

const getStyles = (theme: GrafanaTheme2) => ({
  content: css({ maxWidth: 360, '& p': { margin: theme.spacing(0, 0, 1, 0) } }),
  code: css({
    ...theme.typography.code,
    fontSize: theme.typography.bodySmall.fontSize,
    letterSpacing: 0,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    wordBreak: 'normal',
    margin: theme.spacing(0, 0, 1, 0),
    padding: theme.spacing(1),
    color: theme.colors.text.primary,
    background: theme.colors.background.canvas,
  }),
  quiet: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  foot: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
    '& p': { margin: 0 },
  }),
  link: css({
    minHeight: 24,
    border: 0,
    padding: 0,
    background: 'none',
    color: theme.colors.text.link,
    '&:hover': { textDecoration: 'underline' },
  }),
});
