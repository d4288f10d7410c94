import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Checkbox, useStyles2 } from '@grafana/ui';
import { useState } from 'react';

import { readBack } from '../../core/checklist/handover';
import { accept, type PostedHandover } from '../../core/checklist/handoverEvent';
import { Age } from '../../ui/Age';
import { reasonAdvice, reasonWords } from '../../ui/reasonText';
import type { Append } from '../../ui/journal/useAppend';
import { useServices } from '../../ui/services';
import { plural, t } from '../../ui/t';

interface Props {
  posted: PostedHandover;
  append: Append;
  mayWrite: boolean;
}

/** Said back by the next person, line by line, and accepted; whoever handed over sees that it waits. */
export function TakeOver({ posted, append, mayWrite }: Props) {
  const styles = useStyles2(getStyles);
  const { user, newKey } = useServices();
  const [said, setSaid] = useState<ReadonlySet<number>>(new Set());
  const lines = readBack(posted);
  const isOwn = posted.author === user.login;
  const isSaid = said.size === lines.length;
  const toggle = (at: number) =>
    setSaid((old) => (old.has(at) ? new Set([...old].filter((one) => one !== at)) : new Set([...old, at])));
  return (
    <section className={styles.surface} aria-label={t('takeover.label', 'Take over')}>
      <h2 className={styles.title}>
        {isOwn
          ? t('takeover.own', 'Waiting for the next person')
          : t('takeover.title', '{{who}}, take over', { who: user.login })}
      </h2>
      <p>
        {isOwn
          ? t('takeover.own-what', 'Whoever takes over says these back.')
          : t('takeover.what', 'Say these back. What you tick is kept with your name.')}
      </p>
      {lines.map(({ text, list, item }, at) =>
        isOwn || !mayWrite ? (
          <div key={`${list} ${item}`}>{text}</div>
        ) : (
          <Checkbox key={`${list} ${item}`} label={text} value={said.has(at)} onChange={() => toggle(at)} />
        )
      )}
      {!isOwn && mayWrite && (
        <Button
          icon="check"
          disabled={!isSaid || append.isSaving}
          onClick={() => void append.write(accept(posted, user.login, newKey()))}
        >
          {t('takeover.accept', 'Accept the shift')}
        </Button>
      )}
      {append.problem && (
        <p role="alert">
          {t('save.failed', 'Not saved. {{why}} {{advice}}', {
            why: reasonWords(append.problem),
            advice: reasonAdvice(append.problem),
          })}
        </p>
      )}
      <p className={styles.quiet}>
        {!isOwn &&
          plural(
            'takeover.said',
            lines.length,
            { one: '{{said}} of {{count}} said back.', other: '{{said}} of {{count}} said back.' },
            { said: said.size }
          )}{' '}
        {t('takeover.waits', 'Handed over')} <Age sinceMs={posted.atMs} />
        {t('takeover.stays', '; {{who}} stays on duty until it is accepted.', { who: posted.author })}
      </p>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  surface: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1.5),
    padding: theme.spacing(2.5),
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
    overflowWrap: 'anywhere',
    '& p': { margin: 0 },
  }),
  title: css({ ...theme.typography.h5, margin: 0 }),
  quiet: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
});
