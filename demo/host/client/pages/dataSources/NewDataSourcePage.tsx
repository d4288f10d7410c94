import type { DataSourcePluginMeta } from '@grafana/data';
import { getBackendSrv, getDataSourceSrv, locationService } from '@grafana/runtime';
import { Card } from '@grafana/ui';
import { useEffect, useState } from 'react';

import { Page } from '../../chrome/PluginPage';

/** As Grafana: the type's name, with a number when it is taken. */
function freeName(wanted: string, taken: string[]): string {
  const lower = taken.map((name) => name.toLowerCase());
  for (let at = 0; ; at++) {
    const name = at === 0 ? wanted : `${wanted}-${at}`;
    if (!lower.includes(name.toLowerCase())) {
      return name;
    }
  }
}

async function add({ id, name }: DataSourcePluginMeta): Promise<void> {
  const existing = await getBackendSrv().get<Array<{ name: string }>>('/api/datasources');
  const wanted = {
    name: freeName(
      name,
      existing.map((one) => one.name)
    ),
    type: id,
    access: 'proxy',
    isDefault: existing.length === 0,
  };
  const { datasource } = await getBackendSrv().post<{ datasource: { uid: string } }>('/api/datasources', wanted);
  await getDataSourceSrv().reload();
  locationService.push(`/connections/datasources/edit/${datasource.uid}`);
}

/** `/connections/datasources/new`: the types that can be added. */
export function NewDataSourcePage() {
  const [types, setTypes] = useState<DataSourcePluginMeta[]>([]);
  useEffect(() => {
    getBackendSrv()
      .get<DataSourcePluginMeta[]>('/api/plugins', { enabled: 1, type: 'datasource' })
      .then(setTypes, () => undefined);
  }, []);
  return (
    <Page
      pageNav={{
        text: 'Add data source',
        subTitle: 'Choose a data source type',
        parentItem: { text: 'Data sources', url: '/connections/datasources' },
      }}
    >
      {types.map((type) => (
        <Card key={type.id} noMargin onClick={() => void add(type)}>
          <Card.Heading aria-label={`Add new data source ${type.name}`}>{type.name}</Card.Heading>
          <Card.Figure>
            <img src={type.info.logos.small} alt="" height={40} width={40} />
          </Card.Figure>
          <Card.Description>{type.info.description}</Card.Description>
        </Card>
      ))}
    </Page>
  );
}
