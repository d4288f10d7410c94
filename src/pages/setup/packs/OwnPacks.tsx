import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, ConfirmModal, useStyles2 } from '@grafana/ui';
import { useState } from 'react';
import { Link } from 'react-router-dom';

import type { OwnPack } from '../../../core/check/ownPack';
import { checkPath } from '../../../ui/checkPath';
import { useConnection } from '../../../ui/connection';
import { DataTable } from '../../../ui/DataTable';
import { Mark } from '../../../ui/Mark';
import { useServices } from '../../../ui/services';
import { plural, t } from '../../../ui/t';
import { RefusedNotice } from '../RefusedNotice';
import { useChange } from '../useChange';
import { packPath } from './packPath';

/** The packs of the settings: what each defines and changes, and the way to change it. */
export function OwnPacks({ onSaved }: { onSaved: () => void }) {
  const styles = useStyles2(getStyles);
  const { user } = useServices();
  const { connection, library } = useConnection();
  // What it was when it was opened: what others save meanwhile is a conflict.
  const [base] = useState(connection.settings);
  const [leaving, setLeaving] = useState<OwnPack | null>(null);
  const change = useChange(onSaved);
  const own = library.own ?? [];
  const remove = (pack: OwnPack) => {
    const at = own.indexOf(pack);
    change.save(base, async () => ({ packs: (base.packs ?? []).filter((_, index) => index !== at) }));
    setLeaving(null);
  };
  return (
    <>
      <h3 className={styles.heading}>{t('packs.own', 'Your own packs')}</h3>
      {own.length === 0 ? (
        <p className={styles.quiet}>
          {t(
            'packs.none',
            'There are none. A pack of your own adds checks, or changes the limits of those that there are.'
          )}
        </p>
      ) : (
        <DataTable
          label={t('packs.own', 'Your own packs')}
          rows={own}
          rowKey={({ key }) => key}
          columns={[
            {
              key: 'pack',
              heading: t('packs.pack', 'Pack'),
              cell: (pack) => (
                <>
                  <Link to={packPath(pack.key)} className={styles.name}>
                    {pack.title}
                  </Link>
                  {pack.problems.length > 0 && (
                    <span className={styles.below}>
                      <Mark state="unknown" word={mistakesWord(pack.problems.length)} size="sm" />
                    </span>
                  )}
                </>
              ),
            },
            { key: 'checks', heading: t('packs.defines', 'Own checks'), cell: ({ checks }) => <Checks ids={checks} /> },
            {
              key: 'customised',
              heading: t('packs.changes', 'Customised checks'),
              cell: ({ customised }) => <Checks ids={customised} />,
            },
            {
              key: 'remove',
              heading: '',
              tight: true,
              cell: (pack) =>
                user.isAdmin && (
                  <Button
                    size="sm"
                    variant="secondary"
                    fill="text"
                    disabled={change.isSaving}
                    aria-label={t('packs.remove-named', 'Remove {{title}}', { title: pack.title })}
                    onClick={() => setLeaving(pack)}
                  >
                    {t('packs.remove', 'Remove')}
                  </Button>
                ),
            },
          ]}
        />
      )}
      {change.refused && <RefusedNotice refused={change.refused} />}
      {leaving && (
        <ConfirmModal
          isOpen
          title={t('packs.remove-named', 'Remove {{title}}', { title: leaving.title })}
          body={t(
            'packs.remove-what',
            'Its checks are not asked any more, and what it customised is as built in again. Items of checklists that name its checks are unknown.'
          )}
          confirmText={t('packs.remove', 'Remove')}
          onConfirm={() => remove(leaving)}
          onDismiss={() => setLeaving(null)}
        />
      )}
    </>
  );
}

function Checks({ ids }: { ids: readonly string[] }) {
  return ids.map((id, index) => (
    <span key={id}>
      {index > 0 && ', '}
      <Link to={checkPath(id)}>{id}</Link>
    </span>
  ));
}

function mistakesWord(count: number): string {
  return plural('packs.mistakes', count, { one: '{{count}} mistake', other: '{{count}} mistakes' });
}

const getStyles = (theme: GrafanaTheme2) => ({
  heading: css({ ...theme.typography.h6, margin: theme.spacing(3, 0, 1) }),
  quiet: css({ color: theme.colors.text.secondary, margin: 0 }),
  name: css({ '&:hover': { textDecoration: 'underline' } }),
  below: css({ display: 'block' }),
});
