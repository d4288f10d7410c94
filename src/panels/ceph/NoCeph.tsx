import { GrafanaLink, useMayFollow } from '../../ui/GrafanaLink';
import { PanelNotice } from '../../ui/panel/PanelNotice';
import { t } from '../../ui/t';

interface Props {
  /** What the panel's options name; empty for the first cluster there is. */
  chosen: string;
  /** Names of the clusters that there are. */
  others: readonly string[];
}

/** There is no cluster, or none of that name. */
export function NoCeph({ chosen, others }: Props) {
  const mayAdd = useMayFollow('new-data-source');
  return (
    <PanelNotice
      label={t('ceph.product', 'Ceph')}
      title={
        chosen === ''
          ? t('panel.ceph.none', 'No Ceph chosen')
          : t('panel.ceph.gone', 'There is no Ceph cluster "{{chosen}}"', { chosen })
      }
      actions={
        others.length === 0 &&
        mayAdd && <GrafanaLink place={{ to: 'new-data-source', search: 'prometheus' }} look="quiet" />
      }
    >
      <p>
        {others.length > 0
          ? t('panel.ceph.choose', 'Pick a Ceph cluster in the panel options: {{names}}.', { names: others.join(', ') })
          : t(
              'panel.ceph.add',
              'No data source has metrics of a Ceph cluster. Enable the prometheus module of its manager and scrape it.'
            )}
      </p>
    </PanelNotice>
  );
}
