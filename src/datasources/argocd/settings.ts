import type { SourceSecrets, SourceSettings } from '../../ui/datasource/settings/settings';

/** `jsonData` of the data source: there is nothing that only Argo CD has. */
export type ArgocdSettings = SourceSettings;

/** `secureJsonData`. */
export interface ArgocdSecrets extends SourceSecrets {
  /** Of a local account or of a project's role. */
  token?: string;
}
