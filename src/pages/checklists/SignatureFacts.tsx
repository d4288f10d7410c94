import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { durationText } from '../../ui/duration';
import { FOCUS_HOME } from '../../ui/FocusHome';
import { Mark } from '../../ui/Mark';
import { t } from '../../ui/t';
import { clockTime, clockTimeWithSeconds, shortDay } from '../../ui/when';
import type { PastRun } from './usePastRun';

const MINUTE_MS = 60_000;

/** Who signed, when and what was said; of a round that nobody signed what became of it instead. */
export function SignatureFacts({ past }: { past: PastRun }) {
  const styles = useStyles2(getStyles);
  const facts = factsOf(past);
  return (
    <section className={styles.surface}>
      <h2 className={styles.heading} {...FOCUS_HOME}>
        <Heading past={past} />
      </h2>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Heading({ past: { record } }: { past: PastRun }) {
  const { signature, skipped } = record.state;
  if (signature) {
    return (
      <Mark
        state={signature.incomplete === null && !signature.changedSince ? 'done' : 'warn'}
        word={t('record.signed-by', 'Signed by {{who}}', { who: person(signature.author) })}
      />
    );
  }
  return skipped ? (
    <Mark state="na" word={t('record.skipped-by', 'Skipped by {{who}}', { who: person(skipped.author) })} />
  ) : (
    <>{t('record.no-signature', 'Nobody signed it')}</>
  );
}

type Fact = readonly [string, string];

function factsOf({ run, template, record: { state, isSameTemplate } }: PastRun): readonly Fact[] {
  const { signature, skipped, reopened, startedMs } = state;
  const due = dayTime(run.dueMs, run.zone);
  const facts: Fact[] = [];
  if (signature) {
    const { atMs, remark, incomplete, second } = signature;
    const when = `${shortDay(atMs, run.zone)} ${clockTimeWithSeconds(atMs, run.zone)}`;
    const isSameDay = shortDay(atMs, run.zone) === shortDay(run.dueMs, run.zone);
    const dueThen = isSameDay ? clockTime(run.dueMs, run.zone) : due;
    facts.push([t('record.when', 'When'), t('record.when-due', '{{when}}, due {{due}}', { when, due: dueThen })]);
    if (startedMs !== null && atMs - startedMs >= 1000) {
      facts.push([t('record.took', 'Took'), tookWords(atMs - startedMs)]);
    }
    if (incomplete !== null) {
      facts.push([t('record.incomplete', 'Incomplete'), `“${incomplete}”`]);
    }
    facts.push([t('record.remark', 'Remark'), remark === '' ? t('record.no-remark', 'none') : `“${remark}”`]);
    facts.push([
      t('record.second', 'Second signature'),
      second
        ? `${person(second.author)}, ${dayTime(second.atMs, run.zone)}`
        : template.signatures === 2
          ? t('record.second-missing', 'missing')
          : t('record.second-none', 'not required'),
    ]);
  } else {
    facts.push([t('record.due', 'Due'), due]);
  }
  if (skipped) {
    facts.push([t('record.when', 'When'), dayTime(skipped.atMs, run.zone)]);
    facts.push([t('record.reason', 'Reason'), `“${skipped.reason}”`]);
  }
  if (reopened) {
    const { author, atMs, reason } = reopened;
    const words = `${person(author)}, ${dayTime(atMs, run.zone)}: “${reason}”`;
    facts.push([t('record.reopened', 'Reopened'), words]);
  }
  if (state.template !== null) {
    const hash = state.template.split('@')[1] ?? state.template;
    const words = isSameTemplate
      ? t('record.template-same', "{{hash}}, the list's version of now", { hash })
      : t('record.template-other', '{{hash}}, the list has changed since', { hash });
    facts.push([t('record.template', 'Template'), words]);
  }
  return facts;
}

/** `1 min 32 s` where the seconds say something. */
function tookWords(ms: number): string {
  return ms >= MINUTE_MS && ms < 10 * MINUTE_MS
    ? `${durationText(ms)} ${durationText(ms % MINUTE_MS)}`
    : durationText(ms);
}

function dayTime(ms: number, zone: string): string {
  return `${shortDay(ms, zone)} ${clockTime(ms, zone)}`;
}

function person(author: string): string {
  return author || t('decided.deleted-user', 'a deleted user');
}

const getStyles = (theme: GrafanaTheme2) => ({
  surface: css({
    padding: theme.spacing(2),
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
  }),
  heading: css({ ...theme.typography.h5, margin: theme.spacing(0, 0, 1, 0) }),
  facts: css({
    margin: 0,
    '& > div': {
      display: 'grid',
      gridTemplateColumns: '120px minmax(0, 1fr)',
      gap: theme.spacing(1),
      marginTop: theme.spacing(0.75),
    },
    '& dt': { fontWeight: 'normal', color: theme.colors.text.secondary },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  }),
});
