import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';

import type { ItemNote, Owner } from '../../core/checklist/state';
import { t } from '../../ui/t';
import { clockTime } from '../../ui/when';
import { useZone } from '../../ui/zone';

/** Whose an item is, and what was written beside it. */
export function OwnerLine({ owner, notes }: { owner: Owner | undefined; notes: readonly ItemNote[] }) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  if (!owner && notes.length === 0) {
    return null;
  }
  return (
    <ul className={styles.lines}>
      {owner && (
        <li>
          <Icon name="user" size="sm" aria-hidden />
          <span>
            {owner.who === owner.by
              ? t('owner.claimed', '{{who}} is on it since {{time}}', {
                  who: owner.who,
                  time: clockTime(owner.atMs, zone),
                })
              : t('owner.given', 'With {{who}}, given by {{by}} at {{time}}', {
                  who: owner.who,
                  by: owner.by,
                  time: clockTime(owner.atMs, zone),
                })}
          </span>
        </li>
      )}
      {notes.map(({ text, author, atMs, eventKey }) => (
        <li key={eventKey}>
          <Icon name="comment-alt" size="sm" aria-hidden />
          <span>
            {t('note.line', '{{who}}, {{time}}: ', {
              who: author || t('decided.deleted-user', 'a deleted user'),
              time: clockTime(atMs, zone),
            })}
            <Linked text={text} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Text with its http and https addresses as links; everything else stays text. */
export function Linked({ text }: { text: string }) {
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      <a key={at} href={part} target="_blank" rel="noreferrer" className="external-link">
        {part}
      </a>
    )
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  lines: css({
    listStyle: 'none',
    margin: 0,
    color: theme.colors.text.secondary,
    '& li': { display: 'flex', gap: theme.spacing(1), alignItems: 'flex-start' },
    '& svg': { flex: 'none', marginTop: 3 },
    '& span': { minWidth: 0, overflowWrap: 'anywhere' },
    '& a': { color: theme.colors.text.link, '&:hover': { textDecoration: 'underline' } },
  }),
});
