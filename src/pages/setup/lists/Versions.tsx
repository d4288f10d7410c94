import { Button } from '@grafana/ui';

import type { PublishedTemplate } from '../../../core/checklist/published';
import { useConnection } from '../../../ui/connection';
import { DataTable } from '../../../ui/DataTable';
import { Mark } from '../../../ui/Mark';
import { Section } from '../../../ui/Section';
import { useServices } from '../../../ui/services';
import { t } from '../../../ui/t';
import { shortDateWithYear } from '../../../ui/when';
import { useZone } from '../../../ui/zone';
import { RefusedNotice } from '../RefusedNotice';
import { useChange } from '../useChange';

interface Props {
  list: string;
  versions: readonly PublishedTemplate[];
  /** Called when another one counts. */
  onActivated: () => void;
}

interface Row {
  /** Null for the list of the library. */
  sha: string | null;
  by: string;
  publishedMs: number | null;
}

/** The versions of a list, and which one counts; an Admin activates. */
export function Versions({ list, versions, onActivated }: Props) {
  const zone = useZone();
  const { user } = useServices();
  const { connection, templates } = useConnection();
  const { settings } = connection;
  const { isSaving, refused, save } = useChange(onActivated);
  const active = settings.templates?.[list] ?? null;
  const isAtHand = active === null || versions.some(({ sha }) => sha === active);
  const builtIn: Row = { sha: null, by: '', publishedMs: null };
  const rows: readonly Row[] = templates.builtIn.has(list) ? [...versions, builtIn] : versions;
  const activate = (sha: string | null) => {
    const { [list]: _replaced, ...others } = settings.templates ?? {};
    save(settings, () => Promise.resolve({ templates: sha === null ? others : { ...others, [list]: sha } }));
  };
  return (
    <Section
      title={t('list.versions', 'Versions')}
      help={
        user.isAdmin
          ? t('list.versions-what', 'Rounds keep the version they began with; the next one takes the active version.')
          : t('list.versions-admin', 'An organisation admin activates a version.')
      }
    >
      {!isAtHand && (
        <div>
          <Mark state="unknown" glyphOnly size="sm" />{' '}
          {t('list.active-missing', 'The active version, {{sha}}, is not in the journal.', { sha: nameOf(active) })}
        </div>
      )}
      <DataTable
        label={t('list.versions', 'Versions')}
        rows={rows}
        rowKey={({ sha }) => sha ?? ''}
        columns={[
          { key: 'sha', heading: t('list.version', 'Version'), cell: ({ sha }) => nameOf(sha) },
          { key: 'by', heading: t('list.by', 'Published by'), from: 300, cell: ({ by }) => by },
          {
            key: 'when',
            heading: t('list.when', 'Published'),
            from: 400,
            cell: ({ publishedMs }) => (publishedMs === null ? '' : shortDateWithYear(publishedMs, zone)),
          },
          {
            key: 'active',
            heading: '',
            tight: true,
            cell: ({ sha }) => {
              if (sha === active) {
                return <Mark state="done" word={t('list.active', 'Active')} />;
              }
              return user.isAdmin ? (
                <Button size="sm" variant="secondary" disabled={isSaving} onClick={() => activate(sha)}>
                  {t('list.activate', 'Activate')}
                </Button>
              ) : null;
            },
          },
        ]}
      />
      {refused && <RefusedNotice refused={refused} />}
    </Section>
  );
}

/** The first digits, as they stand in the journal's events. */
function nameOf(sha: string | null): string {
  return sha === null ? t('list.builtin', 'Built-in') : sha.slice(0, 8);
}
