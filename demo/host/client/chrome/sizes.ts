/** In px, as Grafana's docked menu. */
export const MENU_WIDTH = 300;

/** In px, as Grafana's single top bar. */
export const TOP_BAR_HEIGHT = 40;
