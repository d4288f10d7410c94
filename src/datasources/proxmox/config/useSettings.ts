import type { DataSourcePluginOptionsEditorProps } from '@grafana/data';

import type { ProxmoxSecrets, ProxmoxSettings } from '../settings';
import { splitToken, type TokenParts } from './token';

export type EditorProps = DataSourcePluginOptionsEditorProps<ProxmoxSettings, ProxmoxSecrets>;

export interface SettingsEdit {
  product: 'pve' | 'pbs';
  /** Provisioned: everything is shown, nothing can be changed. */
  readOnly: boolean;
  setUrl: (url: string) => void;
  set: (change: ProxmoxSettings) => void;
  setSecret: (key: keyof ProxmoxSecrets, value: string) => void;
  /** Takes back a saved secret, so that another one can be given. */
  resetSecret: (key: keyof ProxmoxSecrets) => void;
  /** True when the text was a whole token and now fills the three fields. */
  takeToken: (text: string) => boolean;
}

/** Changes to the settings in the editor; nothing is written before somebody saves. */
export function useSettings({ options, onOptionsChange }: EditorProps): SettingsEdit {
  const set = (change: ProxmoxSettings) =>
    onOptionsChange({ ...options, jsonData: { ...options.jsonData, ...change } });
  const setSecret = (key: keyof ProxmoxSecrets, value: string) =>
    onOptionsChange({
      ...options,
      secureJsonData: { ...options.secureJsonData, [key]: value },
      // The proxy trusts the CA only when it is told to.
      ...(key === 'tlsCACert' && { jsonData: { ...options.jsonData, tlsAuthWithCACert: value.trim() !== '' } }),
    });
  const resetSecret = (key: keyof ProxmoxSecrets) =>
    onOptionsChange({
      ...options,
      secureJsonFields: { ...options.secureJsonFields, [key]: false },
      secureJsonData: { ...options.secureJsonData, [key]: '' },
      ...(key === 'tlsCACert' && { jsonData: { ...options.jsonData, tlsAuthWithCACert: false } }),
    });
  const take = ({ user, tokenId, secret }: TokenParts) =>
    onOptionsChange({
      ...options,
      jsonData: { ...options.jsonData, user, tokenId },
      ...(secret !== undefined && {
        secureJsonFields: { ...options.secureJsonFields, tokenSecret: false },
        secureJsonData: { ...options.secureJsonData, tokenSecret: secret },
      }),
    });
  return {
    product: options.jsonData.product ?? 'pve',
    readOnly: options.readOnly === true,
    setUrl: (url) => onOptionsChange({ ...options, url }),
    set,
    setSecret,
    resetSecret,
    takeToken: (text) => {
      const parts = splitToken(text);
      if (parts !== null) {
        take(parts);
      }
      return parts !== null;
    },
  };
}
