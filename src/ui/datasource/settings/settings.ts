import type { DataSourceJsonData, DataSourcePluginOptionsEditorProps } from '@grafana/data';

/** What `jsonData` holds of every data source: all of it is read by Grafana's proxy. */
export interface SourceSettings extends DataSourceJsonData {
  /** Seconds until the proxy gives up. */
  timeout?: number;
  tlsAuthWithCACert?: boolean;
  tlsSkipVerify?: boolean;
  /** Name that the server's certificate is for, where the address has another. */
  serverName?: string;
}

/** What `secureJsonData` holds of every data source: never leaves Grafana's server once it is saved. */
export interface SourceSecrets {
  /** PEM. */
  tlsCACert?: string;
}

export type SettingsEditorProps<
  Settings extends SourceSettings,
  Secrets extends SourceSecrets,
> = DataSourcePluginOptionsEditorProps<Settings, Secrets>;

/** A change of several settings at once; a secret that is given is not saved yet, and takes the saved one's place. */
export interface SettingsChange<Settings, Secrets> {
  url?: string;
  settings?: Partial<Settings>;
  secrets?: Partial<Secrets>;
}

/** The settings in the editor, and how they are changed; nothing is written before somebody saves. */
export interface SettingsEdit<Settings, Secrets> {
  url: string;
  settings: Settings;
  /** What was typed since the last save. */
  typed: Partial<Secrets>;
  /** Whether one is saved. */
  isSaved: (secret: keyof Secrets & string) => boolean;
  /** Provisioned: everything is shown, nothing can be changed. */
  readOnly: boolean;
  change: (change: SettingsChange<Settings, Secrets>) => void;
}

export function settingsEdit<Settings extends SourceSettings, Secrets extends SourceSecrets>({
  options,
  onOptionsChange,
}: SettingsEditorProps<Settings, Secrets>): SettingsEdit<Settings, Secrets> {
  return {
    url: options.url,
    settings: options.jsonData,
    typed: options.secureJsonData ?? {},
    isSaved: (secret) => options.secureJsonFields[secret] === true,
    readOnly: options.readOnly === true,
    change: ({ url = options.url, settings, secrets = {} }) => {
      const given = Object.keys(secrets).map((name) => [name, false] as const);
      onOptionsChange({
        ...options,
        url,
        jsonData: { ...options.jsonData, ...settings },
        secureJsonData: { ...options.secureJsonData, ...secrets } as Secrets,
        secureJsonFields: { ...options.secureJsonFields, ...Object.fromEntries(given) },
      });
    },
  };
}
