import { PluginPage } from '@grafana/runtime';

export function App() {
  return <PluginPage pageNav={{ text: 'Today' }}>…</PluginPage>;
}
