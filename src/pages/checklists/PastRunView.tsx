import { css } from '@emotion/css';
import { locationUtil, type GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, LinkButton, useStyles2 } from '@grafana/ui';

import type { Run } from '../../core/checklist/run';
import { appHref } from '../../ui/appHref';
import { Mark } from '../../ui/Mark';
import { doubtWords, roundMark } from '../../ui/round/roundWords';
import { runPath } from '../../ui/round/runPath';
import { t } from '../../ui/t';
import { clockTime, shortDateWithYear, shortDay } from '../../ui/when';
import { dayMs } from '../today/runTitle';
import { CameOf } from './CameOf';
import { Frame } from './Frame';
import { IntegrityList } from './IntegrityList';
import { outcomeWord } from './recordWords';
import { RecordedItems } from './RecordedItems';
import { SignatureFacts } from './SignatureFacts';
import type { PastRun } from './usePastRun';

/** A round that is over, as it was signed: what the machine saw then and what people said, never what is so today. */
export function PastRunView({ past }: { past: PastRun }) {
  const styles = useStyles2(getStyles);
  const { run, template, record, aftermath } = past;
  const { state, isOnTime, doubt } = record.outcome;
  const name = t('record.name', '{{list}}, {{date}}', { list: template.title, date: dateOf(run) });
  return (
    <Frame
      name={name}
      badge={<Mark state={roundMark(state, isOnTime)} word={outcomeWord(record.outcome)} size="lg" />}
      subTitle={subtitleOf(past)}
      actions={<Actions past={past} />}
    >
      {doubt !== null && <p className={styles.doubt}>{doubtWords(doubt)}</p>}
      <div className={styles.columns}>
        <RecordedItems past={past} />
        <aside className={styles.aside} aria-label={t('record.aside', 'About this round')}>
          <SignatureFacts past={past} />
          <IntegrityList record={record} />
          {state !== 'due' && <CameOf run={run} aftermath={aftermath} />}
        </aside>
      </div>
    </Frame>
  );
}

function dateOf(run: Run): string {
  const noonMs = dayMs(run);
  const [weekday] = shortDay(noonMs, run.zone).split(' ');
  return [weekday, shortDateWithYear(noonMs, run.zone), shiftWords(run)].filter(Boolean).join(' ');
}

/** What the values below are worth. */
function subtitleOf({ run, record: { state, outcome } }: PastRun): string {
  const { signature } = state;
  if (signature) {
    const time = clockTime(signature.valuesMs || signature.atMs, run.zone);
    return t('record.closed', "A closed run. Values are those seen at {{time}}, not today's.", { time });
  }
  if (outcome.state === 'due' || outcome.state === 'upcoming') {
    return t('record.open-run', 'This round is not signed yet. What is seen now stands in Today.');
  }
  return t('record.unsigned', 'A run without a signature. What was seen then was not kept.');
}

function Actions({ past: { run, before, after, record } }: { past: PastRun }) {
  return (
    <>
      {record.outcome.state === 'due' && (
        <LinkButton href={appHref(`today/${encodeURIComponent(run.list)}`)}>
          {t('record.open-today', 'Open Today')}
        </LinkButton>
      )}
      {before && (
        <LinkButton variant="secondary" fill="outline" icon="angle-left" href={hrefOf(before)}>
          {nameOf(before)}
        </LinkButton>
      )}
      {after && (
        <LinkButton variant="secondary" fill="outline" icon="angle-right" iconPlacement="right" href={hrefOf(after)}>
          {nameOf(after)}
        </LinkButton>
      )}
      <ClipboardButton
        variant="secondary"
        icon="link"
        getText={() => new URL(hrefOf(run), window.location.href).toString()}
      >
        {t('record.copy', 'Copy link')}
      </ClipboardButton>
    </>
  );
}

function hrefOf({ key }: Run): string {
  return locationUtil.assureBaseUrl(runPath(key));
}

/** "Wed 18 Nov", with its shift where there are several a day. */
function nameOf(run: Run): string {
  return [shortDay(dayMs(run), run.zone), shiftWords(run)].filter(Boolean).join(' ');
}

/** Which one of a day, where there are several: its shift, or how many somebody had begun by then. */
function shiftWords({ key }: Run): string {
  const shift = key.split('/')[2] ?? '';
  return /^\d+$/.test(shift) ? t('record.nth', 'no. {{n}}', { n: shift }) : shift;
}

const getStyles = (theme: GrafanaTheme2) => ({
  doubt: css({ color: theme.colors.text.secondary, margin: theme.spacing(0, 0, 1, 0) }),
  columns: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 320px',
    gap: theme.spacing(4),
    alignItems: 'start',
    '& > section:first-child': { marginTop: 0 },
    '@container (max-width: 859px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  aside: css({ minWidth: 0 }),
});
