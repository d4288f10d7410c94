/// <reference types="systemjs" />

/** Modules that Grafana's core reaches but npm's `exports` hide; `build.mjs` resolves them by file. */

declare module '@grafana/runtime/dist/esm/components/PluginPage.mjs' {
  export function setPluginPage(
    component: import('react').ComponentType<import('@grafana/runtime').PluginPageProps>
  ): void;
}

declare module '@grafana/runtime/dist/esm/components/PanelRenderer.mjs' {
  export function setPanelRenderer(
    component: import('react').ComponentType<import('@grafana/runtime').PanelRendererProps>
  ): void;
}

declare module '@grafana/runtime/dist/esm/components/PanelDataErrorView.mjs' {
  export function setPanelDataErrorView(
    component: import('react').ComponentType<import('@grafana/runtime').PanelDataErrorViewProps>
  ): void;
}

declare module '@grafana/runtime/dist/esm/services/pluginExtensions/getObservablePluginLinks.mjs' {
  export function setGetObservablePluginLinks(get: () => import('rxjs').Observable<never[]>): void;
}

declare module '@grafana/runtime/dist/esm/services/pluginExtensions/getObservablePluginComponents.mjs' {
  export function setGetObservablePluginComponents(get: () => import('rxjs').Observable<never[]>): void;
}

declare module '@grafana/i18n/dist/esm/i18n.mjs' {
  export function initializeI18n(options: { language: string; ns: string[] }, regionalFormat: string): Promise<unknown>;
}

/** react-router 5, whose `Router` takes Grafana's history. */
declare module 'grafana-router-v5' {
  export const Router: import('react').ComponentType<{ history: unknown; children: import('react').ReactNode }>;
}

/** react-router 6 on top of 5: what Grafana shares as `react-router`. */
declare module 'grafana-router' {
  export * from 'react-router-dom';
  export const CompatRouter: import('react').ComponentType<{ children: import('react').ReactNode }>;
}

declare module 'systemjs/dist/system.js';
declare module 'systemjs/dist/extras/amd.js';
declare module 'systemjs/dist/extras/named-register.js';
