import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { NotesBlock } from '../../../core/report/blocks';
import { Mark } from '../../../ui/Mark';

export function NotesView({ notes: { form, notes } }: { notes: NotesBlock }) {
  const styles = useStyles2(getStyles);
  switch (form) {
    case 'prose':
      return notes.map(({ lead, rest }) => (
        <p key={`${lead}${rest}`} className={styles.text}>
          {lead !== '' && <strong>{lead} </strong>}
          {rest}
        </p>
      ));
    case 'definitions':
      return (
        <dl className={styles.definitions}>
          {notes.map(({ lead, rest }) => (
            <div key={lead}>
              <dt className={styles.term}>{lead}</dt>
              <dd className={styles.text}>{rest}</dd>
            </div>
          ))}
        </dl>
      );
    case 'missing':
      return notes.map(({ lead, rest }) => (
        <div key={lead} className={styles.missing}>
          <Mark state="unknown" word={lead} />
          <p className={styles.text}>{rest}</p>
        </div>
      ));
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  text: css({ margin: 0, color: theme.colors.text.secondary, maxWidth: '100ch' }),
  term: css({ fontWeight: theme.typography.fontWeightMedium }),
  definitions: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(280px, 1fr))',
    gap: theme.spacing(1.5, 3),
    margin: 0,
  }),
  missing: css({ padding: theme.spacing(1.5), border: `1px dashed ${theme.colors.border.medium}` }),
});
