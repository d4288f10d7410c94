import { config, getBackendSrv } from '@grafana/runtime';
import { Card, LinkButton } from '@grafana/ui';
import { useEffect, useState } from 'react';

import { Page } from '../../chrome/PluginPage';

interface Listed {
  uid: string;
  name: string;
  typeName: string;
  typeLogoUrl: string;
  url: string;
}

/** `/connections/datasources`. */
export function DataSourceListPage() {
  const [list, setList] = useState<Listed[]>([]);
  useEffect(() => {
    getBackendSrv()
      .get<Listed[]>('/api/datasources')
      .then(setList, () => undefined);
  }, []);
  const add = (
    <LinkButton icon="plus" href={`${config.appSubUrl}/connections/datasources/new`}>
      Add new data source
    </LinkButton>
  );
  return (
    <Page pageNav={{ text: 'Data sources', url: '/connections/datasources' }} actions={add}>
      <ul style={{ listStyle: 'none' }}>
        {list.map(({ uid, name, typeName, typeLogoUrl, url }) => (
          <li key={uid}>
            <Card noMargin href={`${config.appSubUrl}/connections/datasources/edit/${uid}`}>
              <Card.Heading>{name}</Card.Heading>
              <Card.Figure>
                <img src={typeLogoUrl} alt="" height={40} width={40} />
              </Card.Figure>
              <Card.Meta>{[typeName, url]}</Card.Meta>
            </Card>
          </li>
        ))}
      </ul>
    </Page>
  );
}
