import {
  DataSourcePluginContextProvider,
  PluginContextProvider,
  type DataSourceSettings,
  type NavModelItem,
} from '@grafana/data';
import { getBackendSrv, getDataSourceSrv, locationService } from '@grafana/runtime';
import { Alert, Button, ConfirmModal, ErrorBoundaryAlert, InlineField, InlineSwitch, Input, Stack } from '@grafana/ui';
import { useEffect, useMemo, useState, type FormEvent } from 'react';

import type { HostBackend } from '../../backend';
import { Page } from '../../chrome/PluginPage';
import { importDataSource, type AnyDataSourcePlugin } from '../../pluginImport';
import { failureMessage, TestResult, type TestingStatus } from './TestResult';

interface Loaded {
  settings?: DataSourceSettings;
  plugin?: AnyDataSourcePlugin;
  failure?: string;
}

async function load(uid: string): Promise<Loaded> {
  const quietly = { showErrorAlert: false };
  const settings = await getBackendSrv().get<DataSourceSettings>(
    `/api/datasources/uid/${uid}`,
    undefined,
    undefined,
    quietly
  );
  return { settings, plugin: await importDataSource(settings.type) };
}

/** What the plugin's own test says of the data source as it is saved. */
async function test(name: string): Promise<TestingStatus> {
  try {
    const dataSource = await getDataSourceSrv().get(name);
    const backend = getBackendSrv() as HostBackend;
    return (await backend.withNoBackendCache(() => dataSource.testDatasource())) as TestingStatus;
  } catch (error) {
    const { details } = error as { details?: TestingStatus['details'] };
    return { status: 'error', message: failureMessage(error), details };
  }
}

function Editor({
  settings,
  plugin,
  onChange,
}: { onChange: (next: DataSourceSettings) => void } & Required<Pick<Loaded, 'settings' | 'plugin'>>) {
  const ConfigEditor = plugin.components.ConfigEditor;
  const instance = getDataSourceSrv().getInstanceSettings(settings.uid);
  if (!ConfigEditor || !instance) {
    return null;
  }
  return (
    <ErrorBoundaryAlert>
      <DataSourcePluginContextProvider instanceSettings={instance}>
        <PluginContextProvider meta={plugin.meta}>
          <ConfigEditor options={settings} onOptionsChange={onChange} />
        </PluginContextProvider>
      </DataSourcePluginContextProvider>
    </ErrorBoundaryAlert>
  );
}

/** `/connections/datasources/edit/<uid>`: name, the plugin's editor, Save & test, Delete, named as Grafana names them. */
export function EditDataSourcePage({ uid }: { uid: string }) {
  const [{ settings, plugin, failure }, setLoaded] = useState<Loaded>({});
  const [status, setStatus] = useState<TestingStatus>();
  const [isDeleting, setDeleting] = useState(false);
  useEffect(() => {
    load(uid).then(setLoaded, (error: unknown) => setLoaded({ failure: failureMessage(error) }));
  }, [uid]);
  const change = (next: DataSourceSettings) => setLoaded((before) => ({ ...before, settings: next }));
  const pageNav = useMemo<NavModelItem>(
    () => ({ text: settings?.name ?? 'Data source', subTitle: `Type: ${plugin?.meta.name ?? ''}` }),
    [settings?.name, plugin]
  );
  if (!settings || !plugin) {
    return <Page pageNav={pageNav}>{failure && <Alert title={failure} />}</Page>;
  }
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setStatus(undefined);
    try {
      await getBackendSrv().put(`/api/datasources/uid/${uid}`, settings);
    } catch {
      // The client's toast says why.
      return;
    }
    await getDataSourceSrv().reload();
    setLoaded(await load(uid));
    setStatus(await test(settings.name));
  };
  const remove = async () => {
    await getBackendSrv().delete(`/api/datasources/uid/${uid}`);
    await getDataSourceSrv().reload();
    locationService.push('/connections/datasources');
  };
  const canSave = !settings.readOnly;
  return (
    <Page pageNav={pageNav}>
      <form onSubmit={(event) => void save(event)}>
        {settings.readOnly && (
          <Alert title="Provisioned data source" severity="info">
            This data source was added by config and cannot be modified using the UI.
          </Alert>
        )}
        <Stack wrap="wrap">
          <InlineField label="Name" disabled={!canSave}>
            <Input
              id="basic-settings-name"
              data-testid="data-testid Data source settings page name input field"
              placeholder="Name"
              required
              value={settings.name}
              onChange={(event) => change({ ...settings, name: event.currentTarget.value })}
            />
          </InlineField>
          <InlineField label="Default" disabled={!canSave}>
            <InlineSwitch
              id="basic-settings-default"
              value={settings.isDefault}
              onChange={(event) => change({ ...settings, isDefault: event.currentTarget.checked })}
            />
          </InlineField>
        </Stack>
        <Editor settings={settings} plugin={plugin} onChange={change} />
        <TestResult status={status} uid={uid} />
        <Stack wrap="wrap">
          <Button
            type="button"
            variant="destructive"
            disabled={!canSave}
            data-testid="Data source settings page Delete button"
            onClick={() => setDeleting(true)}
          >
            Delete
          </Button>
          {canSave ? (
            <Button type="submit" data-testid="data-testid Data source settings page Save and Test button">
              Save &amp; test
            </Button>
          ) : (
            <Button type="button" onClick={() => void test(settings.name).then(setStatus)}>
              Test
            </Button>
          )}
        </Stack>
      </form>
      <ConfirmModal
        isOpen={isDeleting}
        title="Delete"
        body={`Are you sure you want to delete the "${settings.name}" data source?`}
        confirmText="Delete"
        onConfirm={() => void remove()}
        onDismiss={() => setDeleting(false)}
      />
    </Page>
  );
}
