/** The Grafana that the host stands in for. */
export const EMULATED_VERSION = '12.4.0';
